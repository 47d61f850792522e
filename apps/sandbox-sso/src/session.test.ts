import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SANDBOX_PASSWORD } from './accounts.ts';
import { makePkce } from './browser.testing.ts';
import { startSandboxSso, type SandboxSso } from './start.ts';
import { AFTER_LOGOUT, authorizationUrl, CALLBACK, codeIn, visit } from './visitor.testing.ts';

let dataDir: string;
let sandbox: SandboxSso;
let visitor: ReturnType<typeof visit>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sandbox-sso-'));
  sandbox = await startSandboxSso({ port: 0, redirectUris: [CALLBACK], postLogoutUris: [AFTER_LOGOUT], dataDir });
});
beforeEach(() => {
  visitor = visit(sandbox);
});
afterAll(async () => {
  await sandbox.close();
  await rm(dataDir, { recursive: true });
});

describe('one session for many sign-ins', () => {
  it('who is signed in is not asked again, unless the platform wants it', async () => {
    await visitor.signIn('person04', 'person');
    const again = await visitor.browser.get(authorizationUrl(makePkce().challenge, { login_hint: 'person' }));
    expect(codeIn(again.location)).not.toBe('');
    const asked = await visitor.browser.get(authorizationUrl(makePkce().challenge, { prompt: 'login' }));
    expect([asked.status, asked.location]).toEqual([200, null]);
    const consent = await visitor.browser.get(authorizationUrl(makePkce().challenge, { prompt: 'consent' }));
    expect(codeIn(consent.location)).not.toBe('');
  });

  it('a person who turns up as a unit is asked, and the unit replaces the person', async () => {
    await visitor.signIn('person05', 'person');
    const { verifier, challenge } = makePkce();
    const login = await visitor.browser.get(authorizationUrl(challenge, { login_hint: 'unit' }));
    expect(login.text).toMatch(/aria-current="page"[^>]*>法人用户</);
    const switching = await visitor.browser.post(login.url, {
      kind: 'unit',
      account: 'unit02',
      password: SANDBOX_PASSWORD,
    });
    const action = /action="([^"]+)"/.exec(switching.text)?.[1] ?? '';
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(switching.text)?.[1] ?? '';
    const done = await visitor.browser.post(action, { xsrf, logout: 'yes' });
    const token = await visitor.exchange(codeIn(done.location), verifier);
    expect((await visitor.userinfo(token.body.access_token)).body.name).toBe('示例市第二中学');
  });

  it('signs out at once with an ID token and comes back to the platform', async () => {
    const { verifier, done } = await visitor.signIn('person06', 'person');
    const { body } = await visitor.exchange(codeIn(done.location), verifier);
    const asked = { id_token_hint: body.id_token ?? '', post_logout_redirect_uri: AFTER_LOGOUT, state: 'back' };
    const page = await visitor.browser.get(`/session/end?${new URLSearchParams(asked)}`);
    expect(page.text).toContain('正在退出登录');
    expect(page.text).toContain('<script>document.forms[0].submit()</script>');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const left = await visitor.browser.post('/session/end/confirm', { xsrf, logout: 'yes' });
    expect(left.location).toBe(`${AFTER_LOGOUT}?state=back`);
    const next = await visitor.browser.get(authorizationUrl(makePkce().challenge));
    expect(next.text).toContain('name="password"');
    expect((await visitor.userinfo(body.access_token)).status).toBe(401);
  });

  it('asks before signing out when nobody proves whose session it is, and goes to no foreign place', async () => {
    await visitor.signIn('person06', 'person');
    const page = await visitor.browser.get('/session/end');
    expect(page.text).toContain('要退出统一认证中心吗？');
    expect(page.text).not.toContain('<script>');
    const asked = { client_id: sandbox.clientId, post_logout_redirect_uri: 'http://localhost:45998/' };
    const foreign = await visitor.browser.get(`/session/end?${new URLSearchParams(asked)}`);
    expect([foreign.status, foreign.location]).toEqual([400, null]);
  });
});
