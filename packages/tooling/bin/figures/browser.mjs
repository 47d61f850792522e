/**
 * As much of a browser as signing in and reading pages needs: cookies per port and path, redirects, forms.
 * `send` ends when the last byte is there.
 */
export function openBrowser() {
  const jar = new Map();

  function keep(url, response) {
    for (const line of response.headers.getSetCookie()) {
      const [pair, ...attributes] = line.split(';').map((part) => part.trim());
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      const path = attributes.find((part) => /^path=/i.test(part))?.slice(5) ?? '/';
      const key = `${url.port} ${name} ${path}`;
      if (value === '' || attributes.some((part) => /^max-age=0$/i.test(part))) jar.delete(key);
      else jar.set(key, { port: url.port, path, pair });
    }
  }

  const cookiesFor = (url) =>
    [...jar.values()]
      .filter(({ port, path }) => port === url.port && url.pathname.startsWith(path))
      .map(({ pair }) => pair)
      .join('; ');

  async function send(address, form) {
    const url = new URL(address);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: cookiesFor(url), accept: 'text/html', origin: url.origin },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    const body = Buffer.from(await response.arrayBuffer());
    keep(url, response);
    const location = response.headers.get('location');
    return { status: response.status, url, body, next: location && new URL(location, url).href };
  }

  /** The same, on to where redirects lead. */
  async function follow(address, form) {
    let page = await send(address, form);
    for (let hops = 0; page.next && hops < 10; hops += 1) page = await send(page.next);
    return page;
  }

  return { send, follow };
}

/** Through 个人登录 or 单位登录: the pages of the sandbox sign-on and back. */
async function throughSandbox(site, kind, account, password) {
  const browser = openBrowser();
  const login = await browser.follow(`${site}/auth/start?kind=${kind}`, {});
  const page = await browser.follow(login.url.href, { kind, account, password });
  return signedIn(browser, site, account, page);
}

/** Through 内置单位登录. */
async function throughBuiltinDoor(site, account, password) {
  const browser = openBrowser();
  return signedIn(browser, site, account, await browser.follow(`${site}/auth/builtin`, { account, password }));
}

function signedIn(browser, site, account, page) {
  if (page.status !== 200 || page.url.origin !== site || page.url.pathname === '/login') {
    throw new Error(`${account} could not sign in: ${page.status} at ${page.url.href}`);
  }
  return { browser, home: page.url.href };
}

/** Signs in by the door that is meant for this account. */
export const signIn = (site, { door, account, password }) =>
  door === 'builtin' ? throughBuiltinDoor(site, account, password) : throughSandbox(site, door, account, password);
