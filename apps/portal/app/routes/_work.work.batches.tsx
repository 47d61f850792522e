import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { BatchList } from '../features/tasks/batch-list.tsx';
import { attempt, orErrorPage } from '../refusal.ts';
import { unlessExpired } from '../revalidation.ts';

export const meta: MetaFunction = () => [{ title: '批量办理记录 - 任务中心' }];

export const shouldRevalidate = unlessExpired;

export async function loader({ context: { caller } }: LoaderFunctionArgs) {
  return orErrorPage(() => caller.tasks.batches());
}

const ACTIONS = ['pass', 'return', 'claim'] as const;

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { intent, raw, idempotencyKey } = await readChange(request);
  const chosen = ACTIONS.find((known) => known === intent);
  if (!chosen) throw new Response('unknown intent', { status: 400 });
  const taskIds = Array.isArray(raw.taskIds) ? raw.taskIds.filter((id): id is string => typeof id === 'string') : [];
  return attempt(async () => {
    const opinion = typeof raw.opinion === 'string' ? raw.opinion : '';
    const { batchId } = await caller.tasks.startBatch({ taskIds, action: chosen, opinion, idempotencyKey });
    return redirect(`/work/batches/${batchId}`);
  });
}

/** What one has had done in batches, the latest first. */
export default function Batches() {
  return <BatchList batches={useLoaderData<typeof loader>()} />;
}
