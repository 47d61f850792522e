import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { Delegations } from '../features/work/delegations.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { unlessExpired } from '../revalidation.ts';

export const meta: MetaFunction = () => [{ title: '委托授权 - 管理设置' }];

export const shouldRevalidate = unlessExpired;

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const [delegations, colleagues, { postQuotas }] = await Promise.all([
      caller.tasks.delegations(),
      caller.tasks.colleagues(),
      caller.organisations.mine(),
    ]);
    return { delegations, colleagues, postQuotas, done: new URL(request.url).searchParams.get('done') };
  });
}

/** The select's blank option names nobody: the core then says which field is missing. */
const NOBODY = '00000000-0000-4000-8000-000000000000';

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { text } = await readChange(request);
  const delegationId = text('end');
  return attempt(async () => {
    if (delegationId !== '') {
      await caller.tasks.endDelegation({ delegationId });
      return redirect('/work/settings/delegations?done=end');
    }
    const { delegationId: made } = await caller.tasks.delegate({
      toAccountId: text('toAccountId') || NOBODY,
      from: text('from'),
      to: text('to'),
      reason: text('reason'),
    });
    return redirect(`/work/settings/delegations?done=${made}`);
  });
}

/** 管理设置 > 委托授权. */
export default function DelegationSettings() {
  return <Delegations {...useLoaderData<typeof loader>()} refusal={asRefusal(useActionData<typeof action>())} />;
}
