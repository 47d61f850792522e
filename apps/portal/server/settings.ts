import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { profileOf, type Profile } from '@zhicheng/profiles';
import { s3SettingsOf, type S3Settings } from '@zhicheng/storage';
import type { LogForm } from './log.ts';

/** `migrate`: brings the database up to this version and ends. */
export type Role = 'web' | 'worker' | 'all' | 'migrate';

export interface Settings {
  readonly port: number;
  readonly dataDir: string;
  readonly profile: Profile;
  readonly role: Role;
  /** undefined: a Postgres of our own in the data folder. */
  readonly databaseUrl: string | undefined;
  /** The database itself, where `databaseUrl` is that of a pooler; otherwise the same. */
  readonly directUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** Where files lie; undefined: in the data folder. */
  readonly objectStore: S3Settings | undefined;
  readonly key: string;
  /** Address people reach the site under. */
  readonly origin: string;
  /** undefined: the sandbox sign-on service beside us, on the next port. */
  readonly oidc:
    { readonly issuer: string; readonly clientId: string; readonly clientSecret: string | undefined } | undefined;
  /** Reverse proxies of our own in front, whose X-Forwarded-For is believed. */
  readonly proxies: number;
  /** Web processes that share the port. */
  readonly webProcesses: number;
  /** How many requests a web process works at at the same time when all is well. */
  readonly places: number;
  /** Service with official records of continuing education; undefined: the sandbox's, beside its sign-on. */
  readonly register: { readonly url: string; readonly token: string | undefined } | undefined;
  /** Synthetic people, units and plans; never over real data. */
  readonly demo: boolean;
  readonly log: LogForm;
  /** Where metrics are read, apart from the site; undefined: nowhere. */
  readonly metrics: { readonly port: number; readonly host: string } | undefined;
  /** How long requests are still taken after a SIGTERM, in milliseconds. */
  readonly drainMs: number;
}

const ROLES: readonly string[] = ['web', 'worker', 'all', 'migrate'];
const isRole = (text: string): text is Role => ROLES.includes(text);
const FORMS: readonly string[] = ['text', 'json'];
const isForm = (text: string): text is LogForm => FORMS.includes(text);

type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that the environment decides. Throws with a plain sentence on a setting that makes no sense. */
export function readSettings(env: Environment = process.env): Settings {
  const port = Number(env.PORT ?? 3000);
  const dataDir = resolve(env.ZHICHENG_DATA ?? 'data');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const role = env.ZHICHENG_ROLE ?? 'all';
  if (!isRole(role)) throw new Error(`ZHICHENG_ROLE=${role} is none of ${ROLES.join(', ')}.`);
  const databaseUrl = env.DATABASE_URL || undefined;
  const directUrl = env.DATABASE_URL_DIRECT || databaseUrl;
  if (directUrl && !databaseUrl)
    throw new Error('DATABASE_URL_DIRECT goes beside DATABASE_URL, which is then the address of a pooler.');
  const proxies = Number(env.ZHICHENG_PROXIES ?? 0);
  if (!Number.isInteger(proxies) || proxies < 0) throw new Error('ZHICHENG_PROXIES is a number of proxies: 0, 1, 2 …');
  const log = env.ZHICHENG_LOG || 'text';
  if (!isForm(log)) throw new Error(`ZHICHENG_LOG=${log} is none of ${FORMS.join(', ')}.`);
  return {
    port,
    dataDir,
    role,
    databaseUrl,
    directUrl,
    profile: profileOf(env.ZHICHENG_PROFILE ?? 'anhui'),
    redisUrl: env.REDIS_URL || undefined,
    objectStore: s3SettingsOf(env),
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
    webProcesses: webProcessesOf(env.ZHICHENG_WEB_PROCESSES),
    places: placesOf(env.ZHICHENG_PLACES),
    demo: env.ZHICHENG_DEMO !== 'off' && !databaseUrl && role !== 'migrate',
    log,
    metrics: metricsOf(env, port),
    drainMs: drainOf(env.ZHICHENG_DRAIN_SECONDS),
  };
}

/** Never where people are: metrics tell what a site is busy with, and ask nobody who he is. */
function metricsOf({ ZHICHENG_METRICS_PORT, ZHICHENG_METRICS_HOST }: Environment, sitePort: number) {
  if (!ZHICHENG_METRICS_PORT) return undefined;
  const port = Number(ZHICHENG_METRICS_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`ZHICHENG_METRICS_PORT=${ZHICHENG_METRICS_PORT} is no port number.`);
  if (port === sitePort || port === sitePort + 1)
    throw new Error(`ZHICHENG_METRICS_PORT=${port} is taken by the site or its sandbox: choose another.`);
  return { port, host: ZHICHENG_METRICS_HOST || '127.0.0.1' };
}

const PLACES = 64;

function placesOf(text: string | undefined): number {
  const places = Number(text || PLACES);
  if (!Number.isInteger(places) || places < 1 || places > 1000)
    throw new Error('ZHICHENG_PLACES is a number of requests from 1 to 1000.');
  return places;
}

function webProcessesOf(text: string | undefined): number {
  const processes = Number(text || 1);
  if (!Number.isInteger(processes) || processes < 1 || processes > 32)
    throw new Error('ZHICHENG_WEB_PROCESSES is a number of processes from 1 to 32.');
  return processes;
}

function drainOf(text: string | undefined): number {
  const seconds = Number(text || 0);
  if (!Number.isFinite(seconds) || seconds < 0 || seconds > 300)
    throw new Error('ZHICHENG_DRAIN_SECONDS is a number of seconds from 0 to 300.');
  return seconds * 1000;
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
