import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createBuiltinAccount, createOrganisation, type Actor, type Core } from '@zhicheng/core';
import { coreForTest, TEST_KEY, type CoreForTest } from '@zhicheng/core/testing';
import { s3Bucket, s3Store } from '@zhicheng/storage';
import { bmpOf, lineTo, s3ForTest, type Line, type S3ForTest } from '@zhicheng/storage/testing';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { NO_STORE } from './answers.ts';
import type { Web, WebVariables } from './app.ts';
import { mountFiles } from './files.ts';
import { watchStore } from './store-watch.ts';

/** On a machine that has much else to do. */
const SLOWLY = { timeout: 20_000 };
const run = promisify(execFile);
const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));

let test: CoreForTest;
let server: S3ForTest;
let line: Line;
let core: Core;
let web: Web;
let actor: Actor;
let folder = '';

beforeAll(async () => {
  test = await coreForTest({ series: [] });
  server = await s3ForTest();
  line = await lineTo(server.port);
  folder = await mkdtemp(join(tmpdir(), 'zhicheng-object-store-'));
  const bucket = s3Bucket({ ...server.settings, endpoint: line.endpoint, patienceMs: 1000 });
  core = { ...test.core, store: s3Store(bucket) };
  const { id } = await createOrganisation({ core, actor: null, name: '示例学校', capacities: ['employer'] });
  const assignments = [{ role: 'employer', organisationId: id }] as const;
  const account = { username: 'school', password: 'zhicheng-test', displayName: '示例', assignments };
  const { accountId } = await createBuiltinAccount({ core, actor: null, ...account });
  const { id: assignmentId } = await core.db('assignment').where({ account_id: accountId }).first('id');
  actor = { accountId, assignmentId, role: 'employer', organisationId: id, name: '示例' };
  web = new Hono<{ Variables: WebVariables }>();
  mountFiles(web, { core, partsDir: join(folder, 'upload-parts'), bucket, actorOf: async () => actor });
});
afterEach(() => {
  line.mend();
  vi.restoreAllMocks();
});
afterAll(async () => {
  await test.drop();
  await line.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const upload = async (content: Uint8Array, name: string) => {
  const headers = { 'x-file-name': encodeURIComponent(name), 'content-length': String(content.byteLength) };
  const init = { method: 'POST', body: new Uint8Array(content), headers };
  const answer = await web.request('http://zc.example/files?types=pdf,bmp&maxMB=10', init);
  return { status: answer.status, retryAfter: answer.headers.get('Retry-After'), ...(await answer.json()) };
};
const download = (id: string, query = '') => web.request(`http://zc.example/files/${id}${query}`);
const pdf = () => Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(200_000), Buffer.from('\n%%EOF\n')]);
const hashOf = async (id: string): Promise<string> => (await core.db('file').where({ id }).first('hash')).hash;
/** What a program of the site finds in its environment. */
const environment = () => ({
  ...process.env,
  ...server.env,
  ...{ DATABASE_URL: test.url, ZHICHENG_KEY: TEST_KEY, ZHICHENG_DATA: join(folder, 'data') },
});

it('a file goes in, is read, is seen small; nothing of it lies on the disk', async () => {
  const content = pdf();
  const file = await upload(content, '证明.pdf');
  expect(file).toMatchObject({ status: 201, bytes: content.byteLength });
  expect(Buffer.from(await (await download(file.id)).arrayBuffer()).equals(content)).toBe(true);
  const picture = await upload(
    bmpOf(40, 40, () => 0xff0000),
    '照片.bmp',
  );
  for (const _ of ['made', 'kept']) {
    const small = await download(picture.id, '?view=thumb');
    expect([small.status, small.headers.get('Content-Type')]).toEqual([200, 'image/jpeg']);
    expect((await small.arrayBuffer()).byteLength).toBeGreaterThan(100);
  }
  expect(await core.store.exists(await hashOf(file.id))).toBe(true);
  expect(await readdir(test.filesDir)).toEqual([]);
});

it('while the store is away: said in words, nothing stored, and the same file goes in afterwards', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const there = await upload(pdf(), '在.pdf');
  const count = async () => Number((await core.db('file').count('* as n').first())?.n);
  const before = await count();
  const content = pdf();
  line.spoil({ is: 'refusing' });
  expect(await upload(content, '证明.pdf')).toMatchObject({ status: 503, message: NO_STORE, retryAfter: '10' });
  const unread = await download(there.id);
  expect([unread.status, (await unread.json()).message]).toEqual([503, '文件暂时取不到，没有丢失；请稍后重试。']);
  expect(await count()).toBe(before);
  line.mend();
  expect(await upload(content, '证明.pdf')).toMatchObject({ status: 201 });
  expect((await download(there.id)).status).toBe(200);
});

it(
  'programs beside the site find the bucket: a document is made into it, check-data looks into it',
  { timeout: 180_000 },
  async () => {
    const orderId = await core.db.transaction(async (trx) => {
      // No plan is needed for an archive of nothing.
      await trx.raw('set local session_replication_role = replica');
      const orderer = { account_id: actor.accountId, assignment_id: actor.assignmentId };
      const what = { kind: 'reviewForms', plan_id: randomUUID(), name: 'a.zip', total: 0, role: 'employer' };
      const [row] = await trx('document_order')
        .insert({ ...orderer, organisation_id: actor.organisationId, ...what })
        .returning('id');
      return String(row.id);
    });
    const node = (name: string, ...args: string[]) =>
      run(process.execPath, ['--import', 'tsx', program(name), ...args], { env: environment() });
    await node('./make-document.ts', orderId);
    const { hash, problem } = await core.db('document_order').where({ id: orderId }).first();
    expect(problem).toBeNull();
    expect(await core.store.exists(hash)).toBe(true);
    await core.db('document_order').where({ id: orderId }).delete();

    const { stdout } = await node('./check-data.ts');
    const [{ n }] = (await core.db.raw('select count(distinct hash)::int as n from file')).rows;
    expect(n).toBeGreaterThan(0);
    expect(stdout).toContain(`${n} stored files: 0 broken`);
    const missing = { ...environment(), S3_BUCKET: 'not-there' };
    const failed = run(process.execPath, ['--import', 'tsx', program('./check-data.ts')], { env: missing });
    await expect(failed).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('has no bucket "not-there"'),
    });
  },
);

it('a site is ready once its bucket has answered, says until then what is wrong, and stays ready', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const wrong = watchStore(s3Store(s3Bucket({ ...server.settings, bucket: 'not-there' })));
  await vi.waitFor(() => expect(wrong.trouble()).toContain('has no bucket "not-there": create it'), SLOWLY);
  expect(said).toHaveBeenCalledWith(expect.stringContaining('The site is not ready until it can be used.'));
  wrong.end();
  const right = watchStore(core.store);
  expect(right.trouble()).toBeDefined();
  await vi.waitFor(() => expect(right.trouble()).toBeUndefined(), SLOWLY);
  line.spoil({ is: 'refusing' });
  expect(right.trouble()).toBeUndefined();
  right.end();
});
