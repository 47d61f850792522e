import { useLoaderData, type MetaFunction } from '@remix-run/react';
import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { Link } from '../components/link.tsx';
import { pagingOf } from '../components/pager.tsx';
import { useLookAgain } from '../features/imports/use-look-again.ts';
import { ImportList } from '../features/library/import-list.tsx';
import { isOpen } from '../features/library/import-words.ts';
import { PageHead } from '../frames/page.tsx';
import { orErrorPage } from '../refusal.ts';
import { entityOf } from '../series.ts';

export const meta: MetaFunction = () => [{ title: '导入记录 - 个人业绩库' }];

export const loader = ({ context: { caller }, params: { entity = '' }, request }: LoaderFunctionArgs) =>
  orErrorPage(async () => ({
    entity,
    ...(await caller.library.imports({ entity, ...pagingOf(new URL(request.url).searchParams) })),
  }));

/** One's own imports into this list. */
export default function Imports() {
  const { entity: code, rows, total } = useLoaderData<typeof loader>();
  useLookAgain(rows.some(isOpen));
  const entity = entityOf(code);
  if (!entity) return null;
  return (
    <>
      <PageHead
        title="导入记录"
        lead={entity.listHeading ?? entity.label}
        aside={
          total > 0 && (
            <Link className="btn" to={`/library/${code}/import`}>
              导入
            </Link>
          )
        }
      />
      <ImportList entity={entity} rows={rows} total={total} />
    </>
  );
}
