import { redirect, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { orErrorPage } from '../refusal.ts';

/** The library opens with its first list. */
export async function loader({ context: { caller } }: LoaderFunctionArgs) {
  const menu = await orErrorPage(() => caller.library.menu());
  const first = menu[0]?.items[0];
  if (!first) throw new Response(null, { status: 404 });
  return redirect(`/library/${first.entity}`);
}
