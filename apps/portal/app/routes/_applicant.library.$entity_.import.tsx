import { randomUUID } from 'node:crypto';
import { useActionData, useLoaderData, type MetaFunction } from '@remix-run/react';
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { readChange } from '../change.ts';
import { ErrorSummary } from '../components/error-summary.tsx';
import { ImportForm } from '../features/library/import-form.tsx';
import { MODES } from '../features/library/import-words.ts';
import { PageHead } from '../frames/page.tsx';
import { asRefusal, attempt, invalidForm, orErrorPage } from '../refusal.ts';
import { entityOf } from '../series.ts';

export const meta: MetaFunction = ({ params }) => [
  { title: `导入${entityOf(params.entity ?? '')?.label ?? ''} - 个人业绩库` },
];

export async function loader({ context: { caller }, params: { entity = '' } }: LoaderFunctionArgs) {
  // Says as well whether this list is imported at all.
  return orErrorPage(async () => {
    await caller.library.imports({ entity });
    return { entity, idempotencyKey: randomUUID() };
  });
}

export async function action({ context: { caller }, params: { entity = '' }, request }: ActionFunctionArgs) {
  const { text, idempotencyKey } = await readChange(request);
  return attempt(async () => {
    const fileId = text('fileId');
    if (!fileId) throw invalidForm([{ path: 'fileId', message: '请先上传填好的 Excel 文件' }]);
    const mode = MODES.find(([known]) => known === text('mode'))?.[0] ?? 'good';
    const { id } = await caller.library.startImport({ entity, fileId, mode, idempotencyKey });
    return redirect(`/library/${entity}/imports/${id}`);
  });
}

/** 导入 (AH-14.03, AH-14.04). */
export default function ImportEntries() {
  const { entity: code, idempotencyKey } = useLoaderData<typeof loader>();
  const refusal = asRefusal(useActionData<typeof action>());
  const entity = entityOf(code);
  if (!entity) return null;
  return (
    <>
      <PageHead title={`导入${entity.label}`} lead="导入在后台进行，可以离开；完成后会通知您。" />
      <div className="stack">
        {refusal && <ErrorSummary message={refusal.message} issues={refusal.issues} round={refusal} />}
        <ImportForm
          entity={entity}
          idempotencyKey={idempotencyKey}
          error={refusal?.issues.find(({ path }) => path === 'fileId')?.message}
        />
      </div>
    </>
  );
}
