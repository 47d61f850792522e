import { Form, Link, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Days } from '../../components/days.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FilterBar, FilterField } from '../../components/filter-bar.tsx';
import { Pager } from '../../components/pager.tsx';
import { StateTag, type StateFace } from '../../components/state-tag.tsx';
import { Tabs } from '../../components/tabs.tsx';
import type { ManagedPage, ManagedPlan, PlanTab } from './types.ts';

const TABS: readonly (readonly [label: string, tab: PlanTab, face: StateFace])[] = [
  ['已发布', 'published', 'pass'],
  ['草稿', 'draft', 'draft'],
  ['已结束', 'over', 'stop'],
  ['已关闭', 'closed', 'stop'],
];

const WHY_EMPTY: Readonly<Record<PlanTab, string>> = {
  draft: '没有草稿。点“新建”，或从往年的计划复制。',
  published: '没有正在进行的计划。',
  over: '没有审核已截止的计划。',
  closed: '没有关闭的计划。',
};

type CloseProps = { plan: ManagedPlan | null; onClose(): void };

function CloseDialog({ plan, onClose }: CloseProps) {
  return (
    <ConfirmDialog
      open={plan !== null}
      onClose={onClose}
      title="关闭计划"
      confirm={
        <button className="btn btn--go" form="close-plan" name="intent" value="close">
          确认关闭
        </button>
      }
    >
      <Form method="post" id="close-plan" onSubmit={onClose}>
        <p>关闭“{plan?.name}”后，不能再申报，也不能再提交；已在审核中的申报继续审核。关闭后不能重新打开。</p>
        <input type="hidden" name="id" value={plan?.id ?? ''} />
        <input type="hidden" name="expectedVersion" value={plan?.version ?? ''} />
        <div className="field">
          <label htmlFor="close-reason">关闭原因</label>
          <textarea className="in" id="close-reason" name="reason" rows={3} maxLength={500} required />
        </div>
      </Form>
    </ConfirmDialog>
  );
}

function RemoveDialog({ plan, onClose }: CloseProps) {
  return (
    <ConfirmDialog
      open={plan !== null}
      onClose={onClose}
      title="删除草稿"
      confirm={
        <button className="btn btn--danger" form="remove-draft" name="intent" value="removeDraft">
          确认删除
        </button>
      }
    >
      <Form method="post" id="remove-draft" onSubmit={onClose}>
        <p>删除“{plan?.name || '（未命名）'}”后不能恢复。没有发布过，申报人没有看到过它。</p>
        <input type="hidden" name="id" value={plan?.id ?? ''} />
        <input type="hidden" name="expectedVersion" value={plan?.version ?? ''} />
      </Form>
    </ConfirmDialog>
  );
}

type ActProps = {
  plan: ManagedPlan;
  copyKey: string;
  onClose(plan: ManagedPlan): void;
  onRemove(plan: ManagedPlan): void;
};

function Acts({ plan, copyKey, onClose, onRemove }: ActProps) {
  const name = <span className="vh">：{plan.name}</span>;
  const base = `/work/plans/${plan.id}`;
  return (
    <span className="links links--row">
      {plan.tab !== 'closed' && (
        <Link to={base} className="nw">
          编辑{name}
        </Link>
      )}
      <Link to={`${base}/preview`} className="nw">
        预览{name}
      </Link>
      {plan.tab === 'draft' && (
        <>
          <Link to={`${base}?step=publish`} className="nw">
            发布{name}
          </Link>
          <button type="button" className="linkbtn nw" onClick={() => onRemove(plan)}>
            删除草稿{name}
          </button>
        </>
      )}
      {(plan.tab === 'published' || plan.tab === 'over') && (
        <>
          <Link to={`${base}/extend`} className="nw">
            延期{name}
          </Link>
          <button type="button" className="linkbtn nw" onClick={() => onClose(plan)}>
            关闭{name}
          </button>
        </>
      )}
      {plan.tab !== 'draft' && (
        <Form method="post" className="inline">
          <input type="hidden" name="id" value={plan.id} />
          <input type="hidden" name="idempotencyKey" value={copyKey} />
          <button className="linkbtn nw" name="intent" value="copy">
            复制到下一年{name}
          </button>
        </Form>
      )}
    </span>
  );
}

type ListProps = ManagedPage & { tab: PlanTab; copyKeys: Readonly<Record<string, string>> };

/** 评审计划 of who makes them: drafts, published, over, closed. */
export function ManagedPlans({ rows, total, counts, years, tab, copyKeys }: ListProps) {
  const [query] = useSearchParams();
  const [closing, setClosing] = useState<ManagedPlan | null>(null);
  const [removing, setRemoving] = useState<ManagedPlan | null>(null);
  const face = TABS.find(([, value]) => value === tab);
  const columns: readonly Column<ManagedPlan>[] = [
    { key: 'year', head: '年度', cell: ({ year }) => year, phone: 'hide', nowrap: true },
    {
      key: 'name',
      head: '计划名称',
      cell: ({ name, changed }) => (
        <>
          {name || '（未命名）'}
          {changed && <span className="muted"> 有未发布的修改</span>}
        </>
      ),
      phone: 'lead',
    },
    { key: 'series', head: '系列', cell: ({ seriesName }) => seriesName, phone: 'pair', wideOnly: true },
    { key: 'body', head: '组建单位', cell: ({ conveningName }) => conveningName, phone: 'pair', wideOnly: true },
    {
      key: 'period',
      head: '申报起止日期',
      cell: ({ declareFrom, declareUntil }) => <Days from={declareFrom} until={declareUntil} />,
      phone: 'pair',
    },
    { key: 'count', head: '申报数', cell: ({ declarations }) => declarations, phone: 'pair', num: true },
    {
      key: 'state',
      head: '状态',
      cell: () => <StateTag face={face?.[2] ?? 'draft'}>{face?.[0]}</StateTag>,
      phone: 'state',
      nowrap: true,
    },
    {
      key: 'acts',
      head: '操作',
      cell: (plan) => (
        <Acts plan={plan} copyKey={copyKeys[plan.id] ?? ''} onClose={setClosing} onRemove={setRemoving} />
      ),
      phone: 'ops',
    },
  ];
  const filtered = query.has('q') || query.has('year');
  return (
    <>
      <FilterBar
        searchHint="请输入计划名称进行查询"
        searchLabel="搜索"
        dense
        actions={
          <Link className="btn btn--go btn--s" to="new">
            新建
          </Link>
        }
      >
        <FilterField
          label="年度"
          name="year"
          options={years.map((year) => ({ value: String(year), label: String(year) }))}
        />
      </FilterBar>
      <Tabs
        label="计划状态"
        current={tab === 'published' ? '' : tab}
        items={TABS.map(([label, value]) => ({
          label,
          value: value === 'published' ? '' : value,
          count: counts[value],
        }))}
      />
      <DataTable
        caption="评审计划"
        dense
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState>{filtered ? '没有符合条件的计划。' : WHY_EMPTY[tab]}</EmptyState>}
      />
      <Pager total={total} />
      <CloseDialog plan={closing} onClose={() => setClosing(null)} />
      <RemoveDialog plan={removing} onClose={() => setRemoving(null)} />
    </>
  );
}
