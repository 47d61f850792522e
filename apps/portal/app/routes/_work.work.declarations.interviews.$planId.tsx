import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { arrangementFields } from '@zhicheng/core/forms';
import { readChange } from '../change.ts';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { useFrame } from '../frames/use-frame.ts';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { KitForm } from '../render/form.tsx';

export const meta: MetaFunction = () => [{ title: '安排面试 - 职称申报' }];

const LIST = '/work/declarations/interviews';

export async function loader({ context: { caller }, params: { planId = '' } }: LoaderFunctionArgs) {
  return orErrorPage(() => caller.declarations.interviewPlan({ planId }));
}

export async function action({ context: { caller }, params: { planId = '' }, request }: ActionFunctionArgs) {
  const { raw, text } = await readChange(request);
  return attempt(async () => {
    const before = text('before');
    await caller.declarations.arrangeInterview({ planId, raw, expectedVersion: before ? Number(before) : null });
    return redirect(LIST);
  });
}

/** Time and place of a plan's interviews; everybody admitted is told. */
export default function ArrangeInterview() {
  const plan = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const { active } = useFrame();
  const { version = null, ...arranged } = plan.arrangement ?? {};
  const initial = Object.fromEntries(Object.entries(arranged).filter(([, value]) => value !== null));
  return (
    <>
      <Breadcrumbs
        trail={[
          { label: '首页', to: '/work' },
          { label: '职称申报', to: '/work/declarations' },
          { label: '面试', to: LIST },
          { label: '安排面试' },
        ]}
      />
      <PageHead
        title="安排面试"
        lead={`${plan.name}。保存后通知 ${plan.admitted} 位审核通过的申报人（同意免面试的除外），准考证按此打印。`}
      />
      <KitForm
        fields={arrangementFields}
        initial={initial}
        version={version}
        account={active?.id ?? ''}
        record={`interviews/${plan.id}`}
        refusal={refusal}
        hidden={{ before: version === null ? '' : String(version) }}
        cancelTo={LIST}
        intents={[{ value: 'save', label: '保存并通知', main: true }]}
      />
    </>
  );
}
