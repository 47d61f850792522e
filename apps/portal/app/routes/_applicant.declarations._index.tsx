import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { EmptyState } from '../components/empty-state.tsx';
import { Section } from '../components/section.tsx';
import { History } from '../features/declarations/history.tsx';
import { RecordCard } from '../features/declarations/record-card.tsx';
import { loadPlans, PlanList } from '../features/plans/plan-list.tsx';
import { Page, PageHead } from '../frames/page.tsx';
import { orErrorPage } from '../refusal.ts';

export const meta: MetaFunction = () => [{ title: '职称申报' }];

export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const [overview, plans] = await Promise.all([caller.declarations.overview(), loadPlans(caller, request, true)]);
    return { ...overview, plans };
  });
}

/** 职称申报 (AH-15): the current record, what is over, and what one may declare for. */
export default function Declarations() {
  const { current, history, plans } = useLoaderData<typeof loader>();
  return (
    <Page trail={[{ label: '首页', to: '/home' }, { label: '职称申报' }]}>
      <PageHead title="职称申报" />
      <Section title="当前申报记录" id="current">
        {current.length === 0 && (
          <EmptyState title="当前暂无申报记录" action={<a href="#plans">到“评审计划”选择计划</a>}>
            一个申报年度只能申报一次。
          </EmptyState>
        )}
        {current.map((card) => (
          <RecordCard key={card.id} card={card} />
        ))}
      </Section>
      <Section title="我的历史记录" id="history">
        <History rows={history} />
      </Section>
      <Section title="评审计划" id="plans">
        <PlanList {...plans} />
      </Section>
    </Page>
  );
}
