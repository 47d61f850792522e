import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { formOf } from '../change.ts';
import { ErrorSummary } from '../components/error-summary.tsx';
import { Section } from '../components/section.tsx';
import { ExemptionRequests, InterviewPlans } from '../features/declarations/interviews-of-unit.tsx';
import { DeclarationsHead } from '../features/declarations/unit-declarations.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '面试 - 职称申报' }];

export async function loader({ context: { caller } }: LoaderFunctionArgs) {
  return orErrorPage(() => caller.declarations.interviews());
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const form = await formOf(request);
  const text = (name: string): string => String(form.get(name) ?? '');
  return attempt(async () => {
    await caller.declarations.decideExemption({
      id: text('id'),
      grant: text('decision') === 'grant',
      opinion: text('opinion').slice(0, 500),
      expectedVersion: Number(text('expectedVersion')),
    });
    return redirect('/work/declarations/interviews');
  });
}

/** 面试 of a convening unit: when and where, and who asks to be let off (GP.21). */
export default function Interviews() {
  const { plans, requests } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  return (
    <>
      <DeclarationsHead current="interviews" />
      {refusal && <ErrorSummary message={refusal.message} issues={refusal.issues} round={refusal} />}
      <Section title="面试安排">
        <InterviewPlans plans={plans} />
      </Section>
      <Section title="免面试申请" id="requests">
        <ExemptionRequests requests={requests} />
      </Section>
    </>
  );
}
