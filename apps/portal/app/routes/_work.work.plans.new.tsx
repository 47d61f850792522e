import { randomUUID } from 'node:crypto';
import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { dayOf } from '../beijing-time.ts';
import { readChange } from '../change.ts';
import { StartForm } from '../features/plan-editor/start-form.tsx';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '新建计划 - 评审计划' }];

export async function loader({ context: { caller, frame } }: LoaderFunctionArgs) {
  const { serverNow } = await frame();
  return orErrorPage(async () => {
    const [bodies, series] = await Promise.all([caller.plans.bodies(), caller.catalog.series()]);
    return {
      bodies,
      // Only those for which a plan can be published (GP.91).
      series: series.filter(({ pluginCode }) => pluginCode !== null).map(({ code, name }) => ({ code, name })),
      year: Number(dayOf(serverNow).slice(0, 4)),
      idempotencyKey: randomUUID(),
    };
  });
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { idempotencyKey, text } = await readChange(request);
  return attempt(async () => {
    const { id } = await caller.plans.start({
      year: Number(text('year')),
      name: text('name'),
      seriesCode: text('seriesCode'),
      conveningOrganisationId: text('conveningOrganisationId'),
      idempotencyKey,
    });
    return redirect(`/work/plans/${id}`);
  });
}

export default function NewPlan() {
  const data = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  return (
    <>
      <Breadcrumbs
        trail={[{ label: '首页', to: '/work' }, { label: '评审计划', to: '/work/plans' }, { label: '新建计划' }]}
      />
      <PageHead
        title="新建计划"
        lead="先建立草稿，再分步填写；填好检查后才发布。往年有同样的计划，可在列表里复制到下一年。"
      />
      <StartForm {...data} refusal={refusal} />
    </>
  );
}
