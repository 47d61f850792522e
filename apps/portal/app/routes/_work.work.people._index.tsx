import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { pagingOf } from '../components/pager.tsx';
import { PeopleList } from '../features/people/people-list.tsx';
import { holdsIdNumber } from '../features/people/id-number-search.ts';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '人员注册审核 - 职称申报' }];

const STATES = ['all', 'inAudit', 'approved', 'returned'] as const;
const stateOf = (tab: unknown) => STATES.find((known) => known === tab) ?? 'all';
const keywordOf = (typed: unknown) => (typeof typed === 'string' ? typed.trim().slice(0, 50) : '');

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  return orErrorPage(() =>
    caller.organisations.people({
      keyword: keywordOf(query.get('q')),
      state: stateOf(query.get('tab')),
      ...pagingOf(query),
    }),
  );
}

/** The search is posted: a name goes on into the address, an ID number is answered here and stands nowhere. */
export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const typed = await request.formData();
  const keyword = keywordOf(typed.get('q'));
  const kept = new URLSearchParams();
  for (const name of ['tab', 'size']) {
    const value = typed.get(name);
    if (typeof value === 'string') kept.set(name, value);
  }
  if (!holdsIdNumber(keyword)) {
    if (keyword) kept.set('q', keyword);
    return redirect(`/work/people${kept.size > 0 ? `?${kept}` : ''}`);
  }
  const found = await orErrorPage(() =>
    caller.organisations.people({ keyword, state: stateOf(typed.get('tab')), ...pagingOf(kept) }),
  );
  return { ...found, posted: keyword };
}

/** 人员注册审核 (AH-34.01..03). */
export default function People() {
  const listed = useLoaderData<typeof loader>();
  const found = useActionData<typeof action>();
  return <PeopleList {...(found ?? listed)} posted={found?.posted} />;
}
