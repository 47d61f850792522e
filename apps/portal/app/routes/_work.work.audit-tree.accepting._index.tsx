import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { ACCEPTING_MODES, ACCEPTING_TITLE } from '@zhicheng/core/forms';
import { readChange } from '../change.ts';
import { pagingOf } from '../components/pager.tsx';
import { AcceptingList } from '../features/audit-tree/accepting-list.tsx';
import { acceptingModes } from '../features/audit-tree/accepting-modes.ts';
import { ACCEPTING_HOME } from '../features/audit-tree/words.ts';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: `${ACCEPTING_TITLE} - 审核路径` }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  return orErrorPage(async () => ({
    modes: await acceptingModes(context),
    ...(await context.caller.auditPath.acceptingBodies({
      keyword: query.get('q')?.trim().slice(0, 60) || undefined,
      mode: ACCEPTING_MODES.find((mode) => mode === query.get('tab')),
      ...pagingOf(query),
    })),
  }));
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { text, expectedVersion } = await readChange(request);
  return attempt(async () => {
    await caller.auditPath.cancelAcceptingBody({ id: text('id'), expectedVersion });
    return redirect(`${ACCEPTING_HOME}${new URL(request.url).search}`);
  });
}

/** 职称初定/认定受理机构管理 (HN-30). */
export default function AcceptingBodies() {
  const refusal = asRefusal(useActionData<typeof action>());
  return <AcceptingList {...useLoaderData<typeof loader>()} refusal={refusal?.message} />;
}
