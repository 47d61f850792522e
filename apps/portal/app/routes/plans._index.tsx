import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { OpenFrame } from '../features/plans/open-frame.tsx';
import { loadPlans, PlanList } from '../features/plans/plan-list.tsx';
import { PageHead } from '../frames/page.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '评审计划 - 职称申报' }];

export async function loader({ context: { caller, frame }, request }: LoaderFunctionArgs) {
  return orErrorPage(async () => loadPlans(caller, request, (await frame()).active?.role === 'applicant'));
}

/** Published plans are notices: readable without signing in. */
export default function Plans() {
  const plans = useLoaderData<typeof loader>();
  return (
    <OpenFrame label="评审计划">
      <PageHead title="评审计划" lead="打开计划可看申报条件和起止日期；登录后申报。" />
      <PlanList {...plans} />
    </OpenFrame>
  );
}
