import { randomUUID } from 'node:crypto';
import { useLoaderData, useSearchParams, type ClientActionFunctionArgs, type MetaFunction } from '@remix-run/react';
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { useState } from 'react';
import { readChange } from '../change.ts';
import { FillPage } from '../features/declarations/fill/fill-page.tsx';
import { loadSources } from '../features/declarations/fill/load-sources.ts';
import { whenOnline } from '../features/declarations/fill/network.ts';
import { stepLabel, stepOf } from '../features/declarations/fill/plan-of-page.ts';
import { runFillChange, statusOf, type FillAnswer } from '../features/declarations/fill/run-change.ts';
import { FillProvider } from '../features/declarations/fill/use-fill.tsx';
import { Page } from '../frames/page.tsx';
import { orErrorPage } from '../refusal.ts';
import { FieldSourcesProvider } from '../render/sources.tsx';

export const meta: MetaFunction<typeof loader> = ({ location }) => [
  { title: `填写申报信息：${stepLabel(stepOf(new URLSearchParams(location.search).get('step')))} - 职称申报` },
];

export async function loader({ context: { caller }, params: { id = '' }, request }: LoaderFunctionArgs) {
  return orErrorPage(async () => {
    const query = new URL(request.url).searchParams;
    const section = query.get('import');
    const view = await caller.declarations.fill({ id });
    const [plan, sources, candidates, reusable, reuse] = await Promise.all([
      caller.plans.get({ id: view.card.planId }),
      loadSources(caller, view),
      section ? caller.declarations.candidates({ id, section: section.slice(0, 60) }) : null,
      caller.declarations.reusable({ id }),
      query.has('reuse') ? caller.declarations.reusePreview({ id }) : null,
    ]);
    const { specialties, titles, institutionCategories: categories } = plan;
    return {
      view,
      sources,
      choices: { specialties, titles, categories },
      importing: section && candidates ? { section, candidates } : null,
      submissionKey: randomUUID(),
      reusable,
      reuse,
    };
  });
}

export async function action({ context: { caller }, params: { id = '' }, request }: ActionFunctionArgs) {
  const answer = await runFillChange({ caller, id, change: await readChange(request) });
  return data(answer, { status: statusOf(answer) });
}

/** Without network the page stays, with everything typed, and tries again. */
export async function clientAction({ request, serverAction }: ClientActionFunctionArgs) {
  const key = String((await request.clone().formData()).get('idempotencyKey') ?? '');
  const lost: FillAnswer = { key, at: new Date().toISOString(), saved: [], notes: [], lost: true };
  return whenOnline(() => serverAction<FillAnswer>(), lost);
}

/** A refused change may mean that somebody else changed the record: what is stored now is read again. */
export { unlessExpired as shouldRevalidate } from '../revalidation.ts';

export default function Fill() {
  const { view, sources, choices, importing, submissionKey, reusable, reuse } = useLoaderData<typeof loader>();
  const [query] = useSearchParams();
  // One key as long as the page stands: a second click or a retry submits the same submission.
  const [firstKey] = useState(submissionKey);
  return (
    <Page
      trail={[{ label: '首页', to: '/home' }, { label: '职称申报', to: '/declarations' }, { label: '填写申报信息' }]}
    >
      <FieldSourcesProvider value={sources}>
        <FillProvider key={view.card.id} view={view}>
          <FillPage
            step={stepOf(query.get('step'))}
            choices={choices}
            submissionKey={firstKey}
            importing={importing}
            reusable={reusable}
            reuse={reuse}
          />
        </FillProvider>
      </FieldSourcesProvider>
    </Page>
  );
}
