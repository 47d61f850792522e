import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { pagingOf } from '../components/pager.tsx';
import { settledOf } from '../features/tasks/batch-words.ts';
import { decidedOf } from '../features/tasks/decided-note.tsx';
import { TaskCentre } from '../features/tasks/task-centre.tsx';
import type { TaskTab } from '../features/tasks/types.ts';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { unlessExpired } from '../revalidation.ts';

export const meta: MetaFunction = () => [{ title: '任务中心 - 职称申报' }];

export const shouldRevalidate = unlessExpired;

const TABS: readonly TaskTab[] = ['todo', 'claimable', 'mine', 'all'];

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const tab = TABS.find((known) => known === query.get('tab')) ?? 'todo';
  const decided = query.get('decided');
  return orErrorPage(async () => {
    const [list, flowTypes, before, batches] = await Promise.all([
      caller.tasks.list({
        tab,
        flowType: query.get('type')?.slice(0, 60) || undefined,
        keyword: query.get('q')?.trim().slice(0, 60) || undefined,
        newestFirst: query.get('sort') === 'newest',
        ...pagingOf(query),
      }),
      caller.tasks.flowTypes(),
      decided ? caller.tasks.get({ taskId: decided }) : null,
      caller.tasks.batches(),
    ]);
    const running = batches.find(({ finishedAt }) => finishedAt === null);
    return {
      ...{ tab, ...list, flowTypes },
      ...{ decided: before && decidedOf(before), withdrawn: query.has('withdrawn'), note: query.get('note') },
      running: running ? { id: running.id, settled: settledOf(running), total: running.total } : null,
    };
  });
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { text } = await readChange(request);
  const [stepId, taskId] = [text('withdraw'), text('claim')];
  return attempt(async () => {
    if (stepId !== '') {
      await caller.tasks.withdraw({ stepId });
      return redirect('/work/tasks?withdrawn=1');
    }
    await caller.tasks.claim({ taskId });
    return { claimed: (await caller.tasks.get({ taskId })).flowName, taskId };
  });
}

/** 任务中心 (AH-32). */
export default function Tasks() {
  const answer = useActionData<typeof action>();
  const claimed = answer && 'claimed' in answer ? answer : undefined;
  return <TaskCentre {...useLoaderData<typeof loader>()} claimed={claimed} refusal={asRefusal(answer)} />;
}
