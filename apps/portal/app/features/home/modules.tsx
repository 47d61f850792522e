import type { Caller } from '@zhicheng/core';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Days } from '../../components/days.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Link } from '../../components/link.tsx';
import { Section } from '../../components/section.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Tracker } from '../../components/tracker.tsx';
import { recordTitle, type Card } from '../declarations/record-card.tsx';
import { faceOf, trackerSteps } from '../declarations/state.ts';
import type { LibraryMenu } from '../library/category-menu.tsx';
import { WorkUnit, type Binding } from '../person/work-unit.tsx';
import type { PlanItem } from '../plans/plan-list.tsx';

type Profile = Awaited<ReturnType<Caller['identity']['profile']>>;

/** 个人基本信息 */
export function BasicData({ profile, binding }: { profile: Profile; binding: Binding }) {
  return (
    <Section title="个人基本信息" aside={<Link to="/me/edit">完善信息</Link>}>
      <KeyValues
        columns={1}
        items={[
          ['姓名', <b key="name">{profile.name}</b>],
          ['工作单位', <WorkUnit key="unit" binding={binding} />],
          ['所在职称系列', profile.seriesName],
          ['职称名称', profile.profile.titleName],
          ['手机号码', profile.mobile],
        ]}
      />
    </Section>
  );
}

function Declared({ card }: { card: Card }) {
  const title = recordTitle(card);
  return (
    <article className="mine" aria-label={title}>
      <div className="sec__h">
        <h3>{title}</h3>
        <StateTag face={faceOf(card.state)}>{card.stateLabel}</StateTag>
      </div>
      <p className="muted small">{[card.specialty, card.title, card.kindLabel].join('，')}</p>
      <Tracker steps={trackerSteps(card.tracker)} />
      <div className="acts">
        {card.editable && (
          <Link className="btn" to={`/declarations/${card.id}/fill`}>
            填报
          </Link>
        )}
        <Link className="btn" to={`/declarations/${card.id}`}>
          查看
        </Link>
      </div>
    </article>
  );
}

/** 我的申报情况 */
export function MyDeclarations({ cards, past }: { cards: readonly Card[]; past: number }) {
  return (
    <Section title="我的申报情况" aside={<Link to="/declarations#history">我的历史记录（{past}）</Link>}>
      {cards.length === 0 ? (
        <EmptyState title="当前暂无申报记录" action={<Link to="/declarations#plans">查看评审计划</Link>}>
          一个申报年度只能申报一次。
        </EmptyState>
      ) : (
        cards.map((card) => <Declared key={card.id} card={card} />)
      )}
    </Section>
  );
}

type Group = LibraryMenu[number];
const sumOf = ({ items }: Group, count: 'all' | 'approved'): number =>
  items.reduce((sum, item) => sum + item[count], 0);

const GROUP_COLUMNS: readonly Column<Group>[] = [
  {
    key: 'group',
    head: '类别',
    cell: ({ group, items }) => <Link to={`/library/${items[0]?.entity ?? ''}`}>{group}</Link>,
    phone: 'lead',
  },
  { key: 'approved', head: '审核通过', cell: (group) => sumOf(group, 'approved'), num: true, phone: 'hide' },
  { key: 'all', head: '全部', cell: (group) => sumOf(group, 'all'), num: true, phone: 'hide' },
];

/** 业绩统计 */
export function LibraryStatistics({ menu }: { menu: LibraryMenu }) {
  return (
    <Section title="业绩统计" aside={<Link to="/library">个人业绩库</Link>}>
      <DataTable
        caption="业绩统计"
        dense
        columns={GROUP_COLUMNS}
        rows={menu}
        rowKey={({ group }) => group}
        phoneSummary={(group) => `审核通过 ${sumOf(group, 'approved')}，全部 ${sumOf(group, 'all')}`}
      />
      <p className="hint">单位审核通过的业绩才能导入申报。</p>
    </Section>
  );
}

const PHASES = { upcoming: '未开始', open: '申报中', closed: '已截止' } as const;

const PLAN_COLUMNS: readonly Column<PlanItem>[] = [
  { key: 'name', head: '计划名称', cell: ({ id, name }) => <Link to={`/plans/${id}`}>{name}</Link>, phone: 'lead' },
  {
    key: 'period',
    head: '申报起止日期',
    cell: ({ declareFrom, declareUntil }) => <Days from={declareFrom} until={declareUntil} />,
    phone: 'pair',
  },
  { key: 'phase', head: '状态', cell: ({ phase }) => PHASES[phase], phone: 'pair', nowrap: true },
];

/** 最新计划信息列表 */
export function LatestPlans({ plans }: { plans: readonly PlanItem[] }) {
  return (
    <Section title="最新计划信息列表" aside={<Link to="/plans">全部评审计划</Link>}>
      <DataTable
        caption="最新计划信息列表"
        columns={PLAN_COLUMNS}
        rows={plans}
        rowKey={({ id }) => id}
        empty={<EmptyState>评审计划发布后会列在这里。</EmptyState>}
      />
    </Section>
  );
}
