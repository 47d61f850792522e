import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { pagingOf } from '../components/pager.tsx';
import { AccountList } from '../features/accounts/account-list.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '账号管理 - 运维' }];

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const keyword = (query.get('q') ?? '').trim().slice(0, 50);
  return orErrorPage(async () => {
    // Not at once: a bureau may read the requests, and would be told the wrong reason.
    const listed = await caller.accounts.list({ keyword, ...pagingOf(query) });
    return { ...listed, requests: await caller.accounts.requests() };
  });
}

/** 账号管理 (AH-29.03, AH-38.03). */
export default function Accounts() {
  return <AccountList {...useLoaderData<typeof loader>()} />;
}
