import { randomUUID } from 'node:crypto';
import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { DECLARATION_KINDS } from '@zhicheng/series-kit';
import { readChange } from '../change.ts';
import { SelectForm } from '../features/plans/select-form.tsx';
import { Page, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '申报职称选择 - 职称申报' }];

export async function loader({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const [plan, reasons, binding] = await Promise.all([
      caller.plans.get({ id }),
      caller.declarations.mayDeclare({ planId: id }),
      caller.organisations.bindingStatus(),
    ]);
    // The plan's page says why not, and what to do.
    if (reasons.length > 0) throw redirect(`/plans/${id}`);
    return { plan, unit: binding.approved?.organisationName ?? '', idempotencyKey: randomUUID() };
  });
}

export async function action({ context: { caller }, params: { id = '' }, request }: ActionFunctionArgs) {
  const { raw, idempotencyKey } = await readChange(request);
  const text = (name: string): string => (typeof raw[name] === 'string' ? raw[name] : '');
  return attempt(async () => {
    const created = await caller.declarations.create({
      planId: id,
      kind: DECLARATION_KINDS.find((kind) => kind === raw.kind) ?? 'REGULAR',
      specialtyId: text('specialtyId'),
      titleId: text('titleId'),
      ...(text('institutionCategory') && { institutionCategory: text('institutionCategory') }),
      confirmed: raw.confirmed === true,
      promised: raw.promised === true,
      idempotencyKey,
    });
    return redirect(`/declarations/${created.id}/fill`);
  });
}

/** 申报职称选择 (AH-17), with the promise on top (AH-18). */
export default function Select() {
  const { plan, unit, idempotencyKey } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  return (
    <Page
      trail={[
        { label: '首页', to: '/home' },
        { label: '职称申报', to: '/declarations' },
        { label: plan.name, to: `/plans/${plan.id}` },
        { label: '申报职称选择' },
      ]}
    >
      <PageHead title="申报职称选择" lead={plan.name} />
      <SelectForm plan={plan} unit={unit} idempotencyKey={idempotencyKey} refusal={refusal} />
    </Page>
  );
}
