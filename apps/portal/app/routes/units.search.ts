import type { LoaderFunctionArgs } from '@remix-run/server-runtime';
import { orErrorPage } from '../refusal.ts';

/** Registered units by name, for the dialog 选择单位 (AH-03.01, AH-03.04). */
export async function loader({ context: { caller }, request }: LoaderFunctionArgs) {
  const keyword = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 100);
  return orErrorPage(async () => ({ keyword, units: await caller.organisations.search({ keyword }) }));
}
