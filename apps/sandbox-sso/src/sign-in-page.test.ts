import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anhui } from '@zhicheng/profiles';
import { SANDBOX_PASSWORD } from './accounts.ts';
import { makePkce } from './browser.testing.ts';
import { startSandboxSso, type SandboxSso } from './start.ts';
import { AFTER_LOGOUT, authorizationUrl, CALLBACK, visit } from './visitor.testing.ts';

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

describe('sign-in page', () => {
  const open = (kind: string) => visitor.browser.get(authorizationUrl(makePkce().challenge, { login_hint: kind }));

  it('[AH-01.10] heading, both boxes, the asked one chosen, and says that it is a sandbox', async () => {
    const person = await open('person');
    expect(person.text).toContain('统一认证中心');
    expect(person.text).toContain('沙箱');
    expect(person.text).toContain(`这里不是真实的${anhui.sso.siteName}`);
    expect(person.text).toMatch(/aria-current="page"[^>]*>个人用户</);
    visitor.browser.forgetCookies();
    const unit = await open('unit');
    expect(unit.text).toMatch(/aria-current="page"[^>]*>法人用户</);
    expect(unit.text).toContain('电子营业执照');
    expect(person.text).not.toContain('电子营业执照');
    expect(person.text).toContain('支付宝扫码授权');
  });

  it('takes acr_values as well and falls back to 个人用户', async () => {
    const unit = await visitor.browser.get(authorizationUrl(makePkce().challenge, { acr_values: 'unit' }));
    expect(unit.text).toMatch(/aria-current="page"[^>]*>法人用户</);
    visitor.browser.forgetCookies();
    expect((await open('somebody@example')).text).toMatch(/aria-current="page"[^>]*>个人用户</);
  });

  it('lists the demo accounts and fills in the one picked', async () => {
    const page = await open('person');
    expect(page.text.match(/account=person\d\d"/g)).toHaveLength(20);
    const picked = await visitor.browser.get(`${page.url}?kind=person&account=person07`);
    expect(picked.text).toMatch(/name="account"\s+value="person07"/);
    expect(picked.text).toContain(`value="${SANDBOX_PASSWORD}"`);
    const other = await visitor.browser.get(`${page.url}?kind=unit&account=person07`);
    expect(other.text).not.toContain(`value="${SANDBOX_PASSWORD}"`);
  });

  it('[AH-01.13] a wrong password keeps the account, shows the way out and no code', async () => {
    const page = await open('person');
    const refused = await visitor.browser.post(page.url, {
      kind: 'person',
      account: 'person01',
      password: 'wrong-one',
    });
    expect([refused.status, refused.location]).toEqual([422, null]);
    expect(refused.text).toContain('账号或密码不正确');
    expect(refused.text).toContain('12345');
    expect(refused.text).toMatch(/name="account"\s+value="person01"/);
    expect(refused.text).not.toContain('wrong-one');
    const unknown = await visitor.browser.post(page.url, {
      kind: 'person',
      account: 'nobody',
      password: SANDBOX_PASSWORD,
    });
    expect(unknown.text).toContain('账号或密码不正确');
  });

  it('[AH-01.10] an account of the other box is refused in words', async () => {
    const page = await open('person');
    const refused = await visitor.browser.post(page.url, {
      kind: 'person',
      account: 'unit01',
      password: SANDBOX_PASSWORD,
    });
    expect([refused.status, refused.location]).toEqual([422, null]);
    expect(refused.text).toContain('这是法人用户的账号');
  });

  it('escapes what was typed', async () => {
    const page = await open('person');
    const typed = '"><script>alert(1)</script>';
    const refused = await visitor.browser.post(page.url, { kind: 'person', account: typed, password: 'x' });
    expect(refused.text).not.toContain('<script>alert');
    expect(refused.text).toContain('&lt;script&gt;');
  });

  it('sends every page with a policy that allows no foreign script and no framing', async () => {
    const page = await open('person');
    for (const shown of [
      page,
      await visitor.browser.get('/register'),
      await visitor.browser.get('/forgot'),
      await visitor.browser.get('/'),
    ]) {
      const policy = shown.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("form-action 'self' http://localhost:45999");
      expect(policy).not.toContain('unsafe');
      expect(shown.text).not.toMatch(/(src|href)="(https?:)?\/\/(?!localhost:45999)/);
    }
  });

  it('an expired or foreign sign-in leads back to the platform', async () => {
    const page = await open('person');
    visitor.browser.forgetCookies();
    const late = await visitor.browser.post(page.url, {
      kind: 'person',
      account: 'person01',
      password: SANDBOX_PASSWORD,
    });
    expect([late.status, late.location]).toEqual([400, null]);
    expect(late.text).toContain('登录已超时');
    expect(late.text).toContain('href="http://localhost:45999"');
  });

  it('refuses a body that is no form or too large', async () => {
    const json = await fetch(`${sandbox.issuer}/register`, { method: 'POST', body: '{}' });
    expect(json.status).toBe(415);
    const large = await visitor.browser.post('/register', { kind: 'person', name: '一'.repeat(20_000) });
    expect(large.status).toBe(413);
  });
});
