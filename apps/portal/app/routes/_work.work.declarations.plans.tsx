import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { DeclarationsHead } from '../features/declarations/unit-declarations.tsx';
import { UnitPlanList } from '../features/plan-editor/unit-plan-list.tsx';
import { loadPlans, PlanList, planFilterOf } from '../features/plans/plan-list.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '评审计划 - 职称申报' }];

const UNITS = ['employer', 'department'];

export async function loader({ context: { caller, frame }, request }: LoaderFunctionArgs) {
  const role = (await frame()).active?.role ?? '';
  const query = new URL(request.url).searchParams;
  return orErrorPage(async () => {
    if (!UNITS.includes(role)) return { unit: null, plans: await loadPlans(caller, request) };
    const recommended = query.get('recommended') === '1';
    const [list, facets, bodies] = await Promise.all([
      caller.plans.unitList({ ...planFilterOf(query), ...(recommended && { recommended }) }),
      caller.plans.facets(),
      caller.plans.commissionTargets(),
    ]);
    return { unit: { ...list, facets, bodies }, plans: null };
  });
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { intent, text } = await readChange(request);
  const planId = text('planId');
  return attempt(async () => {
    if (intent === 'recommend') await caller.plans.recommend({ planId, on: true });
    if (intent === 'endRecommendation') await caller.plans.recommend({ planId, on: false });
    if (intent === 'commission')
      await caller.plans.commission({ planId, targetOrganisationId: text('target'), note: text('note') });
    if (intent === 'endCommission') await caller.plans.endCommission({ planId });
    return redirect(`/work/declarations/plans${new URL(request.url).search}`);
  });
}

/** 职称申报 of a unit or department: 评审计划 (AH-33.03, .04). */
export default function Plans() {
  const { unit, plans } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  return (
    <>
      <DeclarationsHead current="plans" />
      {unit && <UnitPlanList {...unit} refusal={refusal} />}
      {plans && <PlanList {...plans} />}
    </>
  );
}
