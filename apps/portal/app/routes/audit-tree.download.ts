import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { importKeyOf } from '../features/audit-tree/words.ts';
import { workbookResponse } from '../features/imports/workbook-response.ts';
import { orErrorPage } from '../refusal.ts';

/** 下载excel模板, the rows of an import to correct, the report of broken paths. */
export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const importId = query.get('import');
  const workbook = await orErrorPage(() => {
    if (importId) return caller.auditPath.importCorrections({ id: importId });
    if (query.has('report')) return caller.auditPath.brokenPathsFile({});
    return caller.auditPath.template({ configuration: importKeyOf(query.get('tab')) });
  });
  return workbookResponse(workbook);
}
