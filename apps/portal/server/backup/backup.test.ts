import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptFile, checkData, createBuiltinAccount, createOrganisation, type CoreApp } from '@zhicheng/core';
import { coreForTest, type CoreForTest } from '@zhicheng/core/testing';
import { diskStore, s3Bucket, s3Store } from '@zhicheng/storage';
import { s3ForTest } from '@zhicheng/storage/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { restoreBackup } from './restore-backup.ts';
import { takeBackup, type SiteData } from './take-backup.ts';

const KEY = 'ab'.repeat(32);
let folder = '';
let source: CoreForTest;
const targets: CoreForTest[] = [];

const siteOf = ({ url, filesDir }: CoreForTest, key = KEY): SiteData => ({ url, filesDir, key });
const appOf = ({ core }: CoreForTest): Pick<CoreApp, 'core'> => ({ core });

async function empty(): Promise<CoreForTest> {
  const made = await coreForTest({ series: [] });
  targets.push(made);
  return made;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhicheng-backup-'));
  source = await coreForTest({ series: [] });
  const { core } = source;
  const body = await createOrganisation({ core, actor: null, name: '示例区教育局', capacities: ['department'] });
  const assignments = [{ role: 'department', organisationId: body.id }] as const;
  const account = { core, actor: null, username: 'backup', password: 'zhicheng-test', displayName: '示例' };
  const { accountId } = await createBuiltinAccount({ ...account, assignments });
  const actor = { accountId, assignmentId: '', role: 'department', organisationId: body.id, name: '示例' } as const;
  const bytes = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(9000, 32), Buffer.from('\n%%EOF\n')]);
  const arriving = async function* () {
    yield bytes;
  };
  await acceptFile({ core, actor, source: arriving(), name: '证明.pdf', slot: { types: ['pdf'], maxMB: 1 } });
});
afterAll(async () => {
  for (const each of [source, ...targets]) await each.drop();
  await rm(folder, { recursive: true });
});

it('a backup, restored into an empty site, is the same data, whole', async () => {
  const taken = join(folder, 'taken');
  expect(await takeBackup(siteOf(source), taken)).toMatchObject({ files: 1 });
  expect((await readdir(taken)).sort()).toEqual(['database', 'files', 'key-fingerprint']);
  const target = await empty();
  const report = await restoreBackup(appOf(target), siteOf(target), taken);
  expect(report).toMatchObject({ blobs: 1, violations: [] });
  for (const table of ['account', 'login', 'organisation', 'assignment', 'file', 'ledger_event'])
    expect(await target.core.db(table), table).toEqual(await source.core.db(table));

  await expect(restoreBackup(appOf(target), siteOf(target), taken)).rejects.toThrow('This site has data');
});

it('refuses another key, an unfinished backup, and to write over something', async () => {
  const taken = join(folder, 'second');
  await takeBackup(siteOf(source), taken);
  await expect(takeBackup(siteOf(source), taken)).rejects.toThrow('is not empty');
  const target = await empty();
  const other = siteOf(target, 'cd'.repeat(32));
  await expect(restoreBackup(appOf(target), other, taken)).rejects.toThrow('The key is not that of the backup');
  await rm(join(taken, 'database/dump.json'));
  await expect(restoreBackup(appOf(target), siteOf(target), taken)).rejects.toThrow('no finished dump');
  expect(await target.core.db('account')).toEqual([]);
});

it('leaves what is still being uploaded behind', async () => {
  const { filesDir } = source;
  await writeFile(join(filesDir, 'incoming', 'half'), 'half');
  const taken = join(folder, 'third');
  await takeBackup(siteOf(source), taken);
  expect((await readdir(join(taken, 'files'))).every((name) => /^[0-9a-f]{2}$/.test(name))).toBe(true);
});

it('files go from the disk into a bucket and back by a backup, whole each time', async () => {
  const server = await s3ForTest();
  try {
    const store = s3Store(s3Bucket(server.settings));
    const fromDisk = join(folder, 'from-disk');
    await takeBackup(siteOf(source), fromDisk);
    const inBucket = await empty();
    const moved = { core: { ...inBucket.core, store } };
    const report = await restoreBackup(moved, { ...siteOf(inBucket), store }, fromDisk);
    expect(report).toMatchObject({ blobs: 1, violations: [] });
    expect(await readdir(inBucket.filesDir)).toEqual([]);

    const fromBucket = join(folder, 'from-bucket');
    expect(await takeBackup({ ...siteOf(inBucket), store }, fromBucket)).toMatchObject({ files: 1 });
    const onDisk = await empty();
    expect(await restoreBackup(appOf(onDisk), siteOf(onDisk), fromBucket)).toMatchObject({ blobs: 1, violations: [] });
    const { hash } = await onDisk.core.db('file').first('hash');
    expect(await diskStore(onDisk.filesDir).exists(hash)).toBe(true);

    await store.delete(hash);
    const { violations } = await checkData({ db: inBucket.core.db, store });
    expect(violations.map(({ invariant }) => invariant)).toEqual(['every file has its content in the store']);
  } finally {
    await server.close();
  }
});
