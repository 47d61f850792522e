import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/server-runtime';
import { Countdown } from '../components/countdown.tsx';
import { DeclareNow, type Eligibility } from '../features/plans/declare-now.tsx';
import { CanIDeclare, VerdictLine, type Judged } from '../features/plans/eligibility.tsx';
import { PlanBody, publishedLine, type PlanDetailData } from '../features/plans/plan-detail.tsx';
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

/** 我能报吗, for the answers in the address; what the plan does not offer is left out. */
async function judgedFor({ caller }: AppLoadContext, plan: PlanDetailData, query: URLSearchParams): Promise<Judged> {
  const one = (name: string, all: readonly string[]): string | undefined =>
    all.find((value) => value === query.get(name));
  return caller.declarations.eligibility({
    planId: plan.id,
    kind: plan.kinds.find((kind) => kind === query.get('kind')),
    titleId: one(
      'title',
      plan.titles.map(({ id }) => id),
    ),
    specialtyId: one(
      'specialty',
      plan.specialties.map(({ id }) => id),
    ),
    institutionCategory: one('category', plan.institutionCategories),
  });
}

export async function loader({ context, request, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const plan = await context.caller.plans.get({ id });
    const eligibility = await eligibilityOf(context, id);
    const query = new URL(request.url).searchParams;
    return {
      plan,
      eligibility,
      judged: eligibility.kind === 'applicant' ? await judgedFor(context, plan, query) : null,
    };
  });
}

/** 职称申报申请计划 (AH-16), also for those who are not signed in. */
export default function Plan() {
  const { plan, eligibility, judged } = useLoaderData<typeof loader>();
  return (
    <OpenFrame label="职称申报申请计划">
      <PageHead
        title={plan.name}
        lead={publishedLine(plan)}
        aside={plan.phase === 'open' && <Countdown until={plan.declareUntil.toISOString()} />}
      />
      {judged && <VerdictLine judged={judged} />}
      <PlanBody plan={plan} />
      {judged && <CanIDeclare plan={plan} judged={judged} />}
      <DeclareNow plan={plan} eligibility={eligibility} />
    </OpenFrame>
  );
}
