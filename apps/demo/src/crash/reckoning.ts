import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { checkData } from '@zhicheng/core';
import { connect, type Database } from '@zhicheng/database';
import { diskStore } from '@zhicheng/storage';
import type { Memory } from './acts.ts';
import type { Cast } from './cast.ts';

const PATIENCE_MS = 180_000;

/** Jobs that wait or run, and batches with rows that nobody has decided. */
const WAITING = `
  select (select count(*)::int from graphile_worker._private_jobs where run_at <= now()) as jobs,
    (select count(*)::int from task_batch where finished_at is null) as batches`;

/** Until the workers have nothing left to do; says what is left when that takes too long. */
export async function untilIdle(db: Database): Promise<string[]> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { jobs, batches } = (await db.raw(WAITING)).rows[0];
    if (jobs === 0 && batches === 0) return [];
    if (Date.now() > deadline) return [`${jobs} jobs and ${batches} batches wait still`];
    await delay(500);
  }
}

/** Holds what people remember against the database: everything that is wrong, in words. */
export async function reckon(db: Database, dataDir: string, cast: Cast, memory: Memory): Promise<string[]> {
  const filesDir = join(dataDir, 'files');
  const { violations } = await checkData({ db, store: diskStore(filesDir) });
  return [
    ...memory.surprises.map((surprise) => `an answer that nobody should have got: ${surprise}`),
    ...violations.map(({ invariant, ids }) => `broken: ${invariant}: ${ids.join(', ')}`),
    ...(await submitsLost(db, memory)),
    ...(await returnsLost(db, memory)),
    ...(await entriesLost(db, cast, memory)),
    ...(await textLost(db, cast, memory)),
    ...(await workLost(db, memory)),
    ...(await filesLost(db, filesDir, memory)),
  ];
}

/** Each acknowledged key is there, and a declaration went through as many rounds as keys were used for it. */
async function submitsLost(db: Database, { submits }: Memory): Promise<string[]> {
  const lost: string[] = [];
  for (const { declarationId, key } of submits) {
    const action = `submitDeclaration ${declarationId}`;
    if (!(await db('idempotency_key').where({ key, action }).first('key'))) lost.push(`submit ${key} is lost`);
  }
  const { rows } = await db.raw(`
    select d.id, d.round, (select count(*)::int from idempotency_key k where k.action = 'submitDeclaration ' || d.id) as keys,
      (select count(*)::int from ledger_event e where e.subject_id = d.id and e.action = 'submit') as events
    from declaration d`);
  const asked = new Set(submits.map(({ declarationId }) => declarationId));
  for (const { id, round, keys, events } of rows)
    if (asked.has(id) && (round !== keys || round !== events))
      lost.push(`declaration ${id}: ${round} rounds, ${keys} keys, ${events} submits in the ledger`);
  return lost;
}

async function returnsLost(db: Database, { returns }: Memory): Promise<string[]> {
  const open = await db('task')
    .whereIn(
      'id',
      returns.map(({ taskId }) => taskId),
    )
    .where((q) => q.whereNull('outcome').orWhereNot({ outcome: 'return' }))
    .pluck('id');
  return open.map((id) => `the return of task ${id} is lost`);
}

/** Each acknowledged entry is there with one audit, and no key made two. */
async function entriesLost(db: Database, { applicants }: Cast, { entries }: Memory): Promise<string[]> {
  const lost: string[] = [];
  for (const { entryId } of entries) {
    const rounds = await db('process').where({ kind: 'libraryEntry', subject_id: entryId });
    const entry = await db('library_entry').where({ id: entryId }).first('state');
    if (!entry || rounds.length !== 1)
      lost.push(`entry ${entryId}: ${entry?.state ?? 'gone'}, ${rounds.length} audits`);
  }
  const { rows } = await db.raw(
    `select k.account_id, count(*)::int as keys, count(distinct k.result->>'id')::int as ids,
      (select count(*)::int from library_entry e where e.owner_id = k.account_id) as entries
     from idempotency_key k where k.action like 'library.saveAndSubmit %' and k.account_id = any(?) group by 1`,
    [applicants.map(({ accountId }) => accountId)],
  );
  for (const { account_id, keys, ids, entries: there } of rows)
    if (keys !== ids || keys !== there) lost.push(`entries of ${account_id}: ${keys} keys, ${ids} ids, ${there} rows`);
  return lost;
}

/** What was saved last is there, or something that was tried after it. */
async function textLost(db: Database, { applicants }: Cast, { saved, kept }: Memory): Promise<string[]> {
  const lost: string[] = [];
  const check = (what: string, told: { sure: number; tried: number } | undefined, stored: unknown) => {
    const n = Number(/\d+/.exec(String(stored ?? ''))?.[0] ?? 0);
    if (told && (n < told.sure || n > told.tried)) lost.push(`${what}: ${told.sure} was acknowledged, ${n} is there`);
  };
  for (const { accountId, declarationId } of applicants) {
    const form = await db('declaration_form')
      .where({ declaration_id: declarationId, section: 'profile' })
      .first('data');
    check(`form of ${declarationId}`, saved.get(declarationId), form?.data.birthplace);
    const draft = await db('draft').where({ account_id: accountId, record: 'library/experience/new' }).first('raw');
    check(`draft of ${accountId}`, kept.get(accountId), draft?.raw.position);
  }
  return lost;
}

/** Every batch that was acknowledged was worked off, and no job was given up. */
async function workLost(db: Database, { batches }: Memory): Promise<string[]> {
  const done = await db('task_batch').whereIn('id', batches).whereNotNull('finished_at').pluck('id');
  const { rows } = await db.raw(
    `select t.identifier, j.last_error from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where j.attempts >= j.max_attempts`,
  );
  return [
    ...batches.filter((id) => !done.includes(id)).map((id) => `batch ${id} was not worked off`),
    ...rows.map(
      (row: { identifier: string; last_error: string }) => `job ${row.identifier} given up: ${row.last_error}`,
    ),
  ];
}

/** Each acknowledged upload has its row (checkData looks for the contents); contents without a row are swept with it. */
async function filesLost(db: Database, filesDir: string, { files }: Memory): Promise<string[]> {
  const known = new Set(await db('file').whereIn('id', files).pluck('id'));
  const hashes = new Set(await db('file').pluck('hash'));
  const thumbs = new Set(await db('file').whereNotNull('thumb_hash').pluck('thumb_hash'));
  const names = await readdir(filesDir, { recursive: true });
  const blobs = names.map((name) => name.split('/').at(-1) ?? '').filter((name) => /^[0-9a-f]{64}$/.test(name));
  const orphans = blobs.filter((hash) => !hashes.has(hash) && !thumbs.has(hash));
  return [
    ...files.filter((id) => !known.has(id)).map((id) => `file ${id} is lost`),
    ...(orphans.length > 0 ? [`${orphans.length} contents in the store that no file has`] : []),
  ];
}

export const openData = (url: string): Database => connect({ url, poolMax: 2, applicationName: 'zhicheng crash' });
