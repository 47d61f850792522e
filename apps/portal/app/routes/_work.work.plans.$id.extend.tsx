import { useActionData, useLoaderData, useSearchParams, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { Note } from '../components/note.tsx';
import { ExtendPlan } from '../features/plan-editor/extend.tsx';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, invalidForm, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '延期 - 评审计划' }];

const WHOM = ['all', 'person', 'unit'] as const;

export async function loader({ context: { caller }, params: { id = '' }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const keyword = query.get('q')?.trim().slice(0, 60) ?? '';
  return orErrorPage(async () => ({
    view: await caller.plans.extensions({ id }),
    targets: await caller.plans.extensionTargets({ id, keyword }),
    whom: WHOM.find((known) => known === query.get('whom')) ?? 'all',
    keyword,
  }));
}

export async function action({ context: { caller }, params: { id = '' }, request }: ActionFunctionArgs) {
  const { raw } = await readChange(request);
  const text = (name: string): string => (typeof raw[name] === 'string' ? raw[name] : '');
  return attempt(async () => {
    const { declareUntil, auditUntil, repairUntil, whom, target } = {
      ...{ declareUntil: text('declareUntil'), auditUntil: text('auditUntil'), repairUntil: text('repairUntil') },
      ...{ whom: text('whom'), target: text('target') },
    };
    const blank = [
      ...(declareUntil ? [] : [{ path: 'declareUntil', message: '请填写申报截止时间' }]),
      ...(auditUntil ? [] : [{ path: 'auditUntil', message: '请填写审核截止时间' }]),
      ...(whom === 'all' || target ? [] : [{ path: 'beneficiary', message: '请先查找并选择延期对象' }]),
      ...(text('reason').trim() ? [] : [{ path: 'reason', message: '请写明延期原因' }]),
    ];
    if (blank.length > 0) throw invalidForm(blank);
    await caller.plans.extend({
      id,
      declareUntil: new Date(declareUntil),
      auditUntil: new Date(auditUntil),
      repairUntil: repairUntil ? new Date(repairUntil) : null,
      reason: text('reason'),
      ...(whom === 'person' && { beneficiary: { accountId: target } }),
      ...(whom === 'unit' && { beneficiary: { organisationId: target } }),
    });
    return redirect(`/work/plans/${id}/extend?done=1`);
  });
}

/** 延期 of a published plan. */
export default function Extend() {
  const data = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const [query] = useSearchParams();
  return (
    <>
      <Breadcrumbs
        trail={[{ label: '首页', to: '/work' }, { label: '评审计划', to: '/work/plans' }, { label: '延期' }]}
      />
      <PageHead title="延期" lead={data.view.name} />
      {query.get('done') === '1' && <Note live>已延期，记录在下面。</Note>}
      <ExtendPlan key={data.view.version + data.view.granted.length} {...data} refusal={refusal} />
    </>
  );
}
