import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isIdNumber, isUscc } from '@zhicheng/profiles';
import { sandboxAccounts } from './accounts.ts';
import { makePkce } from './browser.testing.ts';
import { startSandboxSso, type SandboxSso } from './start.ts';
import { AFTER_LOGOUT, authorizationUrl, CALLBACK, codeIn, visit } from './visitor.testing.ts';

let dataDir: string;
let sandbox: SandboxSso;
let visitor: ReturnType<typeof visit>;

const start = () => startSandboxSso({ port: 0, redirectUris: [CALLBACK], postLogoutUris: [AFTER_LOGOUT], dataDir });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sandbox-sso-'));
  sandbox = await start();
});
beforeEach(() => {
  visitor = visit(sandbox);
});
afterAll(async () => {
  await sandbox.close();
  await rm(dataDir, { recursive: true });
});

describe('registration', () => {
  const form = { kind: 'person', name: '示例三十', gender: 'male', birthDate: '1990-02-28', password: 'long-enough' };

  it('[AH-01.12] a registered person signs in with the new account', async () => {
    const { verifier, challenge } = makePkce();
    const login = await visitor.browser.get(authorizationUrl(challenge, { login_hint: 'person' }));
    const link = /href="(\/register[^"]+)"/.exec(login.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const uid = new URL(login.url).pathname.split('/').at(-1) ?? '';
    expect(link).toBe(`/register?kind=person&from=${uid}`);
    expect((await visitor.browser.get(link)).text).toContain('个人用户注册');
    const made = await visitor.browser.post('/register', { ...form, account: 'new-person', from: uid });
    expect(made.text).toContain('注册成功');
    expect(made.text).toContain(`/interaction/${uid}?kind=person`);
    const done = await visitor.browser.post(login.url, {
      kind: 'person',
      account: 'new-person',
      password: 'long-enough',
    });
    const token = await visitor.exchange(codeIn(done.location), verifier);
    const { body } = await visitor.userinfo(token.body.access_token);
    expect(body).toMatchObject({ name: '示例三十', gender: 'male', birth_date: '1990-02-28', kind: 'person' });
    expect(isIdNumber(body.id_number ?? '')).toBe(true);
    expect(body.id_number?.startsWith('999999')).toBe(true);
  });

  it('[AH-29.02] a registered unit signs in; its code and the password survive a restart', async () => {
    const unit = { kind: 'unit', name: '示例市第三中学', legalRepresentative: '示例法人九', password: 'long-enough' };
    expect((await visitor.browser.post('/register', { ...unit, account: 'new-unit' })).text).toContain('注册成功');
    await sandbox.close();
    sandbox = await start();
    visitor = visit(sandbox);
    const { verifier, challenge } = makePkce();
    const login = await visitor.browser.get(authorizationUrl(challenge, { login_hint: 'unit' }));
    const done = await visitor.browser.post(login.url, { kind: 'unit', account: 'new-unit', password: 'long-enough' });
    const token = await visitor.exchange(codeIn(done.location), verifier);
    const { body } = await visitor.userinfo(token.body.access_token);
    expect(body).toMatchObject({ name: '示例市第三中学', legal_representative: '示例法人九' });
    expect(isUscc(body.uscc ?? '')).toBe(true);
  });

  it('refuses an incomplete form at the fields and keeps what was typed, the password excepted', async () => {
    const wrong = { ...form, account: 'a b', birthDate: '1990-02-30', gender: '', password: 'short' };
    const page = await visitor.browser.post('/register', wrong);
    expect(page.status).toBe(422);
    expect(page.text).toContain('有 4 处需要修改');
    expect(page.text).toContain('请选择性别');
    expect(page.text).toContain('请输入出生日期');
    expect(page.text).toMatch(/name="name"[^>]*value="示例三十"/);
    expect(page.text).not.toContain('"short"');
    const future = await visitor.browser.post('/register', { ...form, account: 'future', birthDate: '2999-01-01' });
    expect(future.text).toContain('不能晚于今天');
    const unit = await visitor.browser.post('/register', {
      kind: 'unit',
      account: 'unit-new',
      password: 'long-enough',
    });
    expect(unit.text).toContain('请输入单位名称');
    expect(unit.text).toContain('请输入法定代表人姓名');
  });

  it('refuses a login name that exists, also for two at the same moment', async () => {
    const taken = await visitor.browser.post('/register', { ...form, account: 'person01' });
    expect(taken.text).toContain('这个账号已有人使用');
    const both = await Promise.all([1, 2].map(() => visitor.browser.post('/register', { ...form, account: 'twice' })));
    expect(both.map((page) => page.status).toSorted()).toEqual([200, 422]);
  });

  it('gives numbers that nobody has and keeps no password in plain', async () => {
    const accounts = Array.from({ length: 5 }, (_, index) => `many-${index}`);
    await Promise.all(accounts.map((account) => visitor.browser.post('/register', { ...form, account })));
    const text = await readFile(join(dataDir, 'registered-accounts.json'), 'utf8');
    expect(text).not.toContain('long-enough');
    const numbers = [...text.matchAll(/"idNumber": "([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.length).toBeGreaterThanOrEqual(7);
    const own = [...text.matchAll(/"mobile": "([^"]+)"/g)].map((match) => match[1]);
    const builtIn = sandboxAccounts().flatMap((one) => (one.kind === 'person' ? [one.mobile] : []));
    expect(new Set([...own, ...builtIn]).size).toBe(own.length + builtIn.length);
  });

  it('[AH-01.13] [AH-29.04] 忘记密码 names 12345', async () => {
    const page = await visitor.browser.get('/forgot?kind=unit&from=<bad>');
    expect(page.text).toContain('12345');
    expect(page.text).not.toContain('bad');
  });
});
