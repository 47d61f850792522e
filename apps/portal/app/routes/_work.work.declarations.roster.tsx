import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { EmptyState } from '../components/empty-state.tsx';
import { Icon } from '../components/icon.tsx';
import { Link } from '../components/link.tsx';
import { PartsOf, RosterPlans } from '../features/declarations/roster.tsx';
import { DeclarationsHead } from '../features/declarations/unit-declarations.tsx';
import { orErrorPage } from '../refusal.ts';
import { Blocks } from '../render/blocks.tsx';

export const meta: MetaFunction = () => [{ title: '人员情况一览表 - 职称申报' }];

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const part = Number(query.get('part') ?? '1');
  return orErrorPage(async () => {
    const plans = await caller.declarations.rosterPlans();
    const planId = query.get('plan') ?? plans[0]?.id;
    const shown = planId
      ? await caller.declarations.roster({ planId, part: Number.isInteger(part) && part > 0 ? part : 1 })
      : null;
    return { plans, shown };
  });
}

/** 人员情况一览表: whom of a plan this body has before it or has passed, as it will be printed. */
export default function Roster() {
  const { plans, shown } = useLoaderData<typeof loader>();
  return (
    <>
      <DeclarationsHead current="roster" />
      {shown ? (
        <div className="stack">
          <RosterPlans plans={plans} current={shown.plan.id} />
          <div className="acts noprint">
            <a
              className="btn btn--go"
              href={`/work/declarations/roster.docx?${new URLSearchParams({ plan: shown.plan.id, part: String(shown.part) })}`}
            >
              <Icon name="download" />
              导出一览表
            </a>
            <PartsOf shown={shown} />
          </div>
          <p className="hint">列出本单位正在审核和已审核通过的申报，退回的不在内。导出的文件为横向A4。</p>
          <Blocks blocks={shown.blocks} />
        </div>
      ) : (
        <EmptyState>
          还没有可以列出的申报。有申报送到本单位后，按评审计划生成一览表。
          <Link to="/work/declarations">查看申报情况</Link>
        </EmptyState>
      )}
    </>
  );
}
