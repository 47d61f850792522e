import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isIdNumber, isUscc } from '@zhicheng/profiles';
import { sandboxAccounts, SANDBOX_PASSWORD } from './accounts.ts';
import { makePkce, openBrowser } from './browser.testing.ts';
import { startSandboxSso, type SandboxSso } from './start.ts';
import { AFTER_LOGOUT, authorizationUrl, CALLBACK, codeIn } from './visitor.testing.ts';

let dataDir: string;
let sandbox: SandboxSso;

const start = (more: { accountsFile?: string; client?: { id: string; secret?: string } } = {}) =>
  startSandboxSso({ port: 0, redirectUris: [CALLBACK], postLogoutUris: [AFTER_LOGOUT], dataDir, ...more });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sandbox-sso-'));
  sandbox = await start();
});
afterAll(async () => {
  await sandbox.close();
  await rm(dataDir, { recursive: true });
});

describe('accounts and keys', () => {
  it('built-in accounts: twenty persons and eight units, all numbers valid and distinct, the same every time', () => {
    const accounts = sandboxAccounts();
    const persons = accounts.flatMap((one) => (one.kind === 'person' ? [one] : []));
    const units = accounts.flatMap((one) => (one.kind === 'unit' ? [one] : []));
    expect([persons.length, units.length]).toEqual([20, 8]);
    expect(persons.map((one) => one.name).filter((_, index) => [0, 9, 10, 18, 19].includes(index))).toEqual([
      '示例一',
      '示例十',
      '示例十一',
      '示例十九',
      '示例二十',
    ]);
    expect(persons.every((one) => isIdNumber(one.idNumber, '2026-01-01'))).toBe(true);
    expect(new Set(persons.map((one) => one.idNumber)).size).toBe(20);
    expect(units.every((one) => isUscc(one.uscc))).toBe(true);
    expect(new Set(units.map((one) => one.uscc)).size).toBe(8);
    expect(sandboxAccounts()).toEqual(accounts);
  });

  it('reads an accounts file that is written later, and asks a signed-in person again who is gone from it', async () => {
    const accountsFile = join(dataDir, 'accounts.json');
    const own = await start({ accountsFile });
    const other = openBrowser(own.issuer);
    const ask = () =>
      other.get(authorizationUrl(makePkce().challenge, { client_id: own.clientId, login_hint: 'person' }));
    const before = await ask();
    expect(before.text).toContain('person20');
    const [first] = sandboxAccounts();
    await writeFile(accountsFile, JSON.stringify([{ ...first, account: 'own01', note: '中学语文教师' }]));
    const after = await other.get(before.url);
    expect(after.text).toContain('中学语文教师');
    expect(after.text).not.toContain('person20');
    const done = await other.post(before.url, { kind: 'person', account: 'own01', password: SANDBOX_PASSWORD });
    expect(codeIn(done.location)).not.toBe('');
    await writeFile(accountsFile, JSON.stringify([]));
    expect((await ask()).text).toContain('name="password"');
    await own.close();
  });

  it('will not start on a broken accounts file or a taken port', async () => {
    const accountsFile = join(dataDir, 'broken.json');
    await writeFile(accountsFile, JSON.stringify([{ kind: 'person', account: 'half' }]));
    await expect(start({ accountsFile })).rejects.toThrow('entry 0 is incomplete');
    const taken = { port: sandbox.port, redirectUris: [CALLBACK], postLogoutUris: [], dataDir };
    await expect(startSandboxSso(taken)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(startSandboxSso({ ...taken, redirectUris: [] })).rejects.toThrow('redirect URI');
  });

  it('keeps its keys over restarts, readable by the owner only', async () => {
    const keysOf = async (issuer: string) => (await fetch(`${issuer}/jwks`)).json();
    const second = await start();
    expect(await keysOf(second.issuer)).toEqual(await keysOf(sandbox.issuer));
    await second.close();
    expect((await stat(join(dataDir, 'keys.json'))).mode & 0o077).toBe(0);
  });

  it('a client with a secret must show it', async () => {
    const client = { id: 'with-secret', secret: 'a-secret-of-the-test' };
    const own = await start({ client });
    const body = new URLSearchParams({ grant_type: 'authorization_code', code: 'x', redirect_uri: CALLBACK });
    const send = (secret: string) => {
      const authorization = `Basic ${Buffer.from(`${client.id}:${secret}`).toString('base64')}`;
      return fetch(`${own.issuer}/token`, { method: 'POST', body, headers: { authorization } });
    };
    expect(await (await send('wrong')).json()).toMatchObject({ error: 'invalid_client' });
    expect(await (await send(client.secret)).json()).toMatchObject({ error: 'invalid_grant' });
    await own.close();
  });

  it('answers for its health and describes itself', async () => {
    expect(await (await fetch(`${sandbox.issuer}/healthz`)).json()).toEqual({ status: 'ok' });
    const response = await fetch(`${sandbox.issuer}/.well-known/openid-configuration`);
    const described = (await response.json()) as Record<string, unknown>;
    expect(described).toMatchObject({ issuer: sandbox.issuer, code_challenge_methods_supported: ['S256'] });
    expect(described.end_session_endpoint).toBe(`${sandbox.issuer}/session/end`);
  });
});
