import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { profileOf, type ProfileCode } from '@zhicheng/profiles';
import { openAccountStore } from './account-store.ts';
import { loadKeys } from './keys.ts';
import { contentSecurityPolicy } from './pages/layout.ts';
import { createProvider } from './provider.ts';
import { requestListener } from './routes.ts';

export type SandboxSsoOptions = {
  /** 0 takes any free port. */
  port: number;
  /** Address browsers and the platform reach this service under; http://localhost:<port> unless given. */
  issuer?: string;
  redirectUris: string[];
  postLogoutUris: string[];
  /** Folder for keys and registered accounts; made if missing. */
  dataDir: string;
  /** JSON file of accounts; the built-in ones while there is no such file. */
  accountsFile?: string;
  profile?: ProfileCode;
  /** A client without a secret is a public one. */
  client?: { id: string; secret?: string };
};

export type SandboxSso = { issuer: string; port: number; clientId: string; close: () => Promise<void> };

export const DEFAULT_CLIENT_ID = 'zhicheng-portal';

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

const originsOf = (uris: readonly string[]) => [...new Set(uris.map((uri) => new URL(uri).origin))];

/**
 * Starts the sandbox sign-on service. Errors when the port is taken (EADDRINUSE), when no redirect URI is given, or
 * when the accounts file cannot be read.
 */
export async function startSandboxSso(options: SandboxSsoOptions): Promise<SandboxSso> {
  const [platformUrl] = originsOf([...options.postLogoutUris, ...options.redirectUris]);
  if (platformUrl === undefined || options.redirectUris.length === 0) throw new Error('A redirect URI is needed');
  await mkdir(options.dataDir, { recursive: true });
  const keys = await loadKeys(options.dataDir);
  const accounts = openAccountStore(options);
  await accounts.demo();

  const server = createServer();
  const port = await listen(server, options.port);
  const issuer = options.issuer ?? `http://localhost:${port}`;
  const { sso, platformName } = profileOf(options.profile ?? 'anhui');
  const frame = { sso, platformName, platformUrl };
  const formTargets = originsOf([...options.redirectUris, ...options.postLogoutUris]);
  const { redirectUris, postLogoutUris } = options;
  const client = { id: DEFAULT_CLIENT_ID, ...options.client, redirectUris, postLogoutUris };
  const provider = createProvider({ issuer, keys, client, accounts, frame, formTargets });
  server.on('request', requestListener({ provider, accounts, frame, policy: contentSecurityPolicy(formTargets) }));
  return { issuer, port, clientId: client.id, close: () => close(server) };
}
