import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { workbookResponse } from '../features/imports/workbook-response.ts';
import { orErrorPage } from '../refusal.ts';

/** 模板下载; with `import`, the rows of that import to correct. */
export async function loader({ context: { caller }, params: { entity = '' }, request }: LoaderFunctionArgs) {
  const id = new URL(request.url).searchParams.get('import');
  return workbookResponse(
    await orErrorPage(() =>
      id ? caller.library.importCorrections({ id }) : caller.library.importTemplate({ entity }),
    ),
  );
}
