import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { ErrorSummary } from '../components/error-summary.tsx';
import { pagingOf } from '../components/pager.tsx';
import { useLookAgain } from '../features/imports/use-look-again.ts';
import { ImportResult } from '../features/library/import-result.tsx';
import { isOpen } from '../features/library/import-words.ts';
import { PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, orErrorPage } from '../refusal.ts';
import { entityOf } from '../series.ts';

export const meta: MetaFunction = () => [{ title: '导入结果 - 个人业绩库' }];

export const loader = ({ context: { caller }, params: { importId: id = '' }, request }: LoaderFunctionArgs) =>
  orErrorPage(() => caller.library.importView({ id, ...pagingOf(new URL(request.url).searchParams) }));

export async function action({
  context: { caller },
  params: { entity = '', importId: id = '' },
  request,
}: ActionFunctionArgs) {
  const { intent } = await readChange(request);
  return attempt(async () => {
    if (intent !== 'cancel') throw new Response(null, { status: 400 });
    await caller.library.cancelImport({ id });
    return redirect(`/library/${entity}/imports/${id}`);
  });
}

/** How an import goes and what came of it; the person may leave and find it again. */
export default function ImportPage() {
  const found = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  useLookAgain(isOpen(found));
  const entity = entityOf(found.entity);
  if (!entity) return null;
  return (
    <>
      <PageHead title="导入结果" lead={found.fileName} />
      {refusal && <ErrorSummary message={refusal.message} issues={refusal.issues} round={refusal} />}
      <ImportResult entity={entity} found={found} />
    </>
  );
}
