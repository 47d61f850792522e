import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/server-runtime';
import { Countdown } from '../components/countdown.tsx';
import { DeclareNow, type Eligibility } from '../features/plans/declare-now.tsx';
import { PlanBody, publishedLine } from '../features/plans/plan-detail.tsx';
import { OpenFrame } from '../features/plans/open-frame.tsx';
import { PageHead } from '../frames/page.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '职称申报申请计划 - 职称申报' }];

async function eligibilityOf({ caller, frame }: AppLoadContext, planId: string): Promise<Eligibility> {
  const { active, assignments } = await frame();
  if (!active) return { kind: 'signedOut' };
  if (active.role === 'applicant')
    return { kind: 'applicant', reasons: await caller.declarations.mayDeclare({ planId }) };
  const canSwitch = assignments.some(({ role }) => role === 'applicant');
  return { kind: 'otherCapacity', capacity: active.capacityLabel, canSwitch };
}

export async function loader({ context, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(async () => ({
    plan: await context.caller.plans.get({ id }),
    eligibility: await eligibilityOf(context, id),
  }));
}

/** 职称申报申请计划 (AH-16), also for those who are not signed in. */
export default function Plan() {
  const { plan, eligibility } = useLoaderData<typeof loader>();
  return (
    <OpenFrame label="职称申报申请计划">
      <PageHead
        title={plan.name}
        lead={publishedLine(plan)}
        aside={plan.phase === 'open' && <Countdown until={plan.declareUntil.toISOString()} />}
      />
      <PlanBody plan={plan} />
      <DeclareNow plan={plan} eligibility={eligibility} />
    </OpenFrame>
  );
}
