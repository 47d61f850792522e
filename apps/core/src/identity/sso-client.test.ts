import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { refusal } from '../organisations/test-world.ts';
import { createSsoClient, localPath, type SsoClient } from './sso-client.ts';
import { REDIRECT_URI, testProvider, type TestProvider } from './test-provider.ts';

let provider: TestProvider;
let client: SsoClient;
const clientOf = () =>
  createSsoClient({ issuer: provider.issuer, clientId: provider.clientId, redirectUri: REDIRECT_URI });
beforeAll(async () => {
  // Refused answers are logged for operators.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  provider = await testProvider();
  client = clientOf();
});
afterAll(() => provider.close());

const PERSON = { sub: 'person-1', kind: 'person', name: '示例一' };
const issuesOf = async (attempt: Promise<unknown>) => (await refusal(attempt)).issues.map(({ code }) => code);

describe('the way to the sign-on service and back', () => {
  it('[AH-01.05] [AH-01.06] asks for the kind of account, with PKCE, state and nonce', async () => {
    const { url, attempt } = await client.start({ kind: 'unit', returnTo: '/work' });
    const asked = Object.fromEntries(new URL(url).searchParams);
    expect(asked).toMatchObject({
      ...{ response_type: 'code', scope: 'openid profile', login_hint: 'unit', prompt: 'login' },
      ...{ redirect_uri: REDIRECT_URI, code_challenge_method: 'S256', state: attempt.state, nonce: attempt.nonce },
    });
    expect(url).not.toContain(attempt.codeVerifier);
  });

  it('[AH-01.11] brings back the verified claims and the page one wanted', async () => {
    const { url, attempt } = await client.start({ kind: 'person', returnTo: '/library' });
    const { claims, returnTo } = await client.finish(provider.signIn(url, PERSON), attempt);
    expect(claims).toEqual(PERSON);
    expect(returnTo).toBe('/library');
  });

  it('works behind a proxy that calls the portal by another name', async () => {
    const { url, attempt } = await client.start({ kind: 'person' });
    const inside = new URL(provider.signIn(url, PERSON).search, 'http://10.0.0.7:8080/auth/callback');
    expect((await client.finish(inside, attempt)).claims.sub).toBe('person-1');
  });

  it('refuses an answer to another attempt, a wrong nonce, a code used elsewhere, and no answer at all', async () => {
    const [mine, other] = [await client.start({ kind: 'person' }), await client.start({ kind: 'person' })];
    expect(await issuesOf(client.finish(provider.signIn(mine.url, PERSON), other.attempt))).toEqual(['ssoAnswer']);
    const replayed = provider.signIn(mine.url, PERSON, { nonce: 'another' });
    expect(await issuesOf(client.finish(replayed, mine.attempt))).toEqual(['ssoAnswer']);
    const stolen = provider.signIn(other.url, PERSON);
    stolen.searchParams.set('state', mine.attempt.state);
    expect(await issuesOf(client.finish(stolen, mine.attempt))).toEqual(['ssoAnswer']);
    const cancelled = new URL(`${REDIRECT_URI}?error=access_denied&state=${mine.attempt.state}`);
    expect(await issuesOf(client.finish(cancelled, mine.attempt))).toEqual(['ssoAnswer']);
  });

  it("refuses user data of another subject than the token's", async () => {
    const { url, attempt } = await client.start({ kind: 'person' });
    const claims = { ...PERSON, toJSON: undefined };
    const back = provider.signIn(url, claims);
    let asked = 0;
    Object.defineProperty(claims, 'sub', { enumerable: true, get: () => (asked++ === 0 ? 'person-1' : 'person-2') });
    expect(await issuesOf(client.finish(back, attempt))).toEqual(['ssoAnswer']);
  });

  it("refuses a unit's account at the entrance for persons, in words", async () => {
    const { url, attempt } = await client.start({ kind: 'person' });
    const body = await refusal(client.finish(provider.signIn(url, { ...PERSON, kind: 'unit' }), attempt));
    expect(body).toMatchObject({ code: 'REFUSED', message: '这是法人账号，请从“单位登录”进入。' });
  });

  it('says so when the service is down, and finds it once it is up', async () => {
    const early = clientOf();
    provider.down = true;
    expect(await issuesOf(early.start({ kind: 'person' }))).toEqual(['ssoUnreachable']);
    provider.down = false;
    await expect(early.start({ kind: 'person' })).resolves.toHaveProperty('url');
  });

  it('leads nowhere but into the portal', () => {
    const paths = ['//evil.example', 'https://evil.example', '/\\evil.example', '/a b', undefined, ''];
    expect(paths.map(localPath)).toEqual(paths.map(() => '/home'));
    expect(localPath('/declarations/1/fill?step=submit#x')).toBe('/declarations/1/fill?step=submit#x');
  });

  it('does not speak plain http to another host', () => {
    const remote = { issuer: 'http://sso.example', clientId: 'x', redirectUri: REDIRECT_URI };
    expect(() => createSsoClient(remote)).toThrow('https');
  });
});
