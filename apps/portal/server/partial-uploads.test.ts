import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { serve, type ServerType } from '@hono/node-server';
import { createBuiltinAccount, createOrganisation, type Actor } from '@zhicheng/core';
import { coreForTest, type CoreForTest } from '@zhicheng/core/testing';
import { s3Bucket, type Bucket } from '@zhicheng/storage';
import { lineTo, s3ForTest, type Line, type S3ForTest } from '@zhicheng/storage/testing';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Web, WebVariables } from './app.ts';
import { NO_STORE } from './answers.ts';
import { mountFiles } from './files.ts';
import { bucketParts } from './partial-uploads-bucket.ts';

const MB = 1024 * 1024;
let test: CoreForTest;
let partsDir = '';
let server: S3ForTest;
let line: Line;
/** undefined: parts lie on the disk. */
let bucket: Bucket | undefined;
const actors: Actor[] = [];

beforeAll(async () => {
  test = await coreForTest({ series: [] });
  partsDir = await mkdtemp(join(tmpdir(), 'zhicheng-parts-'));
  server = await s3ForTest();
  line = await lineTo(server.port);
  const { core } = test;
  const { id } = await createOrganisation({ core, actor: null, name: '示例区教育局', capacities: ['department'] });
  for (const username of ['first', 'second']) {
    const assignments = [{ role: 'department', organisationId: id }] as const;
    const account = { core, actor: null, username, password: 'zhicheng-test', displayName: '示例', assignments };
    const { accountId } = await createBuiltinAccount(account);
    actors.push({ accountId, assignmentId: '', role: 'department', organisationId: id, name: '示例' });
  }
});
afterAll(async () => {
  await test.drop();
  await line.close();
  await server.close();
  await rm(partsDir, { recursive: true, force: true });
});

/** A server as after a start: it knows nothing but what lies on disk and in the database. */
function started(): Web {
  const web: Web = new Hono<{ Variables: WebVariables }>();
  mountFiles(web, {
    core: test.core,
    partsDir,
    bucket,
    actorOf: async (request) => actors[Number(request.headers.get('x-who') ?? -1)] ?? null,
  });
  return web;
}

const TUS = { 'Tus-Resumable': '1.0.0' };
const metadata = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
type Begun = { bytes: number; name?: string; types?: string; maxMB?: string; who?: number };
function begin(web: Web, { bytes, name = '证书.pdf', types = 'pdf', maxMB = '10', who = 0 }: Begun) {
  const headers = { ...TUS, 'x-who': String(who), 'Upload-Length': String(bytes) };
  const what = { 'Upload-Metadata': metadata({ filename: name, types, maxMB }) };
  return web.request('http://zc.example/files/parts', { method: 'POST', headers: { ...headers, ...what } });
}
const ask = (web: Web, path: string, method: string, who: number, more: RequestInit = {}) =>
  web.request(`http://zc.example${path}`, {
    method,
    ...more,
    headers: { ...TUS, 'x-who': String(who), ...more.headers },
  });
const part = (web: Web, path: string, offset: number, body: Uint8Array, who = 0) =>
  ask(web, path, 'PATCH', who, {
    body: new Uint8Array(body),
    headers: { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(offset) },
  });
const offsetOf = async (web: Web, path: string) =>
  Number((await ask(web, path, 'HEAD', 0)).headers.get('Upload-Offset'));
const finish = async (web: Web, path: string, who = 0) => {
  const answer = await ask(web, `${path}/done`, 'POST', who);
  return { status: answer.status, ...(await answer.json()) };
};
async function whole(web: Web, content: Uint8Array, more: Partial<Begun> = {}) {
  const path = (await begin(web, { bytes: content.byteLength, ...more })).headers.get('Location') ?? '';
  await part(web, path, 0, content, more.who);
  return { path, ...(await finish(web, path, more.who)) };
}
const pdf = (bytes: number): Buffer =>
  Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(bytes), Buffer.from('\n%%EOF\n')]);
const stored = async () => Number((await test.core.db('file').count('* as n').first())?.n);

/** Sends a part over a real connection and tears it off after so many bytes. */
async function torn(web: Web, path: string, content: Uint8Array, bytes: number): Promise<void> {
  const server: ServerType = await new Promise((resolve) => {
    const listening = serve({ fetch: web.fetch, port: 0 }, () => resolve(listening));
  });
  const { port } = server.address() as AddressInfo;
  const headers = { ...TUS, 'x-who': '0', 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': '0' };
  const sending = httpRequest({
    ...{ port, path, method: 'PATCH' },
    headers: { ...headers, 'Content-Length': content.byteLength },
  });
  const closed = new Promise<void>((resolve) => sending.once('close', resolve));
  sending.on('error', () => undefined);
  sending.write(content.subarray(0, bytes));
  // In a bucket a part counts once it is whole or broken off.
  if (bucket) await new Promise((resolve) => sending.once('drain', resolve));
  else await vi.waitFor(async () => expect(await offsetOf(web, path)).toBeGreaterThan(0), { timeout: 10_000 });
  sending.destroy();
  await closed;
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

async function leftParts(): Promise<string[]> {
  if (!bucket) return readdir(partsDir);
  const keys: string[] = [];
  for await (const { key } of bucket.list('upload-parts/')) keys.push(key);
  return keys;
}

describe.each(['on the disk', 'in a bucket'])('an upload in parts, %s', (where) => {
  beforeAll(() => {
    bucket = where === 'in a bucket' ? s3Bucket(server.settings) : undefined;
  });
  it('goes on where the line was lost, after the server has started anew', async () => {
    const content = pdf(3 * MB);
    const before = started();
    const path = (await begin(before, { bytes: content.byteLength })).headers.get('Location') ?? '';
    await torn(before, path, content, MB);
    const after = started();
    const offset = await vi.waitFor(async () => {
      const now = await offsetOf(after, path);
      expect((await part(after, path, now, content.subarray(now, now + 10))).status).toBe(204);
      return now + 10;
    });
    expect(offset).toBeLessThanOrEqual(MB + 10);
    expect((await finish(after, path)).status).toBe(409);
    expect((await part(after, path, offset, content.subarray(offset))).status).toBe(204);
    const file = await finish(after, path);
    expect(file).toMatchObject({ status: 201, name: '证书.pdf', bytes: content.byteLength, type: 'pdf' });
    const back = await ask(after, `/files/${file.id}`, 'GET', 0);
    expect(Buffer.from(await back.arrayBuffer()).equals(content)).toBe(true);
  });

  it('whose last answer was lost is asked again, and makes one file', async () => {
    const web = started();
    const first = await whole(web, pdf(100));
    const count = await stored();
    expect(await finish(started(), first.path)).toMatchObject({ status: 201, id: first.id });
    expect(await stored()).toBe(count);
    expect(await leftParts()).toEqual([]);
  });

  it('[AH-04.09] [GP.05] follows the rules of the slot, before the first byte and after the last', async () => {
    const web = started();
    const count = await stored();
    const large = await begin(web, { bytes: 3 * MB, maxMB: '2' });
    expect([large.status, (await large.json()).message]).toEqual([
      422,
      '没有上传。文件有 3.0MB；请压缩到 2MB 以内再传。',
    ]);
    for (const wrong of [{ maxMB: '3000' }, { types: 'svg' }, { types: '' }, { bytes: 0 }])
      expect((await begin(web, { bytes: 100, ...wrong })).status, JSON.stringify(wrong)).toBe(422);
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(5000, 1)]);
    expect(await whole(web, program)).toMatchObject({ status: 422, code: 'INVALID' });
    expect(await whole(web, pdf(100), { types: 'jpg' })).toMatchObject({ status: 422, code: 'INVALID' });
    expect(await stored()).toBe(count);
    expect(await leftParts()).toEqual([]);
  });

  it('takes no more bytes than it said', async () => {
    const web = started();
    const path = (await begin(web, { bytes: 10 })).headers.get('Location') ?? '';
    expect((await part(web, path, 0, Buffer.alloc(500))).status).toBeGreaterThanOrEqual(400);
    await ask(web, path, 'DELETE', 0);
  });

  it('counts against what an account may leave unused', async () => {
    const web = started();
    await test.core.db('partial_upload').insert({ id: 'hoard', owner_id: actors[1]?.accountId, bytes: 2 * 1024 ** 3 });
    const answer = await begin(web, { bytes: 100, who: 1 });
    expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'REFUSED' }]);
    await test.core.db('partial_upload').where({ id: 'hoard' }).delete();
  });

  it('is nobody else’s, and is never read back', async () => {
    const web = started();
    const path = (await begin(web, { bytes: 100 })).headers.get('Location') ?? '';
    for (const who of [1, -1]) {
      const status = who === 1 ? 404 : 401;
      expect((await part(web, path, 0, Buffer.alloc(100), who)).status).toBe(status);
      for (const method of ['HEAD', 'DELETE']) expect((await ask(web, path, method, who)).status).toBe(status);
      expect((await ask(web, `${path}/done`, 'POST', who)).status).toBe(status);
    }
    expect((await begin(web, { bytes: 100, who: -1 })).status).toBe(401);
    expect((await ask(web, path, 'GET', 0)).status).toBe(405);
    expect((await ask(web, '/files/parts/..%2F..%2Fetc', 'HEAD', 0)).status).toBe(404);
    expect(await offsetOf(web, path)).toBe(0);
    expect((await ask(web, path, 'DELETE', 0)).status).toBe(204);
    expect((await ask(web, path, 'HEAD', 0)).status).toBe(404);
    expect(await leftParts()).toEqual([]);
  });
});

describe('parts in a bucket', () => {
  const content = pdf(3 * MB);
  const cut = 2 * MB;
  const over = (endpoint: string, patienceMs = 300) => s3Bucket({ ...server.settings, endpoint, patienceMs });

  it('begun at one process, an upload goes on at another and ends at a third', async () => {
    bucket = s3Bucket(server.settings);
    const path = (await begin(started(), { bytes: content.byteLength })).headers.get('Location') ?? '';
    expect((await part(started(), path, 0, content.subarray(0, cut))).status).toBe(204);
    const other = started();
    expect(await offsetOf(other, path)).toBe(cut);
    expect((await part(other, path, cut, content.subarray(cut))).status).toBe(204);
    const file = await finish(started(), path);
    expect(file).toMatchObject({ status: 201, bytes: content.byteLength });
    const back = await ask(started(), `/files/${file.id}`, 'GET', 0);
    expect(Buffer.from(await back.arrayBuffer()).equals(content)).toBe(true);
    expect(await leftParts()).toEqual([]);
  });

  it('a part that comes late to a process that was thought dead takes nothing away', async () => {
    bucket = s3Bucket(server.settings);
    const path = (await begin(started(), { bytes: content.byteLength })).headers.get('Location') ?? '';
    const id = path.split('/').at(-1) ?? '';
    await part(started(), path, 0, content.subarray(0, cut));
    const late = bucketParts(bucket, 1e9);
    await late.write(Readable.from([content.subarray(0, MB)]), id, 0);
    await late.write(Readable.from([content.subarray(MB, cut + 500)]), id, MB);
    expect(await offsetOf(started(), path)).toBe(cut + 500);
    await part(started(), path, cut + 500, content.subarray(cut + 500));
    const file = await finish(started(), path);
    const back = await ask(started(), `/files/${file.id}`, 'GET', 0);
    expect(Buffer.from(await back.arrayBuffer()).equals(content)).toBe(true);
  });

  it('without the store an upload waits: nothing is refused for good, nothing counts against anybody', async () => {
    bucket = over(line.endpoint);
    const web = started();
    const rows = async () => Number((await test.core.db('partial_upload').count('* as n').first())?.n);
    const path = (await begin(web, { bytes: content.byteLength })).headers.get('Location') ?? '';
    const before = await rows();
    line.spoil({ is: 'refusing' });
    const failed = await begin(web, { bytes: 100 });
    expect(failed.status).toBe(503);
    expect(await rows()).toBe(before);
    expect((await part(web, path, 0, content)).status).toBe(503);
    expect(await finish(web, path)).toMatchObject({ status: 503, message: NO_STORE });
    line.mend();
    expect((await part(web, path, 0, content)).status).toBe(204);
    line.spoil({ is: 'breaking', way: 'back', bytes: MB });
    expect(await finish(web, path)).toMatchObject({ status: 503, message: NO_STORE });
    line.mend();
    expect(await finish(web, path)).toMatchObject({ status: 201, bytes: content.byteLength });
  });

  it('what was given up goes after its time', async () => {
    bucket = s3Bucket(server.settings);
    await begin(started(), { bytes: 100 });
    expect(await bucketParts(bucket, 60_000).deleteExpired()).toBe(0);
    expect(await bucketParts(bucket, -60_000).deleteExpired()).toBeGreaterThan(0);
    expect(await leftParts()).toEqual([]);
  });
});
