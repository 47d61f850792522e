import { SANDBOX_PASSWORD } from './accounts.ts';
import { makePkce, openBrowser } from './browser.testing.ts';
import type { SandboxSso } from './start.ts';

export const CALLBACK = 'http://localhost:45999/sign-in/return';
export const AFTER_LOGOUT = 'http://localhost:45999/';

/** The code in the address a sign-in came back to; '' when there is none. */
export const codeIn = (location: string | null) => new URL(location ?? 'none:').searchParams.get('code') ?? '';

/** Where a platform sends a browser to sign in; '' in `more` leaves a parameter out. */
export function authorizationUrl(challenge: string, more: Record<string, string> = {}): string {
  const asked = {
    client_id: 'zhicheng-portal',
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'openid profile',
    state: 'some-state',
    nonce: 'some-nonce',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...more,
  };
  const kept = Object.entries(asked).filter(([, value]) => value !== '');
  return `/auth?${new URLSearchParams(kept)}`;
}

/** A platform and a fresh browser at a running service. */
export function visit(sandbox: SandboxSso) {
  const browser = openBrowser(sandbox.issuer);

  async function signIn(account: string, kind: 'person' | 'unit', more: Record<string, string> = {}) {
    const { verifier, challenge } = makePkce();
    const login = await browser.get(authorizationUrl(challenge, { login_hint: kind, ...more }));
    const done = await browser.post(login.url, { kind, account, password: SANDBOX_PASSWORD });
    return { verifier, done };
  }

  async function exchange(code: string, verifier: string) {
    const body = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: CALLBACK,
      client_id: sandbox.clientId,
      code_verifier: verifier,
    };
    const response = await fetch(`${sandbox.issuer}/token`, { method: 'POST', body: new URLSearchParams(body) });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  }

  async function userinfo(accessToken = '') {
    const response = await fetch(`${sandbox.issuer}/me`, { headers: { authorization: `Bearer ${accessToken}` } });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  }

  return { browser, signIn, exchange, userinfo };
}
