import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { AUDITOR_ROLES } from '@zhicheng/workflow';
import { formOf } from '../change.ts';
import { BodyPage } from '../features/accounts/body-page.tsx';
import { BODIES } from '../features/accounts/words.ts';
import { asRefusal, attempt, invalidForm, orErrorPage } from '../refusal.ts';
import { unlessExpired } from '../revalidation.ts';

export const meta: MetaFunction = () => [{ title: '机构身份 - 账号管理' }];

export const shouldRevalidate = unlessExpired;

export const loader = ({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) =>
  orErrorPage(() => caller.accounts.body({ id }));

export async function action({ context: { caller }, params: { id = '' }, request }: ActionFunctionArgs) {
  const form = await formOf(request);
  const text = (name: string) => String(form.get(name) ?? '');
  const capacity = [...AUDITOR_ROLES, 'operator' as const].find((known) => known === text('capacity'));
  return attempt(async () => {
    if (!capacity) throw invalidForm([{ path: 'capacity', message: '请选择身份' }]);
    if (text('intent') === 'end')
      await caller.accounts.endCapacity({ organisationId: id, capacity, reason: text('reason') });
    else await caller.accounts.grantCapacity({ organisationId: id, capacity });
    return redirect(`${BODIES}/${id}`);
  });
}

/** One organisation's capacities. */
export default function Body() {
  const answer = useActionData<typeof action>();
  return <BodyPage body={useLoaderData<typeof loader>()} refusal={asRefusal(answer)} answer={answer} />;
}
