import { Form } from '@remix-run/react';
import { useId } from 'react';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Note } from '../../components/note.tsx';
import { Section } from '../../components/section.tsx';
import { Breadcrumbs, PageHead } from '../../frames/page.tsx';
import type { Refusal } from '../../refusal.ts';
import { FieldError } from '../../render/controls/frame.tsx';
import type { Phrases } from '../tasks/quick-reasons.tsx';
import { SettingsTabs } from '../organisations/settings-tabs.tsx';

type Phrase = Phrases['own'][number];

const REMOVE_FORM = 'remove-phrase';

const columns: readonly Column<Phrase>[] = [
  { key: 'text', head: '意见', cell: ({ text }) => text, phone: 'lead' },
  { key: 'type', head: '流程类型', cell: ({ flowType }) => flowType ?? '全部类型', phone: 'pair', nowrap: true },
  {
    key: 'acts',
    head: '操作',
    cell: ({ id, text }) => (
      <button className="linkbtn nw" form={REMOVE_FORM} name="remove" value={id}>
        删除<span className="vh">：{text}</span>
      </button>
    ),
    phone: 'ops',
  },
];

function NewPhrase({ flowTypes, refusal }: { flowTypes: readonly string[]; refusal?: Refusal }) {
  const id = useId();
  const error = refusal?.issues.find(({ path }) => path === 'text')?.message ?? refusal?.message;
  return (
    <Form method="post" className="plainform">
      <div className="field">
        <label htmlFor={`${id}-type`}>流程类型</label>
        <select className="sel" id={`${id}-type`} name="flowType" defaultValue="">
          <option value="">全部类型</option>
          {flowTypes.map((type) => (
            <option key={type}>{type}</option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={id}>
          <span className="req" aria-hidden="true">
            *
          </span>
          意见
        </label>
        <textarea
          className={error ? 'in in--area in--error' : 'in in--area'}
          rows={2}
          maxLength={200}
          id={id}
          name="text"
          aria-required
          aria-invalid={error !== undefined || undefined}
          aria-describedby={error && `${id}-error`}
        />
        {error && <FieldError id={`${id}-error`} message={error} />}
      </div>
      <p>
        <button className="btn btn--go" name="intent" value="save">
          保存
        </button>
      </p>
    </Form>
  );
}

type Props = {
  phrases: Phrases;
  flowTypes: readonly string[];
  done: string | null;
  postQuotas: boolean;
  refusal?: Refusal;
};

/** 管理设置 › 常用意见: the organisation's own phrases, after the standard ones in every opinion. */
export function PhraseSettings({ phrases, flowTypes, done, postQuotas, refusal }: Props) {
  return (
    <>
      <Breadcrumbs
        trail={[{ label: '首页', to: '/work' }, { label: '管理设置', to: '/work/settings' }, { label: '常用意见' }]}
      />
      <PageHead title="常用意见" />
      <SettingsTabs current="phrases" postQuotas={postQuotas} />
      {done && !refusal && (
        <Note live>
          <p>{done === 'removed' ? '已删除。' : '已保存，退回时可以点选。'}</p>
        </Note>
      )}
      <Section title="新增常用意见" hint="本单位的各位管理员共用，排在通用意见之后。最多 200 字。">
        <NewPhrase flowTypes={flowTypes} refusal={refusal} key={done ?? ''} />
      </Section>
      <Section title="本单位的常用意见">
        <DataTable
          caption="本单位的常用意见"
          dense
          columns={columns}
          rows={phrases.own}
          rowKey={({ id }) => id}
          empty={<EmptyState>还没有本单位的常用意见；通用意见（看不清、缺页等）一直可用。</EmptyState>}
        />
        <Form method="post" id={REMOVE_FORM} preventScrollReset />
      </Section>
    </>
  );
}
