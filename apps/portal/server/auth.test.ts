import { createBuiltinAccount, createOrganisation, createSsoClient } from '@zhicheng/core';
import { coreForTest, type CoreForTest } from '@zhicheng/core/testing';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mountAuth } from './auth.ts';
import type { Web, WebVariables } from './app.ts';

const ORIGIN = 'http://zc.example';
const PASSWORD = 'zhicheng-test';
let test: CoreForTest;
let web: Web;

beforeAll(async () => {
  test = await coreForTest({ series: [] });
  const { core } = test;
  const { id } = await createOrganisation({ core, actor: null, name: '示例区教育局', capacities: ['department'] });
  const assignments = [{ role: 'department', organisationId: id }] as const;
  for (const username of ['bureau', 'guessed', 'hunted'])
    await createBuiltinAccount({ core, actor: null, username, password: PASSWORD, displayName: '示例', assignments });
  web = new Hono<{ Variables: WebVariables }>();
  const sso = createSsoClient({ issuer: 'http://localhost:9', clientId: 'x', redirectUri: `${ORIGIN}/auth/callback` });
  mountAuth(web, { core, sso, origin: ORIGIN, proxies: 0 });
});
afterAll(() => test.drop());

async function signIn(account: string, password: string, { to = '', cookie = '', more = {} } = {}) {
  const answer = await web.request(`${ORIGIN}/auth/builtin?to=${encodeURIComponent(to)}`, {
    method: 'POST',
    body: new URLSearchParams({ account, password }),
    headers: { Cookie: cookie, ...more },
  });
  const set = answer.headers.getSetCookie().find((one) => one.startsWith('zc_session=')) ?? '';
  return { status: answer.status, location: answer.headers.get('Location'), set, cookie: set.split(';')[0] ?? '' };
}
const sessions = async (): Promise<number> => Number((await test.core.db('session').count('* as n').first())?.n);

describe('built-in accounts', () => {
  it('go on to the page that was asked for, of this portal only', async () => {
    expect(await signIn('bureau', PASSWORD, { to: '/work/tasks?tab=all' })).toMatchObject({
      ...{ status: 303, location: '/work/tasks?tab=all' },
    });
    for (const to of [
      'https://evil.example',
      '//evil.example',
      '/\t/evil.example',
      '/\n/evil.example',
      '/\\evil.example',
    ])
      expect((await signIn('bureau', PASSWORD, { to })).location, to).toBe('/work');
  });

  it('keep the token from scripts and from other sites', async () => {
    const { set } = await signIn('bureau', PASSWORD);
    expect(set).toMatch(/; HttpOnly/);
    expect(set).toMatch(/; SameSite=Lax/);
  });

  it('leave no former login of this browser behind', async () => {
    const { cookie } = await signIn('bureau', PASSWORD);
    const before = await sessions();
    const next = await signIn('bureau', PASSWORD, { cookie });
    expect(next.cookie).not.toBe(cookie);
    expect(await sessions()).toBe(before);
  });

  it('are told when they have to wait', async () => {
    const locations = [];
    for (let i = 0; i < 6; i++) locations.push((await signIn('guessed', 'wrong-password')).location);
    expect(locations.at(0)).toBe('/login?refused=password&account=guessed');
    expect(locations.at(-1)).toBe('/login?refused=limited&account=guessed');
  });

  it('are no easier to guess for who pretends to come from everywhere', async () => {
    const locations = [];
    for (let i = 0; i < 7; i++) {
      const more = {
        'X-Forwarded-For': `203.0.113.${i}`,
        'X-Real-IP': `198.51.100.${i}`,
        Forwarded: `for=192.0.2.${i}`,
      };
      locations.push((await signIn('hunted', 'wrong-password', { more })).location);
    }
    expect(locations.at(-1)).toBe('/login?refused=limited&account=hunted');
    // Nor does the right password help while the limit holds, or guessing would go on behind it.
    expect((await signIn('hunted', PASSWORD)).location).toBe('/login?refused=limited&account=hunted');
  });

  it('never take over a token that somebody planted in the browser', async () => {
    const { cookie } = await signIn('bureau', PASSWORD, { cookie: 'zc_session=planted-by-somebody-else' });
    expect(cookie).toMatch(/^zc_session=.{30,}/);
    expect(cookie).not.toContain('planted');
  });

  it.each(['\u0000', '示例', 'x'.repeat(6000), Array.from({ length: 3000 }, (_, i) => i).join('-')])(
    'of an impossible name are unknown like any other',
    async (name) => expect((await signIn(name, 'x')).location).toMatch(/^\/login\?refused=password&account=/),
  );
});
