import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import type { Caller } from '@zhicheng/core';
import { LEVEL_CODES } from '@zhicheng/series-kit';
import { DataTable } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { FilterBar, FilterField } from '../components/filter-bar.tsx';
import { Pager, pagingOf } from '../components/pager.tsx';
import { LEVELS, trailTo } from '../features/audit-tree/words.ts';
import { Tel } from '../frames/footer.tsx';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '断点报告 - 审核路径' }];

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const level = LEVEL_CODES.find((code) => code === query.get('level'));
  return orErrorPage(() => caller.auditPath.brokenPaths({ level, ...pagingOf(query) }));
}

type Found = Awaited<ReturnType<Caller['auditPath']['brokenPaths']>>['rows'][number]['broken'];

function Office({ office }: Pick<Found, 'office'>) {
  if (!office) return <>所属人社部门</>;
  return (
    <>
      {office.name}
      {office.phone && (
        <>
          ，<Tel number={office.phone} />
        </>
      )}
    </>
  );
}

/** Employers from which no committee can be reached, for the levels that published plans offer. */
export default function BrokenPathReport() {
  const { rows, total, units } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs trail={trailTo('断点报告')} />
      <PageHead
        title="断点报告"
        lead={`已注册单位 ${units} 个，逐个检查已发布计划的每个等级能否送到评委会。断在的机构还没有上级机构把它列为下级机构。`}
      />
      <FilterBar
        dense
        actions={
          <a className="btn btn--s" href="/audit-tree/download?report=1" download>
            导出
          </a>
        }
      >
        <FilterField
          label="职称等级"
          name="level"
          options={LEVELS.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </FilterBar>
      <DataTable
        caption="断点报告"
        dense
        columns={[
          { key: 'unit', head: '单位', cell: ({ unit }) => unit.name, phone: 'lead' },
          { key: 'region', head: '属地', cell: ({ unit }) => unit.regionName || '未完善' },
          { key: 'level', head: '职称等级', cell: ({ levelLabel }) => levelLabel, nowrap: true },
          { key: 'at', head: '断在哪个机构', cell: ({ broken }) => broken.at.name },
          { key: 'office', head: '由谁配置', cell: ({ broken }) => <Office office={broken.office} /> },
        ]}
        rows={rows}
        rowKey={({ unit, level }) => unit.organisationId + level}
        empty={<EmptyState title="没有断点">每个单位都能送到评委会，或还没有已发布的评审计划。</EmptyState>}
      />
      <Pager total={total} />
    </>
  );
}
