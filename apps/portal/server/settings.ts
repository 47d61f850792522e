import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { profileOf, type Profile } from '@zhicheng/profiles';

export type Role = 'web' | 'worker' | 'all';

export interface Settings {
  readonly port: number;
  readonly dataDir: string;
  readonly profile: Profile;
  readonly role: Role;
  /** undefined: a Postgres of our own in the data folder. */
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly key: string;
  /** Address people reach the site under. */
  readonly origin: string;
  /** undefined: the sandbox sign-on service beside us, on the next port. */
  readonly oidc:
    { readonly issuer: string; readonly clientId: string; readonly clientSecret: string | undefined } | undefined;
  /** Reverse proxies of our own in front, whose X-Forwarded-For is believed. */
  readonly proxies: number;
  /** Service with official records of continuing education; undefined: the sandbox's, beside its sign-on. */
  readonly register: { readonly url: string; readonly token: string | undefined } | undefined;
  /** Synthetic people, units and plans; never over real data. */
  readonly demo: boolean;
}

const ROLES: readonly string[] = ['web', 'worker', 'all'];
const isRole = (text: string): text is Role => ROLES.includes(text);

/** Everything that the environment decides. Throws with a plain sentence on a setting that makes no sense. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const port = Number(env.PORT ?? 3000);
  const dataDir = resolve(env.ZHICHENG_DATA ?? 'data');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const role = env.ZHICHENG_ROLE ?? 'all';
  if (!isRole(role)) throw new Error(`ZHICHENG_ROLE=${role} is none of ${ROLES.join(', ')}.`);
  const databaseUrl = env.DATABASE_URL || undefined;
  const proxies = Number(env.ZHICHENG_PROXIES ?? 0);
  if (!Number.isInteger(proxies) || proxies < 0) throw new Error('ZHICHENG_PROXIES is a number of proxies: 0, 1, 2 …');
  return {
    port,
    dataDir,
    role,
    databaseUrl,
    profile: profileOf(env.ZHICHENG_PROFILE ?? 'anhui'),
    redisUrl: env.REDIS_URL || undefined,
    key: keyOf(dataDir, env.ZHICHENG_KEY, databaseUrl),
    origin: env.ORIGIN ?? `http://localhost:${port}`,
    oidc: env.OIDC_ISSUER
      ? {
          issuer: env.OIDC_ISSUER,
          clientId: env.OIDC_CLIENT_ID ?? 'zhicheng-portal',
          clientSecret: env.OIDC_CLIENT_SECRET || undefined,
        }
      : undefined,
    register: env.REGISTER_URL ? { url: env.REGISTER_URL, token: env.REGISTER_TOKEN || undefined } : undefined,
    proxies,
    demo: env.ZHICHENG_DEMO !== 'off' && !databaseUrl,
  };
}

/** The key of the ID numbers: given, or made once beside the database that it belongs to. Never a default. */
function keyOf(dataDir: string, given: string | undefined, databaseUrl: string | undefined): string {
  if (given) return given;
  if (databaseUrl)
    throw new Error('With DATABASE_URL, ZHICHENG_KEY must be set: 64 hexadecimal digits, the same for every process.');
  const path = join(dataDir, 'key');
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}
