import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { DeclarationsHead } from '../features/declarations/unit-declarations.tsx';
import { loadPlans, PlanList } from '../features/plans/plan-list.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '评审计划 - 职称申报' }];

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  return orErrorPage(() => loadPlans(caller, request));
}

/** 职称申报 of a unit or department: 评审计划 (AH-33.03, .04). */
export default function Plans() {
  const plans = useLoaderData<typeof loader>();
  return (
    <>
      <DeclarationsHead current="plans" />
      <PlanList {...plans} />
    </>
  );
}
