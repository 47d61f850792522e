import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { pagingOf } from '../components/pager.tsx';
import { ArchiveList } from '../features/archive/archive-list.tsx';
import { orErrorPage } from '../refusal.ts';
import { entityOf } from '../series.ts';

export const meta: MetaFunction = ({ params }) => [
  { title: `${entityOf(params.entity ?? '')?.label ?? '业绩'} - 业绩档案` },
];

const TABS = ['all', 'inAudit', 'approved', 'returned'] as const;

export async function loader({ context: { caller }, params: { entity = '' }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  return orErrorPage(async () => ({
    code: entity,
    page: await caller.library.unitList({
      entity,
      tab: TABS.find((known) => known === query.get('tab')) ?? 'all',
      keyword: query.get('q')?.trim().slice(0, 60) ?? '',
      ...pagingOf(query),
    }),
  }));
}

/** One list of 业绩档案 (AH-31.02..04). */
export default function ArchiveEntries() {
  const { code, page } = useLoaderData<typeof loader>();
  const entity = entityOf(code);
  if (!entity) return null;
  return <ArchiveList key={code} entity={entity} page={page} />;
}
