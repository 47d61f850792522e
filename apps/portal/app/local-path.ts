/** Paths are read against it; nobody is called so. */
const NOWHERE = 'https://portal.invalid';

/**
 * A path of this portal out of an address, a form or a header, as a browser will read it; undefined for anything that
 * leads elsewhere, or that a browser might read otherwise than we do.
 */
export function localPath(asked: unknown): string | undefined {
  if (typeof asked !== 'string' || !/^\/[^\p{Cc}\\]*$/u.test(asked) || !URL.canParse(asked, NOWHERE)) return undefined;
  const { origin, pathname, search, hash } = new URL(asked, NOWHERE);
  return origin === NOWHERE && !pathname.startsWith('//') ? pathname + search + hash : undefined;
}
