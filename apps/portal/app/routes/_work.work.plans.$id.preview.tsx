import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { Link } from '../components/link.tsx';
import { PlanPreview } from '../features/plan-editor/preview.tsx';
import { publishedLine } from '../features/plans/plan-detail.tsx';
import { Breadcrumbs, PageHead } from '../frames/page.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '预览 - 评审计划' }];

export async function loader({ context: { caller }, params: { id = '' } }: LoaderFunctionArgs) {
  return orErrorPage(() => caller.plans.preview({ id }));
}

/** What applicants will meet, before the plan is published. */
export default function Preview() {
  const view = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs
        trail={[
          { label: '首页', to: '/work' },
          { label: '评审计划', to: '/work/plans' },
          { label: '编辑计划', to: `/work/plans/${view.plan.id}` },
          { label: '预览' },
        ]}
      />
      <PageHead
        title={view.plan.name || '未命名的计划'}
        lead={`预览。${publishedLine(view.plan)}`}
        aside={
          <Link className="btn" to={`/work/plans/${view.plan.id}?step=publish`}>
            去检查与发布
          </Link>
        }
      />
      <PlanPreview view={view} />
    </>
  );
}
