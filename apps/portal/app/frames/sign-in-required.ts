import { redirect } from '@remix-run/server-runtime';
import type { AppLoadContext } from '@remix-run/server-runtime';
import type { Role } from '@zhicheng/workflow';
import type { Assignment, FrameData } from '../context.ts';

/** A frame with somebody in it: what loaders of signed-in pages work with. */
export type SignedIn = FrameData & { readonly person: { readonly name: string }; readonly active: Assignment };

type Asked = { request: Request; context: AppLoadContext };

const here = (request: Request): string => {
  const { pathname, search } = new URL(request.url);
  return encodeURIComponent(pathname.replace(/\.data$/, '') + search);
};

/** The page without which no other is shown. */
function firstOf({ mustChangePassword, mustRegister }: FrameData): string | null {
  if (mustChangePassword) return '/password';
  if (mustRegister === null) return null;
  return mustRegister === 'person' ? '/register' : '/unit/register';
}

/**
 * For layouts of signed-in pages. Redirects to the login page and back afterwards; with the wrong capacity the 403 page
 * says which one is active. It decides what is shown, never what is allowed: that is the core's.
 * @param roles capacities the pages are made for
 */
export async function requireSignedIn({ request, context }: Asked, roles: readonly Role[]): Promise<SignedIn> {
  const frame = await context.frame();
  const { person, active } = frame;
  if (!person || !active) throw redirect(`/login?refused=expired&to=${here(request)}`);
  const first = firstOf(frame);
  if (first && new URL(request.url).pathname.replace(/\.data$/, '') !== first) throw redirect(first);
  if (!roles.includes(active.role)) {
    const message = `现在的身份是${active.capacityLabel}，这一页属于别的身份。`;
    throw Response.json({ message, requestId: context.requestId }, { status: 403 });
  }
  return { ...frame, person, active };
}
