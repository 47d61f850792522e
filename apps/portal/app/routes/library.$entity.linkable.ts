import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { orErrorPage } from '../refusal.ts';

/** For the picker of a form: own approved entries by keyword and page, or the content of the named ones. */
export async function loader({ context: { caller }, params: { entity = '' }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const named = query.get('ids');
  const ids = named?.split(',').filter(Boolean).slice(0, 100);
  const found = await orErrorPage(() =>
    caller.library.linkable({
      entity,
      keyword: (query.get('q') ?? '').slice(0, 60),
      page: Math.max(1, Number(query.get('page')) || 1),
      everything: query.get('everything') === '1',
      ...(ids && { ids }),
    }),
  );
  return Response.json(found);
}
