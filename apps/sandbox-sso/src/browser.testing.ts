import { createHash, randomBytes } from 'node:crypto';

export type Page = { status: number; url: string; text: string; location: string | null; headers: Headers };

/** As much of a browser as a sign-in needs: cookies by path, redirects followed within one origin, forms. */
export function openBrowser(origin: string) {
  const jar = new Map<string, { value: string; path: string }>();

  function keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      const path = attributes.find((part) => part.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
      if (value === '' || attributes.some((part) => part.includes('1970'))) jar.delete(`${name}@${path}`);
      else jar.set(`${name}@${path}`, { value, path });
    }
  }

  function cookiesFor(url: URL): string {
    return [...jar.entries()]
      .filter(([, cookie]) => url.pathname.startsWith(cookie.path))
      .map(([key, cookie]) => `${key.slice(0, key.lastIndexOf('@'))}=${cookie.value}`)
      .join('; ');
  }

  async function send(address: string, body?: Record<string, string>): Promise<Page> {
    const url = new URL(address, origin);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: cookiesFor(url), accept: 'text/html' },
      ...(body && { method: 'POST', body: new URLSearchParams(body) }),
    });
    keep(response);
    const location = response.headers.get('location');
    const next = location === null ? null : new URL(location, url);
    if (next && next.origin === origin) return send(next.href);
    const { status, headers } = response;
    return { status, url: url.href, text: await response.text(), location: next?.href ?? null, headers };
  }

  return {
    get: (address: string) => send(address),
    post: (address: string, body: Record<string, string>) => send(address, body),
    forgetCookies: () => jar.clear(),
  };
}

export type Browser = ReturnType<typeof openBrowser>;

/** A verifier with its S256 challenge, as a client makes them. */
export function makePkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}
