import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { AUDITOR_ROLES } from '@zhicheng/workflow';
import { formOf } from '../change.ts';
import { AccountPage } from '../features/accounts/account-page.tsx';
import { asTold } from '../features/accounts/password-told.tsx';
import { ACCOUNTS } from '../features/accounts/words.ts';
import { asRefusal, attempt, invalidForm, orErrorPage } from '../refusal.ts';
import { unlessExpired } from '../revalidation.ts';

export const meta: MetaFunction = () => [{ title: '内置账号 - 账号管理' }];

export const shouldRevalidate = unlessExpired;

export async function loader({ context: { caller }, params }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const { rows } = await caller.accounts.list({ accountId: params.id ?? '' });
    const [account] = rows;
    if (!account) throw Object.assign(new Error('没有这个内置账号。'), { code: 'NOT_FOUND' as const });
    return account;
  });
}

export async function action({ context: { caller }, params, request }: ActionFunctionArgs) {
  const form = await formOf(request);
  const text = (name: string) => String(form.get(name) ?? '');
  const accountId = params.id ?? '';
  return attempt(async () => {
    if (text('intent') === 'renew') {
      const { password } = await caller.accounts.renewPassword({ accountId });
      const { rows } = await caller.accounts.list({ accountId });
      return { accountId, password, username: rows[0]?.username ?? '' };
    }
    if (text('intent') === 'end') await caller.accounts.end({ assignmentId: text('assignmentId') });
    else {
      const role = [...AUDITOR_ROLES, 'operator' as const].find((known) => known === text('role'));
      if (!text('organisationId')) throw invalidForm([{ path: 'organisationId', message: '请查询并选择单位。' }]);
      if (!role) throw invalidForm([{ path: 'role', message: '请选择身份。' }]);
      await caller.accounts.grant({ accountId, role, organisationId: text('organisationId') });
    }
    return redirect(`${ACCOUNTS}/${accountId}`);
  });
}

/** One built-in account of 账号管理. */
export default function Account() {
  const answer = useActionData<typeof action>();
  return (
    <AccountPage
      account={useLoaderData<typeof loader>()}
      told={asTold(answer)}
      refusal={asRefusal(answer)}
      answer={answer}
    />
  );
}
