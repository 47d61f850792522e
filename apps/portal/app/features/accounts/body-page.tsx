import { Form } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { AUDITOR_ROLES, CAPACITY_LABEL } from '@zhicheng/workflow';
import { useEffect, useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { Section } from '../../components/section.tsx';
import { Breadcrumbs, PageHead } from '../../frames/page.tsx';
import type { Refusal } from '../../refusal.ts';
import { Pick } from '../audit-tree/choices.tsx';
import { PlainField } from './plain-field.tsx';
import { accountsTrail, BODIES } from './words.ts';

type Body = Awaited<ReturnType<Caller['accounts']['body']>>;
type Held = Body['capacities'][number];

const columnsOf = (ask: (held: Held) => void): readonly Column<Held>[] => [
  { key: 'label', head: '身份', cell: ({ label }) => label, phone: 'lead' },
  { key: 'holders', head: '使用的账号', cell: ({ holders }) => `${holders} 个` },
  {
    key: 'acts',
    head: '操作',
    phone: 'ops',
    cell: (held) => (
      <button type="button" className="linkbtn nw" onClick={() => ask(held)}>
        结束身份<span className="vh">：{held.label}</span>
      </button>
    ),
  },
];

type EndProps = { held: Held | null; name: string; reason?: string; close(): void };

function EndDialog({ held, name, reason, close }: EndProps) {
  return (
    <ConfirmDialog
      open={held !== null}
      onClose={close}
      title="结束身份"
      confirm={
        <button className="btn btn--go" form="end-capacity" name="intent" value="end">
          确认结束
        </button>
      }
    >
      <p>
        {name}不再是{held?.label}。用这个身份的 {held?.holders} 个账号会退出，不能再办理；办过的事项不变。
      </p>
      <Form method="post" id="end-capacity" noValidate>
        <input type="hidden" name="capacity" value={held?.capacity ?? ''} />
        <PlainField label="原因" error={reason}>
          {(rest) => <textarea className="in in--area" name="reason" rows={3} maxLength={500} {...rest} />}
        </PlainField>
      </Form>
    </ConfirmDialog>
  );
}

function Grant({ free, error }: { free: readonly (keyof typeof CAPACITY_LABEL)[]; error?: string }) {
  if (free.length === 0) return <p className="hint">这个机构已有全部身份。</p>;
  return (
    <Form method="post" className="plainform" noValidate>
      <Pick
        name="capacity"
        label="身份"
        options={free.map((role) => [role, CAPACITY_LABEL[role]] as const)}
        error={error}
      />
      <p>
        <button className="btn" name="intent" value="grant">
          增加身份
        </button>
      </p>
      <p className="hint">增加后，在“账号管理”中把这个身份授予账号，并在“审核路径”中接上。</p>
    </Form>
  );
}

/** 机构身份 of one organisation: 增加身份 and 结束身份, with everything that still needs it. */
export function BodyPage({ body, refusal, answer }: { body: Body; refusal?: Refusal; answer: unknown }) {
  const [asked, setAsked] = useState<Held | null>(null);
  const told = (path: string) => refusal?.issues.find((issue) => issue.path === path)?.message;
  const reason = told('reason');
  // What is wrong with the reason is said where it is typed; anything else on the page.
  useEffect(() => setAsked((open) => (reason ? open : null)), [answer, body, reason]);
  const held = new Set<string>(body.capacities.map(({ capacity }) => capacity));
  const free = [...AUDITOR_ROLES, 'operator' as const].filter((role) => !held.has(role));
  return (
    <>
      <Breadcrumbs
        trail={[...accountsTrail('机构身份').slice(0, -1), { label: '机构身份', to: BODIES }, { label: body.name }]}
      />
      <PageHead title={body.name} lead={body.registered ? undefined : '还没有完成单位注册。'} />
      {refusal && !reason && (
        <ErrorSummary
          message={refusal.message}
          issues={refusal.issues.map((issue) => ({ ...issue, path: '' }))}
          round={refusal}
        />
      )}
      <Section title="现有身份">
        <DataTable
          caption="现有身份"
          dense
          columns={columnsOf(setAsked)}
          rows={body.capacities}
          rowKey={({ capacity }) => capacity}
          empty={<EmptyState>这个机构还没有身份。</EmptyState>}
        />
      </Section>
      <Section title="增加身份">
        <Grant key={[...held].join()} free={free} error={told('capacity')} />
      </Section>
      <EndDialog held={asked} name={body.name} reason={reason} close={() => setAsked(null)} />
    </>
  );
}
