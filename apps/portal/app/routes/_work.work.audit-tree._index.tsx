import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { pagingOf } from '../components/pager.tsx';
import { EdgeList } from '../features/audit-tree/edge-list.tsx';
import { configurationKeyOf, HOME } from '../features/audit-tree/words.ts';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '审核路径 - 职称申报' }];

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  return orErrorPage(async () => ({
    ...(await caller.auditPath.edges({
      configuration: configurationKeyOf(query.get('tab')),
      keyword: query.get('q')?.trim().slice(0, 60) || undefined,
      ...pagingOf(query),
    })),
    modes: await caller.catalog.dictionary({ name: 'acquisitionMode' }),
  }));
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { text, expectedVersion } = await readChange(request);
  return attempt(async () => {
    await caller.auditPath.cancelEdge({ id: text('id'), expectedVersion, reason: text('reason') });
    return redirect(`${HOME}${new URL(request.url).search}`);
  });
}

/** 审核路径 (HN-31..HN-35). */
export default function AuditTree() {
  const refusal = asRefusal(useActionData<typeof action>());
  return <EdgeList {...useLoaderData<typeof loader>()} refusal={refusal?.message} />;
}
