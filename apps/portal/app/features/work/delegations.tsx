import { Form } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { useId, type ReactNode } from 'react';
import { dayOf } from '../../beijing-time.ts';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorSummary } from '../../components/error-summary.tsx';
import { Note } from '../../components/note.tsx';
import { Section } from '../../components/section.tsx';
import { StateTag, type StateFace } from '../../components/state-tag.tsx';
import { Breadcrumbs, PageHead } from '../../frames/page.tsx';
import { useFrame } from '../../frames/use-frame.ts';
import type { Refusal } from '../../refusal.ts';
import { FieldError } from '../../render/controls/frame.tsx';
import { SettingsTabs } from '../organisations/settings-tabs.tsx';

type Delegation = Awaited<ReturnType<Caller['tasks']['delegations']>>[number];
type Colleagues = Awaited<ReturnType<Caller['tasks']['colleagues']>>;

const STATES: Readonly<Record<Delegation['state'], readonly [StateFace, string]>> = {
  coming: ['draft', '未开始'],
  inForce: ['pass', '进行中'],
  over: ['stop', '已结束'],
};

const END_FORM = 'end-delegation';

const columns: readonly Column<Delegation>[] = [
  { key: 'who', head: '委托', cell: ({ fromName, toName }) => `${fromName} 委托 ${toName}`, phone: 'lead' },
  { key: 'days', head: '起止日期', cell: ({ from, to }) => `${from} 至 ${to}`, phone: 'pair', nowrap: true },
  { key: 'why', head: '原因', cell: ({ reason }) => reason, phone: 'pair' },
  {
    key: 'state',
    head: '状态',
    cell: ({ state }) => <StateTag face={STATES[state][0]}>{STATES[state][1]}</StateTag>,
    phone: 'state',
    nowrap: true,
  },
  {
    key: 'acts',
    head: '操作',
    cell: ({ id, mine, state, toName, from }) =>
      mine &&
      state !== 'over' && (
        <button className="linkbtn nw" form={END_FORM} name="end" value={id}>
          结束委托
          <span className="vh">
            ：{toName}，{from} 起
          </span>
        </button>
      ),
    phone: 'ops',
  },
];

type FieldProps = { label: string; error: string | undefined; children(id: string, invalid: object): ReactNode };

function Field({ label, error, children }: FieldProps) {
  const id = useId();
  const invalid = error ? { 'aria-invalid': true, 'aria-describedby': `${id}-error` } : {};
  return (
    <div className="field">
      <label htmlFor={id}>
        <span className="req" aria-hidden="true">
          *
        </span>
        {label}
      </label>
      {children(id, { 'aria-required': true, ...invalid })}
      {error && <FieldError id={`${id}-error`} message={error} />}
    </div>
  );
}

function NewDelegation({ colleagues, refusal }: { colleagues: Colleagues; refusal?: Refusal }) {
  const today = dayOf(useFrame().serverNow);
  const told = (path: string) => refusal?.issues.find((issue) => issue.path === path)?.message;
  if (colleagues.length === 0)
    return (
      <p className="muted">
        本单位的这一身份只有您一位管理员，没有可以委托的同事。需要增加管理员，请联系所属人社部门开通账号。
      </p>
    );
  return (
    <Form method="post" className="plainform">
      {refusal && refusal.issues.length === 0 && <ErrorSummary message={refusal.message} issues={[]} round={refusal} />}
      <Field label="委托给" error={told('toAccountId')}>
        {(id, rest) => (
          <select className="sel" id={id} name="toAccountId" defaultValue="" {...rest}>
            <option value="">请选择同事</option>
            {colleagues.map(({ accountId, name }) => (
              <option key={accountId} value={accountId}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="开始日期" error={told('from')}>
        {(id, rest) => (
          <input className="in" type="date" id={id} name="from" defaultValue={today} min={today} {...rest} />
        )}
      </Field>
      <Field label="结束日期" error={told('to')}>
        {(id, rest) => <input className="in" type="date" id={id} name="to" min={today} {...rest} />}
      </Field>
      <Field label="委托原因" error={told('reason')}>
        {(id, rest) => <textarea className="in in--area" rows={3} maxLength={500} id={id} name="reason" {...rest} />}
      </Field>
      <p>
        <button className="btn btn--go" name="intent" value="delegate">
          确认委托
        </button>
      </p>
    </Form>
  );
}

type Props = {
  delegations: readonly Delegation[];
  colleagues: Colleagues;
  done: string | null;
  postQuotas: boolean;
  refusal?: Refusal;
};

/** 管理设置 › 委托授权: a colleague decides what one has claimed, from a day to a day; it ends by itself. */
export function Delegations({ delegations, colleagues, done, postQuotas, refusal }: Props) {
  return (
    <>
      <Breadcrumbs
        trail={[{ label: '首页', to: '/work' }, { label: '管理设置', to: '/work/settings' }, { label: '委托授权' }]}
      />
      <PageHead title="委托授权" />
      <SettingsTabs current="delegations" postQuotas={postQuotas} />
      {done && !refusal && (
        <Note live>
          <p>{done === 'end' ? '委托已结束。' : '委托已登记，对方会收到消息。'}</p>
        </Note>
      )}
      <Section
        title="委托同事代办"
        hint="委托期间，同事可以审核您已领取的事项，流程记录会写明代谁办理。最后一天过后自动结束，不用操作。"
      >
        <NewDelegation colleagues={colleagues} refusal={refusal} key={done ?? ''} />
      </Section>
      <Section title="委托记录">
        <DataTable
          caption="委托记录"
          dense
          columns={columns}
          rows={delegations}
          rowKey={({ id }) => id}
          empty={<EmptyState>您还没有委托过同事，也没有同事委托您。</EmptyState>}
        />
        <Form method="post" id={END_FORM} preventScrollReset />
      </Section>
    </>
  );
}
