import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { acceptUpload, s3Bucket, s3SettingsOf, s3Store, StoreUnavailable, type S3Settings } from './index.ts';
import { lineTo, s3ForTest, type Line, type S3ForTest } from './testing.ts';
import { useOwnTemp } from './testing/own-temp.ts';

useOwnTemp();

let server: S3ForTest;
let line: Line;
beforeAll(async () => {
  server = await s3ForTest();
  line = await lineTo(server.port);
});
afterEach(() => line.mend());
afterAll(async () => {
  await line.close();
  await server.close();
});

const storeOf = (more: Partial<S3Settings> = {}) =>
  s3Store(s3Bucket({ ...server.settings, endpoint: line.endpoint, patienceMs: 300, ...more }));
/** Over an unbroken line. */
const direct = () => s3Store(s3Bucket(server.settings));
const hashOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

describe('an object store that goes away', () => {
  it('before or in the middle of a file: refused in words, nothing stored, and the same file goes in later', async () => {
    const store = storeOf();
    const content = randomBytes(6_000_000);
    for (const spoilt of [
      { is: 'refusing' },
      { is: 'silent' },
      { is: 'breaking', way: 'there', bytes: 2_000_000 },
    ] as const) {
      line.spoil(spoilt);
      const failed = store.put(content);
      await expect(failed, spoilt.is).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(failed).rejects.toThrow(`The object store at ${line.endpoint} does not answer`);
      // This server keeps what came of a torn object, against the promise of S3: see below that nobody trusts it.
      if (spoilt.is !== 'breaking') expect(await direct().exists(hashOf(content)), spoilt.is).toBe(false);
    }
    line.mend();
    await store.put(content);
    expect((await buffer(await store.read(hashOf(content)))).equals(content)).toBe(true);
  });

  it('what is there already is not sent again, so that a torn line cannot harm it', async () => {
    const content = randomBytes(3_000_000);
    await direct().put(content);
    line.spoil({ is: 'breaking', way: 'there', bytes: 500_000 });
    const { hash } = await storeOf().put(content);
    line.mend();
    expect((await buffer(await storeOf().read(hash))).equals(content)).toBe(true);
  });

  it('for a moment: nobody notices', async () => {
    const store = storeOf({ patienceMs: 5000 });
    async function* inPieces() {
      for (let piece = 0; piece < 4; piece += 1) yield Buffer.alloc(500_000, piece);
    }
    line.spoil({ is: 'refusing' });
    const back = pause(100).then(() => line.mend());
    const { hash, bytes } = await store.put(inPieces());
    await back;
    expect(bytes).toBe(2_000_000);
    expect(await direct().exists(hash)).toBe(true);
  });

  it('in the middle of reading: the reader learns of it, however much came before', async () => {
    const store = storeOf();
    const { hash } = await store.put(randomBytes(8_000_000));
    for (const spoilt of [{ is: 'breaking', way: 'back', bytes: 1_000_000 }, { is: 'silent' }] as const) {
      line.mend();
      const body = await store.read(hash);
      line.spoil(spoilt);
      await expect(buffer(body), spoilt.is).rejects.toThrow('broke off in the middle of a file');
    }
  });

  it('a reader who takes his time is no fault of the store', async () => {
    const store = storeOf({ patienceMs: 100 });
    const { hash } = await direct().put(randomBytes(4_000_000));
    let bytes = 0;
    for await (const chunk of await store.read(hash)) {
      if (bytes === 0) await pause(400);
      bytes += chunk.byteLength;
    }
    expect(bytes).toBe(4_000_000);
  });

  it('a failed upload is a fault of the machine, not a refusal of the file, and leaves no temporary files', async () => {
    line.spoil({ is: 'refusing' });
    const left = async () => (await readdir(tmpdir())).filter((name) => /^zhicheng-(object|upload)-/.test(name));
    const before = await left();
    const pdf = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(3000), Buffer.from('\n%%EOF\n')]);
    const upload = acceptUpload(storeOf(), new Blob([pdf]).stream(), {
      name: 'a.pdf',
      slot: { types: ['pdf'], maxMB: 1 },
    });
    await expect(upload).rejects.toBeInstanceOf(StoreUnavailable);
    expect((await left()).filter((name) => !before.includes(name))).toEqual([]);
  });
});

describe('an object store that refuses', () => {
  it('says what to mend: bucket, key, secret', async () => {
    const said = (more: Partial<S3Settings>) => storeOf(more).check();
    await expect(said({ bucket: 'not-there' })).rejects.toThrow('has no bucket "not-there": create it');
    await expect(said({ accessKeyId: 'somebody' })).rejects.toThrow('does not know the key in S3_ACCESS_KEY_ID');
    await expect(said({ secretAccessKey: 'wrong' })).rejects.toThrow('S3_SECRET_ACCESS_KEY is not that of the key');
    await expect(said({ bucket: 'not-there' })).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('a bucket that is gone is no missing file', async () => {
    const store = storeOf({ bucket: 'not-there' });
    await expect(store.read(hashOf(Buffer.from('x')))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.put(Buffer.from('x'))).rejects.toThrow('has no bucket');
  });
});

it('several sites share a bucket by their prefixes', async () => {
  const [one, other] = ['one/', 'other/'].map((prefix) => storeOf({ prefix }));
  const blob = await one?.put(Buffer.from('of one'));
  expect(await one?.exists(blob?.hash ?? '')).toBe(true);
  expect(await other?.exists(blob?.hash ?? '')).toBe(false);
  for await (const hash of other?.hashes() ?? []) expect.unreachable(hash);
});

it('lists more than fits one answer', async () => {
  const bucket = s3Bucket({ ...server.settings, prefix: 'many/' }, 10);
  const sha256 = hashOf(Buffer.from('x'));
  const names = Array.from({ length: 25 }, (_, at) => `all/${String(at).padStart(4, '0')}`);
  await Promise.all(names.map((name) => bucket.put(name, { bytes: 1, sha256, open: () => Buffer.from('x') })));
  const found: string[] = [];
  for await (const { key, bytes } of bucket.list('all/')) {
    expect(bytes).toBe(1);
    found.push(key);
  }
  expect(found).toEqual(names);
});

it('holds no large file in memory', async () => {
  const store = storeOf({ patienceMs: 10_000 });
  const piece = randomBytes(1024 * 1024);
  async function* large() {
    for (let at = 0; at < 64; at += 1) yield piece;
  }
  let peak = 0;
  const before = process.memoryUsage().arrayBuffers;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().arrayBuffers - before)), 5);
  const { bytes } = await store.put(large());
  clearInterval(watch);
  expect(bytes).toBe(64 * 1024 * 1024);
  expect(peak).toBeLessThan(32 * 1024 * 1024);
});

describe('settings', () => {
  const given = { S3_BUCKET: 'zhicheng', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' };
  it('none: files lie on the disk', () => expect(s3SettingsOf({})).toBeUndefined());
  it('the shortest, and all of them', () => {
    expect(s3SettingsOf(given)).toMatchObject({
      ...{ endpoint: 'https://s3.us-east-1.amazonaws.com', region: 'us-east-1', pathStyle: false, prefix: '' },
    });
    const more = { S3_ENDPOINT: 'https://obs.example:9000/', S3_REGION: 'cn-east-3', S3_PREFIX: '/anhui' };
    expect(s3SettingsOf({ ...given, ...more })).toMatchObject({
      ...{ endpoint: 'https://obs.example:9000', region: 'cn-east-3', pathStyle: true, prefix: 'anhui/' },
    });
  });
  it.each([
    [{ S3_ENDPOINT: 'https://obs.example', S3_BUCKET: '' }, 'S3_BUCKET names the bucket'],
    [{ S3_BUCKET: 'Akten_1' }, 'S3_BUCKET=Akten_1 is no bucket name.'],
    [{ S3_SECRET_ACCESS_KEY: '' }, 'S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set.'],
    [{ S3_ENDPOINT: 'obs.example' }, 'S3_ENDPOINT is an address'],
    [{ S3_ENDPOINT: 'https://obs.example/bucket' }, 'S3_ENDPOINT is an address'],
    [{ S3_PATH_STYLE: 'maybe' }, 'S3_PATH_STYLE=maybe is neither on nor off.'],
    [{ S3_PREFIX: '../up' }, 'S3_PREFIX has letters'],
  ])('%o', (wrong: Record<string, string>, message) =>
    expect(() => s3SettingsOf({ ...given, ...wrong })).toThrow(message),
  );
});
