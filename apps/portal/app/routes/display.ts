import { redirect, type ActionFunctionArgs } from '@remix-run/server-runtime';
import { formOf } from '../change.ts';
import { largeTextCookie } from '../display.ts';
import { localPath } from '../local-path.ts';

const backTo = (request: Request): string => {
  const referer = request.headers.get('Referer');
  const { host } = new URL(request.url);
  if (!referer || !URL.canParse(referer)) return '/';
  const from = new URL(referer);
  return (from.host === host && localPath(from.pathname + from.search)) || '/';
};

export async function action({ request }: ActionFunctionArgs) {
  const form = await formOf(request);
  return redirect(backTo(request), { headers: { 'Set-Cookie': largeTextCookie(form.get('large') === '1') } });
}

export const loader = () => redirect('/');
