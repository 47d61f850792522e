import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { pagingOf } from '../components/pager.tsx';
import { PeopleList } from '../features/people/people-list.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '人员注册审核 - 职称申报' }];

const STATES = ['all', 'inAudit', 'approved', 'returned'] as const;

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  return orErrorPage(() =>
    caller.organisations.people({
      keyword: query.get('q')?.trim().slice(0, 50) ?? '',
      state: STATES.find((known) => known === query.get('tab')) ?? 'all',
      ...pagingOf(query),
    }),
  );
}

/** 人员注册审核 (AH-34.01..03). */
export default function People() {
  return <PeopleList {...useLoaderData<typeof loader>()} />;
}
