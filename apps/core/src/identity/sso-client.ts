import * as client from 'openid-client';
import { issue, refused } from '../errors.ts';

export type SsoKind = 'person' | 'unit';

/** What the browser keeps between leaving for the sign-on service and coming back; put it into a sealed cookie. */
export interface SsoAttempt {
  readonly kind: SsoKind;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Path within the portal. */
  readonly returnTo: string;
}

/** Verified claims of the service, unread: `signInWithSso` parses them. */
export type SsoClaims = Readonly<Record<string, unknown>> & { readonly kind: SsoKind; readonly sub: string };

export interface SsoClient {
  start(to: { kind: SsoKind; returnTo?: string }): Promise<{ url: string; attempt: SsoAttempt }>;
  /** `callback`: the full address the browser came back to. Throws REFUSED when it is no answer to `attempt`. */
  finish(callback: URL, attempt: SsoAttempt): Promise<{ claims: SsoClaims; returnTo: string }>;
}

const LOCAL_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

const unreachable = () =>
  refused([issue('ssoUnreachable', '统一认证暂时连接不上，没有登录。请稍后再试。', { mendAt: '/login' })]);
const broken = () =>
  refused([issue('ssoAnswer', '这次登录没有完成或已经超时。请从登录页重新开始。', { mendAt: '/login' })]);

/** Only a path of this portal: an address elsewhere would make the sign-in a springboard. */
export const localPath = (path: string | undefined): string =>
  path && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/home';

/**
 * Client of the government's sign-on service: authorization code with PKCE, state and nonce. The service may start
 * after us: discovery happens at the first use and is tried again after a failure. Plain http only towards this host.
 */
export function createSsoClient({
  issuer,
  clientId,
  clientSecret,
  redirectUri,
}: {
  issuer: string;
  clientId: string;
  /** Absent: a public client. */
  clientSecret?: string;
  redirectUri: string;
}): SsoClient {
  const address = new URL(issuer);
  if (address.protocol !== 'https:' && !LOCAL_HOSTS.includes(address.hostname))
    throw new Error(`The sign-on service must be reached over https: ${issuer}`);
  let known: Promise<client.Configuration> | undefined;
  const configuration = (): Promise<client.Configuration> => {
    known ??= client
      .discovery(address, clientId, undefined, clientSecret ? client.ClientSecretBasic(clientSecret) : client.None(), {
        execute: address.protocol === 'http:' ? [client.allowInsecureRequests] : [],
        timeout: 10,
      })
      .catch((error: unknown) => {
        known = undefined;
        console.error('sign-on service: discovery failed', error);
        throw unreachable();
      });
    return known;
  };
  return {
    async start({ kind, returnTo }) {
      const server = await configuration();
      const attempt: SsoAttempt = {
        kind,
        state: client.randomState(),
        nonce: client.randomNonce(),
        codeVerifier: client.randomPKCECodeVerifier(),
        returnTo: localPath(returnTo),
      };
      const url = client.buildAuthorizationUrl(server, {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        login_hint: kind,
        // The next person at a shared computer must not be signed in as the last one.
        prompt: 'login',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(attempt.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, attempt };
    },
    async finish(callback, attempt) {
      // Behind a proxy the request names another host; the service compares with what we registered.
      const answer = new URL(redirectUri);
      answer.search = callback.search;
      const claims = await claimsFrom(await configuration(), answer, attempt);
      if (claims.kind !== attempt.kind) throw wrongKind(attempt.kind);
      return { claims: { ...claims, kind: attempt.kind }, returnTo: localPath(attempt.returnTo) };
    },
  };
}

const wrongKind = (wanted: SsoKind) =>
  refused([
    issue(
      'ssoKind',
      wanted === 'person' ? '这是法人账号，请从“单位登录”进入。' : '这是个人账号，请从“个人登录”进入。',
      {
        mendAt: '/login',
      },
    ),
  ]);

async function claimsFrom(
  server: client.Configuration,
  answer: URL,
  attempt: SsoAttempt,
): Promise<Readonly<Record<string, unknown>> & { sub: string }> {
  try {
    const tokens = await client.authorizationCodeGrant(server, answer, {
      pkceCodeVerifier: attempt.codeVerifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    });
    const subject = tokens.claims()?.sub;
    if (!subject) throw new Error('ID token without a subject');
    const info = await client.fetchUserInfo(server, tokens.access_token, subject);
    return { ...info, sub: subject };
  } catch (error) {
    console.error('sign-on service: no usable answer', error instanceof Error ? error.message : error);
    throw broken();
  }
}
