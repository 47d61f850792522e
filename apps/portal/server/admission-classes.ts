/**
 * What kind of work a request is, and so how soon it may be served and what others it may hold up.
 * - `change`: submissions, decisions, everything that a person has decided to do
 * - `keep`: typed text kept by itself
 * - `read`: pages
 * - `heavy`: searches, documents, lists as files, numbers kept live: what can wait until the rush is over
 * - `upload`, `signOn`, `signIn`: wait for the person's line, for another server, for the hashing of a password; each
 *   has places of its own and takes none from the others
 */
export const REQUEST_CLASSES = ['change', 'keep', 'read', 'heavy', 'upload', 'signOn', 'signIn'] as const;
export type RequestClass = (typeof REQUEST_CLASSES)[number];

/** Never refused: a probe would take a process that is merely busy out of service, the rest costs nothing. */
const ALWAYS = new Set(['/healthz', '/readyz', '/clock', '/__manifest']);
/** Files of the built portal. */
const ASSET = /^\/assets\/|^\/[^/]+\.(js|css|svg|png|ico|txt|webmanifest)$/;
const SIGN_ON = new Set(['/auth/start', '/auth/callback']);
const LATER =
  /^\/live\/|\.(docx|xlsx|pdf|zip)$|\/workbook(\.data)?$|\/download$|^\/documents\/|^\/work\/declarations\/exports/;
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** @returns undefined for what is always served */
export function classOf({ method, url }: { readonly method: string; readonly url: string }): RequestClass | undefined {
  const { pathname, searchParams } = new URL(url, 'http://site');
  if (ALWAYS.has(pathname) || (READING.has(method) && ASSET.test(pathname))) return undefined;
  if (pathname === '/auth/builtin') return 'signIn';
  if (SIGN_ON.has(pathname)) return 'signOn';
  if (pathname.startsWith('/files/parts') || (pathname === '/files' && method === 'POST')) return 'upload';
  if (pathname.startsWith('/api/trpc/drafts.')) return 'keep';
  if (!READING.has(method)) return 'change';
  return LATER.test(pathname) || searchParams.get('q') ? 'heavy' : 'read';
}
