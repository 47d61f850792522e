import type { Caller } from '@zhicheng/core';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Link } from '../../components/link.tsx';
import { StateTag } from '../../components/state-tag.tsx';

type Notice = Awaited<ReturnType<Caller['declarations']['notices']>>[number];
type Waiting = Awaited<ReturnType<Caller['declarations']['newNotices']>>[number];

/** What there is to do with it today. */
const Stage = ({ until, result, today }: Pick<Notice, 'until' | 'result'> & { today: string }) =>
  result !== null ? (
    <StateTag face="pass">已结束</StateTag>
  ) : until < today ? (
    <StateTag face="draft">待填写公示结果</StateTag>
  ) : (
    <StateTag face="audit">公示中</StateTag>
  );

const columns = (today: string): readonly Column<Notice>[] => [
  { key: 'year', head: '年度', cell: ({ year }) => year, phone: 'hide', nowrap: true },
  { key: 'plan', head: '计划名称', cell: ({ planName }) => planName, phone: 'lead' },
  {
    key: 'days',
    head: '公示起止日期',
    cell: ({ from, until }) => (
      <>
        <span className="nw">{from}</span> 至 <span className="nw">{until}</span>
      </>
    ),
    phone: 'pair',
  },
  { key: 'people', head: '公示人数', cell: ({ people }) => people, num: true, phone: 'pair' },
  { key: 'state', head: '状态', cell: (row) => <Stage {...row} today={today} />, phone: 'state', nowrap: true },
  {
    key: 'acts',
    head: '操作',
    cell: ({ id, planName }) => (
      <Link to={`/work/declarations/notices/${id}`}>
        查看<span className="vh">：{planName}</span>
      </Link>
    ),
    phone: 'ops',
    nowrap: true,
  },
];

/** 单位公示: latest first. */
export function NoticeList({ notices, today }: { notices: readonly Notice[]; today: string }) {
  return (
    <DataTable
      caption="单位公示"
      dense
      columns={columns(today)}
      rows={notices}
      rowKey={({ id }) => id}
      empty={<EmptyState>还没有公示。有人提交申报后，点击“新增公示”。</EmptyState>}
    />
  );
}

/** Plans under which people have handed in and stand in no notice yet. */
export function WaitingPlans({ plans }: { plans: readonly Waiting[] }) {
  if (plans.length === 0) return null;
  return (
    <>
      {plans.map(({ planId, planName, people }) => (
        <p key={planId}>
          {planName}：还有 {people.length} 人没有公示。{' '}
          <Link to={`/work/declarations/notices/new?plan=${planId}`}>
            新增公示<span className="vh">：{planName}</span>
          </Link>
        </p>
      ))}
    </>
  );
}
