import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore, invariantViolations, MIGRATIONS, type CoreApp } from '@zhicheng/core';
import { testDatabase, type TestDatabase } from '@zhicheng/database/testing';
import { anhui, hunan, isIdNumber } from '@zhicheng/profiles';
import { registry } from '@zhicheng/plugins';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from './load-demo.ts';
import { findOrganisations } from './organisations.ts';

describe.each([anhui, hunan])('the demo of $code', (profile) => {
  let database: TestDatabase;
  let app: CoreApp;
  let dir: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'zhicheng-demo-'));
    database = await testDatabase(MIGRATIONS);
    const config = { databaseUrl: database.url, key: '5'.repeat(64), filesDir: dir };
    app = await createCore(config, profile, registry);
    await loadDemo(app);
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  });

  it('has declarations in every state', async () => {
    const rows = await app.core.db('declaration').distinct('state').orderBy('state');
    expect(rows.map(({ state }) => state)).toEqual(['approved', 'draft', 'inAudit', 'returned', 'terminated']);
  });

  it('has plans that are open, closed and to come on any day', async () => {
    const { rows } = await app.callerFor(null, 'test').plans.list({ size: 100 });
    expect([...new Set(rows.map(({ phase }) => phase))].sort()).toEqual(['closed', 'open', 'upcoming']);
  });

  it('loads once', async () => {
    const people = async () => Number((await app.core.db('person').count('* as n').first())?.n);
    const before = await people();
    expect(await loadDemo(app)).toBe(true);
    expect(await people()).toBe(before);
    expect(before).toBeGreaterThanOrEqual(13);
  });

  it('[GP.31] [GP.87] [AH-37.02] an education bureau audits its own staff with its employer account', async () => {
    const { educationStaff, cityEducation } = await findOrganisations(app);
    const [employer, department] = [educationStaff.players[0], cityEducation.players[0]];
    expect([employer?.actor.role, department?.actor.role]).toEqual(['employer', 'department']);
    expect(employer?.actor.accountId).not.toBe(department?.actor.accountId);
    const staff = await employer?.api.organisations.people({});
    expect(staff?.rows.map(({ name, stateLabel }) => [name, stateLabel])).toEqual([['示例四', '审核通过']]);
    const others = await department?.api.organisations.people({});
    expect(others?.rows.map(({ name }) => name)).not.toContain('示例四');
  });

  it('breaks no invariant', async () => {
    expect(await invariantViolations(app.core.db)).toEqual([]);
  });

  it('carries synthetic ID numbers only, and none in clear', async () => {
    const people = await app.core.db('person').select('id_number_cipher', 'id_number_masked');
    for (const { id_number_cipher, id_number_masked } of people) {
      const number = app.core.cipher.open(id_number_cipher);
      expect(isIdNumber(number) && number.startsWith('999999')).toBe(true);
      expect(id_number_masked).not.toBe(number);
    }
  });
});

it('never touches data that it did not make', async () => {
  const database = await testDatabase(MIGRATIONS);
  const dir = await mkdtemp(join(tmpdir(), 'zhicheng-demo-'));
  const app = await createCore({ databaseUrl: database.url, key: '5'.repeat(64), filesDir: dir }, anhui, registry);
  try {
    await app.core.db('account').insert({ kind: 'builtin', display_name: '别处来的账号' });
    expect(await loadDemo(app)).toBe(false);
    expect((await app.core.db('review_plan').first()) ?? null).toBeNull();
  } finally {
    await app.close();
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  }
});
