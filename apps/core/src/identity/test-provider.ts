import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const CLIENT = 'test-client';
export const REDIRECT_URI = 'http://localhost:3000/auth/callback';

/** The least that is an OpenID provider, so that a test can have it answer wrongly. */
export interface TestProvider {
  readonly issuer: string;
  readonly clientId: string;
  /** What somebody who signs in at `url` comes back with; `claims` are told at the userinfo endpoint. */
  signIn(url: string, claims: Readonly<Record<string, unknown>>, wrong?: { nonce?: string }): URL;
  /** Answers discovery with an error until set back. */
  down: boolean;
  close(): Promise<void>;
}

interface Grant {
  readonly challenge: string;
  readonly nonce: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

const json64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function testProvider(): Promise<TestProvider> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const grants = new Map<string, Grant>();
  const idToken = ({ claims, nonce }: Grant): string => {
    const now = Math.floor(Date.now() / 1000);
    const body = { iss: provider.issuer, aud: CLIENT, sub: claims.sub, nonce, iat: now, exp: now + 60 };
    const signed = `${json64({ alg: 'ES256', kid: 'test' })}.${json64(body)}`;
    const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `${signed}.${signature.toString('base64url')}`;
  };
  const metadata = () => ({
    issuer: provider.issuer,
    authorization_endpoint: `${provider.issuer}/auth`,
    token_endpoint: `${provider.issuer}/token`,
    userinfo_endpoint: `${provider.issuer}/userinfo`,
    jwks_uri: `${provider.issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    token_endpoint_auth_methods_supported: ['none'],
  });
  /** [status, body] */
  const token = (form: URLSearchParams): [number, unknown] => {
    const grant = grants.get(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!grant || grant.challenge !== challenge) return [400, { error: 'invalid_grant' }];
    const access_token = form.get('code') ?? '';
    return [200, { access_token, token_type: 'Bearer', expires_in: 60, id_token: idToken(grant) }];
  };
  const answer = (path: string, body: string, authorization: string): [number, unknown] => {
    if (provider.down) return [503, { error: 'temporarily_unavailable' }];
    if (path === '/.well-known/openid-configuration') return [200, metadata()];
    if (path === '/jwks')
      return [200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'test', alg: 'ES256', use: 'sig' }] }];
    if (path === '/token') return token(new URLSearchParams(body));
    return [200, grants.get(authorization.replace('Bearer ', ''))?.claims ?? {}];
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const [status, content] = answer(request.url ?? '', body, request.headers.authorization ?? '');
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const provider: TestProvider = {
    issuer: `http://localhost:${(server.address() as AddressInfo).port}`,
    clientId: CLIENT,
    down: false,
    signIn(url, claims, { nonce } = {}) {
      const asked = new URL(url).searchParams;
      const code = randomUUID();
      const challenge = asked.get('code_challenge') ?? '';
      grants.set(code, { challenge, nonce: nonce ?? asked.get('nonce') ?? '', claims });
      const back = new URL(REDIRECT_URI);
      back.searchParams.set('code', code);
      back.searchParams.set('state', asked.get('state') ?? '');
      return back;
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
  return provider;
}
