const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Parts of an address that make another view of a page: which of its lists, which step of the form. */
const VIEWS = ['tab', 'step', 'kind', 'state', 'phase'];
/** Not pages: files, documents, what is for scripts. */
const NO_PAGE = /^\/(files|assets|api|clock|auth|display)\b|\.\w+$/;
/** The same for everybody. */
const FOR_ALL = /^\/(help|privacy|accessibility|login)\b|^\/$/;
/** The way back to a list that a form or a record carries along. */
const CARRIED = /^\/library\/:entity\/./;

/** Addresses that are the same page for different records have one pattern. */
function patternOf(url) {
  const path = url.pathname.replace(ID, ':id').replace(/^(\/library|\/work\/archive)\/[a-z][a-z-]*/, '$1/:entity');
  if (CARRIED.test(path)) return path;
  const views = VIEWS.flatMap((name) => (url.searchParams.has(name) ? [`${name}=${url.searchParams.get(name)}`] : []));
  return views.length > 0 ? `${path}?${views.join('&')}` : path;
}

function linksOf({ url, body }) {
  const hrefs = body.toString('utf8').matchAll(/<a\b[^>]*\bhref="([^"]+)"/g);
  return [...hrefs]
    .map(([, href]) => new URL(href.replaceAll('&amp;', '&'), url))
    .filter((found) => found.origin === url.origin && !NO_PAGE.test(found.pathname))
    .map((found) => {
      found.hash = '';
      return found;
    });
}

/**
 * Every page that links lead to from a page, at most `samples` of each pattern; for somebody who is signed in without
 * those that are the same for everybody.
 * @returns pattern and address of each page that answers 200
 */
export async function crawl(browser, home, { samples = 1, signedIn = true } = {}) {
  const seen = new Map();
  const waiting = [new URL(home)];
  const pages = [];
  while (waiting.length > 0) {
    const url = waiting.shift();
    const pattern = patternOf(url);
    if (signedIn && FOR_ALL.test(url.pathname)) continue;
    const addresses = seen.get(pattern) ?? new Set();
    if (addresses.has(url.href) || addresses.size >= samples) continue;
    seen.set(pattern, addresses.add(url.href));
    const page = await browser.follow(url.href);
    if (page.status !== 200) {
      if (page.status >= 500) throw new Error(`${url.href} answered ${page.status}`);
      continue;
    }
    if (page.url.href === url.href) pages.push({ pattern, address: url.href });
    waiting.push(...linksOf(page));
  }
  return pages;
}

/** The address a click on a link asks for: the data of the page alone. */
export function dataAddress(address) {
  const url = new URL(address);
  url.pathname = url.pathname === '/' ? '/_root.data' : `${url.pathname.replace(/\/$/, '')}.data`;
  return url.href;
}
