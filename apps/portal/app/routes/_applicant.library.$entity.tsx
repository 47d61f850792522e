import { useActionData, useLoaderData, useOutlet, useOutletContext, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import type { Raw } from '@zhicheng/series-kit';
import { readChange } from '../change.ts';
import { ErrorSummary } from '../components/error-summary.tsx';
import { pagingOf } from '../components/pager.tsx';
import { Done } from '../features/library/done.tsx';
import { EntryList, UnboundNote, type Unbound } from '../features/library/entry-list.tsx';
import { fitsDrawer } from '../features/library/entry-words.ts';
import { MOVES } from '../features/library/row-acts.tsx';
import { PageHead } from '../frames/page.tsx';
import { lastingSearch } from '../passing-query.ts';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { asTexts } from '../render/values.ts';
import { entityOf } from '../series.ts';

export const meta: MetaFunction = ({ params }) => [
  { title: `${entityOf(params.entity ?? '')?.label ?? '业绩'} - 个人业绩库` },
];

const DONE = ['saved', 'submitted'] as const;
const TABS = ['all', 'inAudit', 'approved', 'returned'] as const;

export async function loader({ context: { caller }, params: { entity = '' }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const tab = TABS.find((known) => known === query.get('tab')) ?? 'all';
  const keyword = (query.get('q') ?? '').trim().slice(0, 60);
  return orErrorPage(async () => ({
    entity,
    done: DONE.find((known) => known === query.get('done')),
    warned: query.get('warn') === 'similar',
    page: await caller.library.list({ entity, tab, keyword, ...pagingOf(query) }),
    submissions: entityOf(entity)?.batchSubmit ? await caller.library.submissions({ entity }) : null,
    extraction: entityOf(entity)?.register?.read ? await caller.library.extraction({ entity }) : null,
  }));
}

const tickedIn = ({ ids, keyword }: Raw): { ids: string[] } | { keyword: string } =>
  typeof keyword === 'string' ? { keyword } : { ids: asTexts(ids) };

export async function action({ context: { caller }, params: { entity = '' }, request }: ActionFunctionArgs) {
  const { intent, text, expectedVersion, raw, idempotencyKey } = await readChange(request);
  const move = MOVES.find((known) => known === intent);
  return attempt(async () => {
    if (intent === 'submitMany') await caller.library.submitMany({ entity, ticked: tickedIn(raw), idempotencyKey });
    else if (intent === 'extract') await caller.library.extract({ entity });
    else if (move) await caller.library[move]({ id: text('id'), expectedVersion });
    else throw new Response(null, { status: 400 });
    const { pathname, searchParams } = new URL(request.url);
    return redirect(pathname.replace(/\.data$/, '') + lastingSearch(searchParams));
  });
}

/** One category: its list, and over it the form or the view that is open. */
export default function Category() {
  const { entity: code, page, extraction, submissions, done, warned } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const open = useOutlet();
  const why = useOutletContext<Unbound | null>();
  const entity = entityOf(code);
  if (!entity) return null;
  if (open && !fitsDrawer(entity)) return open;
  const heading = entity.listHeading ?? entity.label;
  return (
    <>
      <PageHead title={heading} lead="单位审核通过后才能导入申报。" />
      {why && <UnboundNote why={why} />}
      {refusal && <ErrorSummary message={refusal.message} issues={refusal.issues} round={refusal} />}
      {done && <Done done={done} entity={entity} warned={warned} />}
      <EntryList entity={entity} page={page} extraction={extraction} submissions={submissions} unbound={why} />
      {open}
    </>
  );
}
