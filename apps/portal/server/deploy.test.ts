import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerBuild } from '@remix-run/server-runtime';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { createWeb } from './app.ts';
import { createMetrics } from './metrics.ts';
import { readSettings } from './settings.ts';
import { statusPages } from './status-server.ts';

const ROOT = new URL('../../../deploy/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, ROOT), 'utf8');

type Tree = unknown;
const isRecord = (tree: Tree): tree is Record<string, Tree> =>
  typeof tree === 'object' && tree !== null && !Array.isArray(tree);
const get = (tree: Tree, ...path: string[]): Tree =>
  path.reduce<Tree>((at, key) => (isRecord(at) ? at[key] : undefined), tree);
const list = (tree: Tree): Tree[] => (Array.isArray(tree) ? tree : []);
/** Every value under this key, however deep. */
const all = (tree: Tree, key: string): Tree[] =>
  (Array.isArray(tree) ? tree : isRecord(tree) ? Object.values(tree) : [])
    .flatMap((below) => all(below, key))
    .concat(isRecord(tree) && key in tree ? [tree[key]] : []);

function documents(name: string): Tree[] {
  return parseAllDocuments(read(name), { merge: true }).map((document) => {
    expect(document.errors, name).toEqual([]);
    return document.toJS();
  });
}

const [compose] = documents('compose.yaml');
const services = get(compose, 'services');
const ours = ['migrate', 'web', 'worker'];
const manifests = readdirSync(new URL('kubernetes', ROOT)).flatMap((name) => documents(`kubernetes/${name}`));
const containers = manifests.flatMap((manifest) => list(get(manifest, 'spec', 'template', 'spec', 'containers')));
const podOf = (part: string): Tree =>
  manifests
    .map((manifest) => get(manifest, 'spec', 'template'))
    .find((template) => get(template, 'metadata', 'labels', 'part') === part);
const configured = manifests.flatMap((manifest) => Object.entries(get(manifest, 'data') ?? {}));

/** The names that the program asks its environment for, whatever branch it takes. */
function namesRead(): Set<string> {
  const names = new Set<string>();
  const given: Record<string, string> = {
    ZHICHENG_DATA: mkdtempSync(join(tmpdir(), 'zhicheng-settings-')),
    ...{ OIDC_ISSUER: 'https://sso.example', REGISTER_URL: 'https://register.example' },
    ZHICHENG_METRICS_PORT: '9464',
  };
  const noting = new Proxy(given, {
    get(target, name) {
      names.add(String(name));
      return Reflect.get(target, name);
    },
  });
  readSettings(noting);
  return names;
}
const SECRET = [
  'DATABASE_URL',
  'DATABASE_URL_DIRECT',
  'ZHICHENG_KEY',
  'OIDC_CLIENT_SECRET',
  'REGISTER_TOKEN',
  'POSTGRES_PASSWORD',
  ...['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
];

const envOfService = (name: string): [string, Tree][] => Object.entries(get(services, name, 'environment') ?? {});
const envOfContainer = (container: Tree): [string, Tree][] =>
  list(get(container, 'env')).map((entry) => [String(get(entry, 'name')), entry]);

describe('deploy/ says what the program understands', () => {
  const known = namesRead();
  it('the settings are those that settings.ts reads', () => {
    for (const name of ['DATABASE_URL', 'ZHICHENG_KEY', 'ZHICHENG_ROLE', 'ZHICHENG_DRAIN_SECONDS', 'PORT', 'ORIGIN'])
      expect(known).toContain(name);
  });

  it('every environment name in the compose file', () => {
    const names = ours.flatMap((name) => envOfService(name).map(([key]) => key));
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });

  it('every environment name in the manifests', () => {
    expect(containers).toHaveLength(3);
    const names = [...containers.flatMap((c) => envOfContainer(c)), ...configured].map(([name]) => name);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
    for (const container of containers) expect(get(list(get(container, 'envFrom'))[0], 'configMapRef')).toBeDefined();
  });

  it('every environment name in the Dockerfile', () => {
    const names = [...read('Dockerfile').matchAll(/\b([A-Z_]+)=/g)].map(([, name]) => name ?? '');
    expect(names).toContain('ZHICHENG_DATA');
    expect(names.filter((name) => name !== 'NODE_ENV' && !known.has(name))).toEqual([]);
  });

  it('the settings together make sense', () => {
    for (const container of containers) {
      const plain = envOfContainer(container).map(([name, entry]) => [name, get(entry, 'value') ?? 'x']);
      const data = { ZHICHENG_DATA: mkdtempSync(join(tmpdir(), 'zhicheng-settings-')) };
      const settings = readSettings({ ...Object.fromEntries([...configured, ...plain]), ...data });
      expect(settings).toMatchObject({ log: 'json', demo: false, metrics: { port: 9464, host: '0.0.0.0' } });
      expect(settings.role).toBe(get(container, 'name'));
    }
  });
});

describe('secrets', () => {
  it('stand in no file: the manifests name where they are', () => {
    expect(configured.filter(([name]) => SECRET.includes(name))).toEqual([]);
    for (const container of containers)
      for (const [name, entry] of envOfContainer(container))
        if (SECRET.includes(name)) expect(get(entry, 'valueFrom', 'secretKeyRef', 'name'), name).toBe('zhicheng');
  });
  it('stand in no file: the compose file takes them from its surroundings', () => {
    for (const service of Object.keys(services ?? {}))
      for (const [name, value] of envOfService(service))
        if (SECRET.includes(name)) expect(String(value), name).toMatch(/\$\{[A-Z0-9_]+:[?-]\}/);
  });
});

const build = {
  entry: { module: { default: (_: Request, status: number) => new Response('page', { status }) } },
  routes: {},
  assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '' },
  ...{ publicPath: '/', assetsBuildDirectory: '', isSpaMode: false, future: {} },
} as unknown as ServerBuild;
const ready = async () => ({ ready: true });
const site = createWeb({
  build,
  context: (_, known) => ({ ...known }) as never,
  ready,
  now: async () => new Date(),
  formTargets: [],
});
const noJobs = { waiting: 0, later: 0, running: 0, failed: 0, oldestWaitSeconds: 0 };
const metrics = createMetrics({
  pool: () => ({ used: 0, free: 0, waiting: 0, max: 0 }),
  queue: async () => noJobs,
});
const status = statusPages({ metrics, ready });

describe('probes, ports and times', () => {
  it('every probe asks an address that answers', async () => {
    const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'].flatMap((kind) => all(containers, kind));
    expect(probes).toHaveLength(5);
    for (const probe of probes) {
      const { port, path } = { port: get(probe, 'httpGet', 'port'), path: String(get(probe, 'httpGet', 'path')) };
      const answer = await (port === 'http' ? site : status).request(path);
      expect(answer.status, path).toBe(200);
    }
    for (const [name, app, port] of [
      ['web', site, 3000],
      ['worker', status, 9464],
    ] as const) {
      const asked = /http:\/\/127\.0\.0\.1:(\d+)(\/\w+)/.exec(String(list(get(services, name, 'healthcheck', 'test'))));
      expect(Number(asked?.[1])).toBe(port);
      expect((await app.request(asked?.[2] ?? '')).status).toBe(200);
    }
  });

  it('who may kill a process waits longer than it takes to stop', () => {
    const grace = (part: string) => Number(get(podOf(part), 'spec', 'terminationGracePeriodSeconds'));
    const web = containers.find((container) => get(container, 'name') === 'web');
    const drain = envOfContainer(web).find(([name]) => name === 'ZHICHENG_DRAIN_SECONDS');
    const drainSeconds = Number(get(drain?.[1], 'value'));
    expect(drainSeconds).toBeGreaterThanOrEqual(5);
    // 15 s for running requests (shutdown.ts), 60 s for running jobs (packages/jobs)
    expect(grace('web')).toBeGreaterThan(drainSeconds + 15);
    expect(grace('worker')).toBeGreaterThan(60 + 15);
  });

  it('people reach the site, never the metrics', () => {
    const [service] = manifests.filter((manifest) => get(manifest, 'kind') === 'Service');
    expect(list(get(service, 'spec', 'ports')).map((port) => get(port, 'targetPort'))).toEqual(['http']);
    for (const name of Object.keys(services ?? {}))
      expect(
        list(get(services, name, 'ports')).filter((port) => !/^127\.0\.0\.1:3000:3000$/.test(String(port))),
      ).toEqual([]);
  });

  it('workers and migrations ask the database itself, past a pooler', () => {
    for (const container of containers) {
      const refs = envOfContainer(container).map(([name, entry]) => [name, get(entry, 'valueFrom', 'secretKeyRef')]);
      const { DATABASE_URL: address, DATABASE_URL_DIRECT: direct } = Object.fromEntries(refs);
      expect(address).toEqual({ name: 'zhicheng', key: 'database-url' });
      expect(direct).toEqual({ name: 'zhicheng', key: 'database-url-direct', optional: true });
    }
  });

  it('what web processes and workers tell each other goes over one Redis', () => {
    const redis = new URL(String(get(services, 'web', 'environment', 'REDIS_URL')));
    expect(get(services, redis.hostname, 'image')).toMatch(/^redis:/);
    for (const part of ['web', 'worker']) expect(get(services, part, 'environment', 'REDIS_URL')).toBe(redis.href);
    expect(Object.fromEntries(configured).REDIS_URL).toMatch(/^rediss?:/);
    for (const container of containers)
      expect(list(get(container, 'envFrom')).map((from) => get(from, 'configMapRef', 'name'))).toEqual(['zhicheng']);
  });

  it('files lie where every process finds them', () => {
    const places = ours.map((name) => [
      get(services, name, 'volumes'),
      get(services, name, 'environment', 'S3_BUCKET'),
      get(services, name, 'environment', 'S3_ENDPOINT'),
    ]);
    expect(new Set(places.map((place) => JSON.stringify(place))).size).toBe(1);
    expect(list(places[0]?.[0])).toContain('files:/data');
  });

  it('images have plain names', () => {
    const from = [...read('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, name]) => name);
    const named = [...all(services, 'image'), ...all(containers, 'image'), ...from];
    expect(new Set(named)).toEqual(new Set(['postgres:18', 'redis:7', 'zhicheng', 'node:22-slim']));
  });
});

describe('settings that make no sense are refused in words', () => {
  it.each([
    [{ ZHICHENG_LOG: 'xml' }, 'ZHICHENG_LOG=xml is none of text, json.'],
    [{ ZHICHENG_METRICS_PORT: 'many' }, 'ZHICHENG_METRICS_PORT=many is no port number.'],
    [{ ZHICHENG_METRICS_PORT: '3000' }, 'ZHICHENG_METRICS_PORT=3000 is taken by the site'],
    [{ ZHICHENG_DRAIN_SECONDS: '-1' }, 'ZHICHENG_DRAIN_SECONDS is a number of seconds from 0 to 300.'],
    [{ DATABASE_URL_DIRECT: 'postgres://db' }, 'DATABASE_URL_DIRECT goes beside DATABASE_URL'],
    [{ ZHICHENG_ROLE: 'cook' }, 'ZHICHENG_ROLE=cook is none of web, worker, all, migrate.'],
  ])('%o', (env: Record<string, string>, message) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'zhicheng-settings-'));
    expect(() => readSettings({ ...env, ZHICHENG_DATA: dataDir })).toThrow(message);
  });

  it('the address of the database itself is the only one unless a pooler has another', () => {
    const given = { ZHICHENG_DATA: mkdtempSync(join(tmpdir(), 'zhicheng-settings-')), ZHICHENG_KEY: 'ab'.repeat(32) };
    const [databaseUrl, directUrl] = ['postgres://pooler', 'postgres://database'];
    expect(readSettings({ ...given, DATABASE_URL: databaseUrl })).toMatchObject({
      databaseUrl,
      directUrl: databaseUrl,
    });
    expect(readSettings({ ...given, DATABASE_URL: databaseUrl, DATABASE_URL_DIRECT: directUrl })).toMatchObject({
      ...{ databaseUrl, directUrl },
    });
  });

  it('without any, nothing is measured, people read the log, and nobody waits', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'zhicheng-settings-'));
    expect(readSettings({ ZHICHENG_DATA: dataDir })).toMatchObject({ log: 'text', metrics: undefined, drainMs: 0 });
  });
});
