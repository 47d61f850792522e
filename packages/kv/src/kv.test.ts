import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inProcessKv } from './in-process.ts';
import { createKv, type Kv } from './index.ts';

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
const running: ChildProcess[] = [];
let redisUrl = '';
const open: Kv[] = [];

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  probe.close();
  return port;
}

async function startRedis(port: number): Promise<ChildProcess> {
  const redis = spawn('redis-server', ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', '/tmp']);
  running.push(redis);
  for await (const chunk of redis.stdout ?? []) if (String(chunk).includes('Ready to accept')) break;
  return redis;
}

beforeAll(async () => {
  if (!hasRedis) return;
  const port = await freePort();
  await startRedis(port);
  redisUrl = `redis://127.0.0.1:${port}`;
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((kv) => kv.close()));
});

afterAll(() => {
  for (const redis of running) redis.kill();
});

function opened(kv: Kv): Kv {
  open.push(kv);
  return kv;
}

/** Resolves with the first message; rejects never: a message that does not come runs into the test's own limit. */
async function firstMessage(kv: Kv, channel: string, publish: () => Promise<void>): Promise<string> {
  let hear: (message: string) => void = () => undefined;
  const heard = new Promise<string>((resolve) => (hear = resolve));
  const end = await kv.subscribe(channel, hear);
  await publish();
  const message = await heard;
  await end();
  return message;
}

test('the shared store is there to be tested wherever all tests must run', () => {
  expect(hasRedis || !process.env.CI).toBe(true);
});

const stores: [string, () => Kv][] = [['in this process', () => createKv()]];
if (hasRedis) stores.push(['in Redis', () => createKv({ redisUrl })]);

describe.each(stores)('store %s', (_name, create) => {
  test('keeps a value until it is deleted or its time is over', async () => {
    const kv = opened(create());
    await kv.set('a', '一', 60_000);
    await kv.set('short', '二', 1);
    expect(await kv.get('a')).toBe('一');
    await expect.poll(() => kv.get('short')).toBeUndefined();
    await kv.delete('a');
    expect(await kv.get('a')).toBeUndefined();
    expect(await kv.get('never')).toBeUndefined();
  });

  test('a message reaches every subscriber of its channel and nobody after the end', async () => {
    const kv = opened(create());
    const others: string[] = [];
    const ended: string[] = [];
    await kv.subscribe('other', (message) => others.push(message));
    const end = await kv.subscribe('news', (message) => ended.push(message));
    await end();
    expect(await firstMessage(kv, 'news', () => kv.publish('news', '三'))).toBe('三');
    expect({ others, ended }).toEqual({ others: [], ended: [] });
  });
});

if (hasRedis) {
  test('two processes share one store', async () => {
    const [one, two] = [opened(createKv({ redisUrl })), opened(createKv({ redisUrl }))];
    await one.set('shared', '四', 60_000);
    expect(await two.get('shared')).toBe('四');
    expect(await firstMessage(one, 'news', () => two.publish('news', '五'))).toBe('五');
  });
}

if (hasRedis) {
  test('a Redis that comes late, goes and comes back is used when it is there; each outage is told once', async () => {
    const [port, lines, heard] = [await freePort(), [] as string[], [] as string[]];
    const kv = opened(createKv({ redisUrl: `redis://127.0.0.1:${port}`, log: (line) => lines.push(line) }));
    await kv.subscribe('news', (message) => heard.push(message));
    const hears = async (message: string) =>
      expect
        .poll(
          async () => {
            await kv.publish('news', message);
            return heard.includes(message);
          },
          { timeout: 15_000 },
        )
        .toBe(true);
    const first = await startRedis(port);
    await hears('early');
    const gone = once(first, 'exit');
    first.kill('SIGKILL');
    await gone;
    await kv.set('a', '八', 60_000);
    expect(await kv.get('a')).toBeUndefined();
    await startRedis(port);
    await hears('late');
    const told = lines.map((line) => /out of reach|there again/.exec(line)?.[0]);
    expect(told).toEqual(['out of reach', 'there again', 'out of reach', 'there again']);
  });
}

test('a Redis out of reach is an empty store, not a failure', async () => {
  const lines: string[] = [];
  const kv = opened(createKv({ redisUrl: 'redis://127.0.0.1:1', log: (line) => lines.push(line) }));
  await kv.set('a', '六', 60_000);
  expect(await kv.get('a')).toBeUndefined();
  await kv.publish('news', '七');
  expect(lines.join('\n')).toMatch(/ECONNREFUSED/);
});

test('the oldest entries go when the store of this process is full', async () => {
  const kv = opened(inProcessKv(2));
  for (const key of ['a', 'b', 'c']) await kv.set(key, key, 60_000);
  expect([await kv.get('a'), await kv.get('b'), await kv.get('c')]).toEqual([undefined, 'b', 'c']);
});
