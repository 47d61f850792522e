import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { pagingOf } from '../components/pager.tsx';
import { UnitDeclarations } from '../features/declarations/unit-declarations.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '申报情况 - 职称申报' }];

const TABS = ['todo', 'claimable', 'audited', 'returned', 'all'] as const;

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const tab = TABS.find((known) => known === query.get('tab')) ?? 'todo';
  return orErrorPage(async () => ({
    tab,
    ...(await caller.declarations.unitList({
      tab,
      name: query.get('q')?.trim().slice(0, 30) || undefined,
      ...pagingOf(query),
    })),
  }));
}

/** 职称申报 of a unit or department: 申报情况 (AH-33.01, .02). */
export default function Declarations() {
  return <UnitDeclarations {...useLoaderData<typeof loader>()} />;
}
