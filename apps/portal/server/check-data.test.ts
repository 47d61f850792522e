import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { appendEvent, createBuiltinAccount, createOrganisation } from '@zhicheng/core';
import { coreForTest, type CoreForTest } from '@zhicheng/core/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
const PROGRAM = fileURLToPath(new URL('./check-data.ts', import.meta.url));
const NOBODY = '00000000-0000-7000-8000-000000000002';
let test: CoreForTest;
let dataDir = '';

beforeAll(async () => {
  test = await coreForTest({ series: [] });
  dataDir = await mkdtemp(join(tmpdir(), 'zhicheng-check-'));
});
afterAll(async () => {
  await test.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const check = (env: Record<string, string>) =>
  run(process.execPath, ['--import', 'tsx', PROGRAM], { env: { ...process.env, ZHICHENG_DATA: dataDir, ...env } });
const database = () => ({ DATABASE_URL: test.url, ZHICHENG_KEY: 'ab'.repeat(32) });

it('finds nothing broken, and writes nothing', async () => {
  const { stdout } = await check(database());
  expect(stdout).toMatch(/^\d{2} rules, 0 stored files: 0 broken/);
});

it('names what is broken, with its ids, and ends with 1', async () => {
  const { core } = test;
  const body = await createOrganisation({ core, actor: null, name: '示例区教育局', capacities: ['department'] });
  const { accountId } = await createBuiltinAccount({
    ...{
      core,
      actor: null,
      username: 'check',
      password: 'zhicheng-test',
      displayName: '示例',
      assignments: [{ role: 'department', organisationId: body.id }],
    },
  });
  const row = { owner_id: accountId, name: 'a.pdf', type: 'pdf', bytes: 1, hash: 'ab'.repeat(32) };
  const [file] = await core
    .db('file')
    .insert({ ...row, original_hash: row.hash })
    .returning('id');
  const event = { subjectKind: 'demo', subjectId: NOBODY, action: 'noted', actor: null };
  await core.db.transaction((trx) => appendEvent(trx, { ...event, data: { id: `11010119900101${'1234'}` } }));
  const failed = check(database());
  await expect(failed).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining(': 2 broken') });
  await expect(failed).rejects.toMatchObject({
    stdout: expect.stringContaining(`every file has its content in the store\n        ${file?.id}`),
  });
  await expect(failed).rejects.toMatchObject({ stdout: expect.stringContaining('no ID number stands in the ledger') });
});

it('says plainly where there is no database', () =>
  expect(check({ DATABASE_URL: '' })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no database in'),
  }));
