import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { orErrorPage } from '../refusal.ts';

/** For the workbench: a further page of a section's rows, or of what a row links to, or what is searched in them. */
export async function loader({ context: { caller }, params: { processId = '' }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const text = (name: string, most = 100) => (query.get(name) ?? '').slice(0, most);
  const asked = { processId, keyword: text('q', 60), page: Math.max(1, Math.trunc(Number(query.get('page'))) || 1) };
  const field = text('field');
  const found = await orErrorPage(async () => {
    if (query.get('kind') === 'libraryEntry') return caller.library.auditLinks({ ...asked, field });
    const section = text('section');
    return section
      ? caller.declarations.auditPicks({ ...asked, section })
      : caller.declarations.auditLinks({ ...asked, entryId: text('entry'), field });
  });
  return Response.json(found);
}
