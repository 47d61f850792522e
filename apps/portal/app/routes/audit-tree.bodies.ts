import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { orErrorPage } from '../refusal.ts';

/** Organisations by name or credit code, for the audit tree's pages (HN-31.02). */
export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const keyword = (query.get('q') ?? '').trim().slice(0, 100);
  const capacity = query.get('capacity') === 'employer' ? ('employer' as const) : undefined;
  return orErrorPage(async () => ({ keyword, bodies: await caller.auditPath.bodies({ keyword, capacity }) }));
}
