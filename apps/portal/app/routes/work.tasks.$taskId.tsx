import { useActionData, useLoaderData, type MetaFunction, type ShouldRevalidateFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { isRaw } from '@zhicheng/series-kit';
import { AUDITOR_ROLES } from '@zhicheng/workflow';
import { readChange, type Change } from '../change.ts';
import { decidedOf } from '../features/tasks/decided-note.tsx';
import { GoneCase } from '../features/tasks/gone-case.tsx';
import { shownOf } from '../features/tasks/subjects.tsx';
import { loadSubject } from '../features/tasks/types.ts';
import { Workbench } from '../features/tasks/workbench.tsx';
import { requireSignedIn } from '../frames/sign-in-required.ts';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { unlessExpired } from '../revalidation.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.subject ? `审核：${shownOf(data.subject).person} - 任务中心` : '任务中心 - 职称申报' },
];

const SIGHT = ['tab', 'read'];
const apartFromSight = (url: URL): string => {
  const query = [...url.searchParams].filter(([name]) => !SIGHT.includes(name));
  return `${url.pathname}?${new URLSearchParams(query)}`;
};

/** Another tab of the same case is already here. */
export const shouldRevalidate: ShouldRevalidateFunction = (change) => {
  const { currentUrl, nextUrl, formMethod } = change;
  if (formMethod !== undefined || currentUrl.href === nextUrl.href) return unlessExpired(change);
  return apartFromSight(currentUrl) !== apartFromSight(nextUrl);
};

export async function loader(args: LoaderFunctionArgs) {
  await requireSignedIn(args, AUDITOR_ROLES);
  const { context, params, request } = args;
  const { caller } = context;
  const before = new URL(request.url).searchParams.get('decided');
  return orErrorPage(async () => {
    const task = await caller.tasks.get({ taskId: params.taskId ?? '' });
    const [subject, decided, phrases, colleagues] = await Promise.all([
      loadSubject(caller, task),
      before ? caller.tasks.get({ taskId: before }) : null,
      caller.tasks.phrases({ kind: task.kind, flowType: task.flowType }),
      caller.tasks.colleagues(),
    ]);
    return { task, subject, decided: decided && decidedOf(decided), phrases, colleagues };
  });
}

/** `node:organisationId` as the radio buttons send it. */
function nextOf({ raw }: Change) {
  const [name, organisationId = ''] = typeof raw.next === 'string' ? raw.next.split(':') : [];
  const node = AUDITOR_ROLES.find((known) => known === name);
  return node && organisationId !== '' ? { node, organisationId } : undefined;
}

const textOr = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** What was ticked to be marked. */
const placesOf = (places: unknown) =>
  (Array.isArray(places) ? places : []).filter(isRaw).map(({ section, entryId, path, fileId }) => ({
    ...{ section: String(section), entryId: textOr(entryId), path: textOr(path), fileId: textOr(fileId) },
  }));

const DECISIONS = ['pass', 'return', 'terminate'] as const;

export async function action({ context: { caller }, params: { taskId = '' }, request }: ActionFunctionArgs) {
  const change = await readChange(request);
  const decision = DECISIONS.find((known) => known === change.intent);
  return attempt(async () => {
    if (change.intent === 'claim') {
      await caller.tasks.claim({ taskId });
      return null;
    }
    if (change.intent === 'withdraw') {
      await caller.tasks.withdraw({ stepId: change.text('stepId') });
      return redirect('/work/tasks?withdrawn=1');
    }
    if (change.intent === 'mark') {
      const { reason, places } = change.raw;
      await caller.declarations.mark({
        taskId,
        reason: typeof reason === 'string' ? reason : '',
        places: placesOf(places),
      });
      return null;
    }
    if (change.intent === 'unmark') {
      await caller.declarations.unmark({ taskId, markId: String(change.raw.markId) });
      return null;
    }
    if (change.intent === 'release') {
      await caller.tasks.release({ taskId });
      return redirect('/work/tasks?note=released');
    }
    if (change.intent === 'handOver') {
      const [toAccountId, reason] = [change.text('toAccountId'), change.text('reason')];
      await caller.tasks.handOver({ taskId, toAccountId, reason });
      return redirect('/work/tasks?note=handedOver');
    }
    if (!decision) throw new Response('unknown intent', { status: 400 });
    const { nextTaskId, previousTaskId } = await caller.tasks.get({ taskId });
    await caller.tasks.decide({
      taskId,
      decision,
      opinion: typeof change.raw.opinion === 'string' ? change.raw.opinion : '',
      extra:
        decision === 'pass' ? { recommendation: change.raw.recommendation ?? {}, quota: change.raw.quota ?? {} } : {},
      next: nextOf(change),
    });
    const other = nextTaskId ?? previousTaskId;
    return redirect(other ? `/work/tasks/${other}?decided=${taskId}` : `/work/tasks?decided=${taskId}`);
  });
}

/** Audit workbench: one case of any kind. */
export default function Task() {
  const { task, subject, decided, ...more } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  if (!subject) return <GoneCase key={task.taskId} task={task} refusal={refusal} />;
  return <Workbench key={task.taskId} task={task} subject={subject} decided={decided} refusal={refusal} {...more} />;
}
