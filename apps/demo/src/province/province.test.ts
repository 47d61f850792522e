import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkData, createCore, invariantViolations, MIGRATIONS, type CoreApp } from '@zhicheng/core';
import { testDatabase, type TestDatabase } from '@zhicheng/database/testing';
import { anhui } from '@zhicheng/profiles';
import { registry } from '@zhicheng/plugins';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareDrafts } from './drafts/prepare-drafts.ts';
import { fillProvince } from './fill-province.ts';
import { brokenReferences } from './references.ts';
import { unitSizes } from './units.ts';

describe('a province of 500 people', () => {
  let database: TestDatabase;
  let app: CoreApp;
  let dir: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'zhicheng-province-'));
    database = await testDatabase(MIGRATIONS);
    app = await createCore({ databaseUrl: database.url, key: '6'.repeat(64), filesDir: dir }, anhui, registry);
    await fillProvince(app, { people: 500, entries: 2500 });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  });

  const states = async (table: string) =>
    (await app.core.db(table).distinct('state').orderBy('state')).map(({ state }) => state);
  const count = async (table: string) => Number((await app.core.db(table).count('* as n').first())?.n);

  it('keeps every invariant, and every row that is named is there', async () => {
    expect(await invariantViolations(app.core.db)).toEqual([]);
    expect(await brokenReferences(app.core.db)).toEqual([]);
  });

  it('has what was asked for, in every state', async () => {
    expect(await count('person')).toBe(500);
    const entries = await count('library_entry');
    expect(entries).toBeGreaterThan(2000);
    expect(entries).toBeLessThan(3500);
    expect(await states('declaration')).toEqual(['approved', 'draft', 'inAudit', 'removed', 'returned', 'terminated']);
    expect(await states('library_entry')).toEqual(['approved', 'draft', 'inAudit', 'removed', 'returned']);
    expect(await states('step')).toEqual(['open', 'passed', 'returned', 'terminated']);
    expect(await count('review_plan')).toBe(30);
  });

  it('has all indexes of the platform again', async () => {
    const fresh = await testDatabase(MIGRATIONS);
    const indexes = async (db: TestDatabase['db']) =>
      (await db('pg_indexes').where({ schemaname: 'public' }).orderBy('indexname')).map(({ indexdef }) => indexdef);
    expect(await indexes(app.core.db)).toEqual(await indexes(fresh.db));
    await fresh.drop();
  });

  it('is given drafts that may be handed in, each by itself, and every invariant holds after that', async () => {
    const drafts = await prepareDrafts(app, { count: 12 });
    expect(new Set(drafts.map(({ accountId }) => accountId)).size).toBe(12);
    expect(await invariantViolations(app.core.db)).toEqual([]);
    expect(await brokenReferences(app.core.db)).toEqual([]);
    for (const { declarationId: id, version: expectedVersion, name, ...who } of drafts) {
      const { declarations } = app.callerFor({ ...who, name, role: 'applicant', organisationId: null }, 'test');
      await declarations.submit({ id, expectedVersion, idempotencyKey: randomUUID() });
      const task = await app.core.db('task').where({ subject_id: id }).first();
      expect(task.flow_name).toContain(`-${name}身份证`);
    }
    expect(await checkData(app.core)).toMatchObject({ violations: [] });
    await expect(prepareDrafts(app, { count: 500 })).rejects.toThrow('can declare');
  }, 60_000);

  it('will not be filled twice', async () => {
    await expect(fillProvince(app, { people: 10, entries: 10 })).rejects.toThrow('empty database');
  });
});

it('has a hospital of 8,000 people where it is large, and everybody has a unit', () => {
  for (const people of [500, 10_000, 1_000_000])
    expect(unitSizes(people).reduce((sum, size) => sum + size, 0)).toBe(people);
  expect(unitSizes(1_000_000)[0]).toBeGreaterThanOrEqual(8000);
  expect(unitSizes(1_000_000)[0]).toBeLessThan(20_000);
});
