import { randomUUID } from 'node:crypto';
import { useActionData, useLoaderData, useSearchParams, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { Note } from '../components/note.tsx';
import { pagingOf } from '../components/pager.tsx';
import { ManagedPlans } from '../features/plan-editor/managed-list.tsx';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '评审计划 - 工作台' }];

const TABS = ['draft', 'published', 'over', 'closed'] as const;

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const tab = TABS.find((known) => known === query.get('tab')) ?? 'published';
  const year = Number(query.get('year'));
  return orErrorPage(async () => {
    const page = await caller.plans.managed({
      tab,
      keyword: query.get('q')?.trim().slice(0, 60) || undefined,
      year: Number.isInteger(year) && year > 0 && year < 10_000 ? year : undefined,
      ...pagingOf(query),
    });
    return { tab, ...page, copyKeys: Object.fromEntries(page.rows.map(({ id }) => [id, randomUUID()])) };
  });
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { intent, idempotencyKey, expectedVersion, text } = await readChange(request);
  return attempt(async () => {
    if (intent === 'copy') {
      const { id } = await caller.plans.copy({ id: text('id'), idempotencyKey });
      return redirect(`/work/plans/${id}?copied=1`);
    }
    if (intent === 'removeDraft') {
      await caller.plans.removeDraft({ id: text('id'), expectedVersion });
      return redirect('/work/plans?tab=draft&done=removed');
    }
    await caller.plans.close({ id: text('id'), expectedVersion, reason: text('reason') });
    return redirect('/work/plans?tab=closed&done=closed');
  });
}

const DONE: Readonly<Record<string, string>> = {
  published: '计划已发布，申报人可以看到了。',
  closed: '计划已关闭。',
  extended: '已延期。',
  removed: '草稿已删除。',
};

/** 评审计划 of convening units, HRSS bureaus and operators (GP.54). */
export default function Plans() {
  const data = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const [query] = useSearchParams();
  const done = DONE[query.get('done') ?? ''];
  return (
    <>
      <Breadcrumbs trail={[{ label: '首页', to: '/work' }, { label: '评审计划' }]} />
      <PageHead title="评审计划" />
      {done && <Note live>{done}</Note>}
      {refusal && (
        <div className="note note--error" role="alert">
          <p>{refusal.issues[0]?.message ?? refusal.message}</p>
        </div>
      )}
      <ManagedPlans {...data} />
    </>
  );
}
