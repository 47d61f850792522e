import { Form, useNavigation } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { useId } from 'react';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Link } from '../../components/link.tsx';
import { ExemptionCase } from './interview.tsx';

type Interviews = Awaited<ReturnType<Caller['declarations']['interviews']>>;
type Plan = Interviews['plans'][number];
type Request = Interviews['requests'][number];

const COLUMNS: readonly Column<Plan>[] = [
  { key: 'year', head: '年度', cell: ({ year }) => year, phone: 'pair', nowrap: true },
  { key: 'name', head: '计划名称', cell: ({ name }) => name, phone: 'lead' },
  { key: 'admitted', head: '审核通过人数', cell: ({ admitted }) => admitted, num: true, phone: 'pair' },
  {
    key: 'arrangement',
    head: '面试安排',
    cell: ({ arrangement }) =>
      arrangement ? `${arrangement.heldOn} ${arrangement.period}，${arrangement.place}` : '还没有安排',
    phone: 'pair',
  },
  {
    key: 'acts',
    head: '操作',
    cell: ({ id, name, arrangement }) => (
      <Link to={`/work/declarations/interviews/${id}`}>
        {arrangement ? '修改安排' : '安排面试'}
        <span className="vh">：{name}</span>
      </Link>
    ),
    phone: 'ops',
    nowrap: true,
  },
];

/** Plans with interview, and what is arranged. */
export function InterviewPlans({ plans }: { plans: readonly Plan[] }) {
  return (
    <DataTable
      caption="面试安排"
      dense
      columns={COLUMNS}
      rows={plans}
      rowKey={({ id }) => id}
      empty={<EmptyState>本单位没有需要面试的评审计划。</EmptyState>}
    />
  );
}

function Decide({ request }: { request: Request }) {
  const id = useId();
  const busy = useNavigation().state !== 'idle';
  return (
    <Form method="post" className="decide-exemption">
      <input type="hidden" name="id" value={request.id} />
      <input type="hidden" name="expectedVersion" value={request.version} />
      <div className="field">
        <label className="lab" htmlFor={id}>
          意见
        </label>
        <textarea className="in" id={id} name="opinion" rows={2} maxLength={500} aria-describedby={`${id}-hint`} />
        <p className="hint" id={`${id}-hint`}>
          不同意的须写明理由，申请人会看到。
        </p>
      </div>
      <div className="acts">
        <button className="btn" name="decision" value="grant" aria-busy={busy || undefined}>
          同意免面试<span className="vh">：{request.name}</span>
        </button>
        <button className="btn" name="decision" value="refuse" aria-busy={busy || undefined}>
          不同意<span className="vh">：{request.name}</span>
        </button>
      </div>
    </Form>
  );
}

/** Who asks to be let off; what waits stands first. */
export function ExemptionRequests({ requests }: { requests: readonly Request[] }) {
  if (requests.length === 0) return <EmptyState>没有免面试申请。</EmptyState>;
  return requests.map((request) => (
    <article key={request.id} className="mine" aria-label={`${request.name}的免面试申请`}>
      <h3>
        {request.name}，{request.unit}
      </h3>
      <p className="muted small">
        {request.planName}，申报编号 {request.recordNo}
      </p>
      <ExemptionCase exemption={request} />
      {request.decidedAt === null && <Decide request={request} />}
    </article>
  ));
}
