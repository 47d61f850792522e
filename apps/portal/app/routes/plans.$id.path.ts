import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { orErrorPage } from '../refusal.ts';

/** Who would audit a declaration for this title, for the page of selection and the promise. */
export async function loader({ context: { caller }, params: { id = '' }, request }: LoaderFunctionArgs) {
  const titleId = new URL(request.url).searchParams.get('title') ?? '';
  return orErrorPage(async () => ({
    titleId,
    preview: await caller.declarations.previewPath({ planId: id, titleId }),
  }));
}
