import { useActionData, useLoaderData, useSearchParams, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { Note } from '../components/note.tsx';
import { PlanEditor } from '../features/plan-editor/editor.tsx';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '编辑计划 - 评审计划' }];

export async function loader({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(() => caller.plans.editor({ id }));
}

export async function action({ context: { caller }, params: { id = '' }, request }: ActionFunctionArgs) {
  const { intent, raw, expectedVersion } = await readChange(request);
  return attempt(async () => {
    if (intent === 'publish') {
      await caller.plans.publish({ id, expectedVersion });
      return redirect('/work/plans?done=published');
    }
    if (intent === 'dropChanges') {
      await caller.plans.dropChanges({ id, expectedVersion });
      return redirect('/work/plans');
    }
    return { saved: await caller.plans.save({ id, expectedVersion, data: raw }) };
  });
}

/** The plan editor (GP.54). */
export default function EditPlan() {
  const view = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const [query] = useSearchParams();
  return (
    <>
      <Breadcrumbs
        trail={[{ label: '首页', to: '/work' }, { label: '评审计划', to: '/work/plans' }, { label: '编辑计划' }]}
      />
      <PageHead
        title={view.data.name || '未命名的计划'}
        lead={`${view.stateLabel}${view.published ? `，第 ${view.planVersion} 版` : ''}${view.changed ? '，有未发布的修改' : ''}`}
      />
      {query.get('copied') === '1' && (
        <Note live title="已复制为新的草稿">
          <p>年度和各项时间顺延了一年，附件保留。请核对名称、时间和内容后发布。</p>
        </Note>
      )}
      <PlanEditor key={view.id} view={view} refusal={refusal} />
    </>
  );
}
