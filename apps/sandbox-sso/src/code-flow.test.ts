import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isUscc } from '@zhicheng/profiles';
import { sandboxAccounts } from './accounts.ts';
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

const payloadOf = (token = '') =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

describe('code flow with PKCE', () => {
  it('[AH-01.10..11] signs a person in and hands the claims to the platform', async () => {
    const { verifier, done } = await visitor.signIn('person01', 'person');
    expect(done.location).toMatch(new RegExp(`^${CALLBACK}\\?code=[^&]+&state=some-state&iss=`));
    const token = await visitor.exchange(codeIn(done.location), verifier);
    expect(token.status).toBe(200);
    const { status, body } = await visitor.userinfo(token.body.access_token);
    expect(status).toBe(200);
    const person = sandboxAccounts().find((one) => one.account === 'person01');
    expect(person?.kind).toBe('person');
    expect(body).toEqual({
      sub: 'sandbox-person-01',
      kind: 'person',
      name: '示例一',
      id_type: '111',
      id_number: person?.kind === 'person' ? person.idNumber : '',
      mobile: '10000000001',
      gender: 'female',
      birth_date: '1970-01-01',
    });
  });

  it('[AH-29.01] signs a unit in and hands the claims to the platform', async () => {
    const { verifier, done } = await visitor.signIn('unit01', 'unit');
    const token = await visitor.exchange(codeIn(done.location), verifier);
    const { body } = await visitor.userinfo(token.body.access_token);
    expect(Object.keys(body).toSorted()).toEqual(['kind', 'legal_representative', 'name', 'sub', 'uscc']);
    expect(body).toMatchObject({ kind: 'unit', name: '示例市第一中学', sub: 'sandbox-unit-01' });
    expect(isUscc(body.uscc ?? '')).toBe(true);
  });

  it('keeps ID numbers out of the ID token, which names issuer, audience and nonce', async () => {
    const { verifier, done } = await visitor.signIn('person02', 'person');
    const { body } = await visitor.exchange(codeIn(done.location), verifier);
    expect(payloadOf(body.id_token)).toMatchObject({
      iss: sandbox.issuer,
      aud: sandbox.clientId,
      sub: 'sandbox-person-02',
      kind: 'person',
      nonce: 'some-nonce',
    });
    expect(Object.keys(payloadOf(body.id_token))).not.toEqual(expect.arrayContaining(['id_number']));
    expect(Object.keys(payloadOf(body.id_token))).not.toEqual(expect.arrayContaining(['name']));
  });

  it('refuses a sign-in without PKCE and with the plain method', async () => {
    const without = await visitor.browser.get(authorizationUrl('', { code_challenge_method: '' }));
    expect(new URL(without.location ?? 'none:').searchParams.get('error')).toBe('invalid_request');
    const plain = await visitor.browser.get(authorizationUrl(makePkce().challenge, { code_challenge_method: 'plain' }));
    expect(new URL(plain.location ?? 'none:').searchParams.get('error')).toBe('invalid_request');
  });

  it('refuses a wrong verifier and a code used twice', async () => {
    const first = await visitor.signIn('person03', 'person');
    const wrong = await visitor.exchange(codeIn(first.done.location), makePkce().verifier);
    expect([wrong.status, wrong.body.error]).toEqual([400, 'invalid_grant']);
    const again = await visitor.browser.get(authorizationUrl(makePkce().challenge));
    expect(codeIn(again.location)).not.toBe('');
    const pair = makePkce();
    const code = codeIn((await visitor.browser.get(authorizationUrl(pair.challenge))).location);
    expect((await visitor.exchange(code, pair.verifier)).status).toBe(200);
    expect((await visitor.exchange(code, pair.verifier)).body.error).toBe('invalid_grant');
  });

  it('refuses an unknown client and an unregistered redirect with a page of its own', async () => {
    const wrong: Record<string, string>[] = [
      { client_id: 'stranger' },
      { redirect_uri: 'http://localhost:45998/elsewhere' },
    ];
    for (const more of wrong) {
      const page = await visitor.browser.get(authorizationUrl(makePkce().challenge, more));
      expect([page.status, page.location]).toEqual([400, null]);
      expect(page.text).toContain('无法登录');
    }
  });

  it('refuses userinfo without a token', async () => {
    expect((await visitor.userinfo()).status).toBe(400);
    expect((await visitor.userinfo('wrong')).status).toBe(401);
  });
});
