import { Form, useSearchParams } from '@remix-run/react';
import type { Caller } from '@zhicheng/core';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Days } from '../../components/days.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FilterBar, FilterField } from '../../components/filter-bar.tsx';
import { Link } from '../../components/link.tsx';
import { Pager, pagingOf } from '../../components/pager.tsx';
import type { Refusal } from '../../refusal.ts';

export type UnitPlans = Awaited<ReturnType<Caller['plans']['unitList']>>;
type Row = UnitPlans['rows'][number];
type Body = { readonly id: string; readonly name: string };

function Acts({ row, onCommission }: { row: Row; onCommission(row: Row): void }) {
  const name = <span className="vh">：{row.name}</span>;
  return (
    <span className="links links--row">
      <Link to={`/plans/${row.id}`} className="nw">
        查看{name}
      </Link>
      <button type="button" className="linkbtn nw" onClick={() => onCommission(row)}>
        委托{name}
      </button>
      <Form method="post" className="inline" preventScrollReset>
        <input type="hidden" name="planId" value={row.id} />
        <button className="linkbtn nw" name="intent" value={row.recommended ? 'endRecommendation' : 'recommend'}>
          {row.recommended ? '取消推荐' : '推荐'}
          {name}
        </button>
      </Form>
    </span>
  );
}

const columnsFrom = (first: number, onCommission: (row: Row) => void): readonly Column<Row>[] => [
  { key: 'index', head: '序号', cell: (_, index) => first + index, phone: 'hide' },
  { key: 'year', head: '年度', cell: ({ year }) => year, phone: 'hide', nowrap: true },
  {
    key: 'name',
    head: '计划名称',
    cell: ({ name, recommended, commissioned }) => (
      <>
        {name}
        {recommended && <span className="muted nw"> 已推荐</span>}
        {commissioned && <span className="muted"> 已委托{commissioned.organisationName}</span>}
      </>
    ),
    phone: 'lead',
  },
  { key: 'committee', head: '评委会', cell: ({ committee }) => committee, phone: 'pair' },
  { key: 'level', head: '评审级别', cell: ({ levelLabel }) => levelLabel, phone: 'pair', nowrap: true },
  {
    key: 'period',
    head: '申报起止日期',
    cell: ({ declareFrom, declareUntil }) => <Days from={declareFrom} until={declareUntil} />,
    phone: 'pair',
  },
  { key: 'acts', head: '操作', cell: (row) => <Acts row={row} onCommission={onCommission} />, phone: 'ops' },
];

type DialogProps = { row: Row | null; bodies: readonly Body[]; onClose(): void };

function CommissionDialog({ row, bodies, onClose }: DialogProps) {
  return (
    <ConfirmDialog
      open={row !== null}
      onClose={onClose}
      title="委托评审"
      confirm={
        <button className="btn btn--go" form="commission" name="intent" value="commission">
          确认委托
        </button>
      }
    >
      {row?.commissioned && (
        <Form method="post" onSubmit={onClose}>
          <input type="hidden" name="planId" value={row.id} />
          <p>
            现在委托给 {row.commissioned.organisationName}
            {row.commissioned.note && `，说明：${row.commissioned.note}`}。{' '}
            <button className="linkbtn" name="intent" value="endCommission">
              取消委托
            </button>
          </p>
        </Form>
      )}
      <Form method="post" id="commission" onSubmit={onClose}>
        <input type="hidden" name="planId" value={row?.id ?? ''} />
        <div className="field">
          <label htmlFor="commission-target">受委托的组建单位</label>
          <select className="sel" id="commission-target" name="target" required defaultValue="">
            <option value="">请选择</option>
            {bodies.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="commission-note">说明</label>
          <textarea className="in" id="commission-note" name="note" rows={3} maxLength={300} />
        </div>
      </Form>
    </ConfirmDialog>
  );
}

const choices = (values: readonly (string | number)[]) =>
  values.map((value) => ({ value: String(value), label: String(value) }));

type Props = UnitPlans & {
  facets: Awaited<ReturnType<Caller['plans']['facets']>>;
  bodies: readonly Body[];
  refusal?: Refusal;
};

/** 评审计划 of a unit (AH-33.03..05): search with 已推荐, and the two acts GP.20 gives a meaning to. */
export function UnitPlanList({ rows, total, facets, bodies, refusal }: Props) {
  const [query] = useSearchParams();
  const [chosen, setChosen] = useState<Row | null>(null);
  const { page, size } = pagingOf(query);
  return (
    <>
      {refusal && (
        <div className="note note--error" role="alert">
          <p>{refusal.message}</p>
        </div>
      )}
      <FilterBar searchHint="请输入计划名称进行查询" searchLabel="搜索">
        <FilterField label="年度" name="year" options={choices(facets.years)} />
        <FilterField label="评审级别" name="level" options={choices(facets.levelLabels)} />
        <FilterField label="计划类型" name="type" options={choices(facets.planTypes)} all="全部计划" />
        <label className="tick">
          <input
            type="checkbox"
            className="ck"
            name="recommended"
            value="1"
            defaultChecked={query.get('recommended') === '1'}
          />{' '}
          已推荐
        </label>
      </FilterBar>
      <p className="hint">
        推荐：向本单位人员公开推荐这个计划，他们会看到“单位已推荐”。委托：委托其他组建单位评审，留作记录并通知对方。两项都记入办理记录，可以随时取消。
      </p>
      <DataTable
        caption="评审计划"
        columns={columnsFrom((page - 1) * size + 1, setChosen)}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState>没有符合条件的评审计划。</EmptyState>}
      />
      <Pager total={total} />
      <CommissionDialog row={chosen} bodies={bodies} onClose={() => setChosen(null)} />
    </>
  );
}
