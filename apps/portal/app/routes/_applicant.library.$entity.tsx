import { useActionData, useLoaderData, useOutlet, useOutletContext, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { ErrorSummary } from '../components/error-summary.tsx';
import { Note } from '../components/note.tsx';
import { pagingOf } from '../components/pager.tsx';
import { EntryList, UnboundNote, type Unbound } from '../features/library/entry-list.tsx';
import { fitsDrawer } from '../features/library/entry-words.ts';
import { MOVES } from '../features/library/row-acts.tsx';
import { PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { entityOf } from '../series.ts';

export const meta: MetaFunction = ({ params }) => [
  { title: `${entityOf(params.entity ?? '')?.label ?? '业绩'} - 个人业绩库` },
];

const TABS = ['all', 'inAudit', 'approved', 'returned'] as const;

export async function loader({ context: { caller }, params: { entity = '' }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const tab = TABS.find((known) => known === query.get('tab')) ?? 'all';
  const keyword = (query.get('q') ?? '').trim().slice(0, 60);
  return orErrorPage(async () => ({
    entity,
    warned: query.get('warn') === 'similar',
    page: await caller.library.list({ entity, tab, keyword, ...pagingOf(query) }),
  }));
}

export async function action({ context: { caller }, request }: ActionFunctionArgs) {
  const { intent, text, expectedVersion } = await readChange(request);
  const move = MOVES.find((known) => known === intent);
  return attempt(async () => {
    if (!move) throw new Response(null, { status: 400 });
    await caller.library[move]({ id: text('id'), expectedVersion });
    const { pathname, search } = new URL(request.url);
    return redirect(pathname.replace(/\.data$/, '') + search);
  });
}

/** One category: its list, and over it the form or the view that is open. */
export default function Category() {
  const { entity: code, page, warned } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const open = useOutlet();
  const why = useOutletContext<Unbound | null>();
  const entity = entityOf(code);
  if (!entity) return null;
  if (open && !fitsDrawer(entity)) return open;
  const heading = entity.listHeading ?? entity.label;
  const twins = (entity.similar ?? []).map((name) => entity.fields[name]?.label ?? name).join('、');
  return (
    <>
      <PageHead title={heading} lead="单位审核通过后才能导入申报。" />
      {why && <UnboundNote why={why} />}
      {refusal && <ErrorSummary message={refusal.message} issues={refusal.issues} round={refusal} />}
      {warned && twins && (
        <Note live>
          <p>
            已保存。已有一条{twins}相同的{entity.label}，请确认没有重复录入。
          </p>
        </Note>
      )}
      <EntryList entity={entity} page={page} />
      {open}
    </>
  );
}
