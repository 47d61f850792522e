import { redirect, type LoaderFunctionArgs } from '@remix-run/server-runtime';
import { orErrorPage } from '../refusal.ts';

/** The first category that has something waiting or approved, else the first. */
export async function loader({ context: { caller } }: LoaderFunctionArgs) {
  const menu = await orErrorPage(() => caller.library.unitMenu());
  const items = menu.flatMap((group) => group.items);
  const first = items.find(({ all, approved }) => all > approved) ?? items[0];
  if (!first) throw new Response(null, { status: 404 });
  return redirect(`/work/archive/${first.entity}`);
}
