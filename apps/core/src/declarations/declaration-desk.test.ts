import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { INVARIANTS } from '../invariant-rules.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';
import type { UnitTab } from './unit-list.ts';

let road: Road;
let applicant: Applicant;
let id: string;

/** One declaration that the school has passed and the district has. */
beforeAll(async () => {
  road = await roadForTest();
  applicant = await road.applicant('示例旧名');
  id = await road.submitted(applicant, await road.plan());
  await road.walk(id, ['school']);
});
afterAll(() => road.drop());

const ids = async (auditor: Actor, tab: UnitTab, more: object = {}) =>
  (await road.as(auditor).declarations.unitList({ tab, ...more })).rows.map(({ declarationId }) => declarationId);
/** Ids of declarations that lists have otherwise than tasks do. */
const differing = async () => {
  const rule = INVARIANTS['what a body lists of its declarations is what its tasks make of them'] ?? '';
  return (await road.core.db.raw(rule)).rows;
};

describe('the list of declarations follows what happens to them', () => {
  it('a new name is found at every body, and the old one nowhere', async () => {
    await road.core.db('person').where({ account_id: applicant.actor.accountId }).update({ name: '示例新名' });
    for (const auditor of [road.auditors.school, road.auditors.district]) {
      expect(await ids(auditor, 'all', { name: '新名' })).toEqual([id]);
      expect(await ids(auditor, 'all', { name: '旧名' })).toEqual([]);
    }
    expect(await differing()).toEqual([]);
  });

  it('a new name waits for whoever is taking the declaration to the next body with the old one', async () => {
    const { db } = road.core;
    const step = await db('step')
      .join('process', 'process.id', 'step.process_id')
      .where({ subject_id: id, node: 'department' })
      .first('step.id', 'process_id');
    const deciding = await db.transaction();
    await deciding('process').where({ id: step.process_id }).forUpdate();
    await deciding('task').insert({
      ...{ step_id: step.id, organisation_id: road.auditors.hrss.organisationId, capacity: 'hrss' },
      ...{ closed_at: new Date(), outcome: 'pass', closed_by: road.auditors.hrss.accountId },
    });
    const renaming = db('person').where({ account_id: applicant.actor.accountId }).update({ name: '示例又名' }).then();
    const waiting = () =>
      db.raw(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
    await expect.poll(async () => (await waiting()).rows.length, { timeout: 20_000 }).toBe(1);
    await deciding.commit();
    await renaming;
    expect(await ids(road.auditors.hrss, 'audited', { name: '又名' })).toEqual([id]);
    expect(await differing()).toEqual([]);
    await db('task').where({ step_id: step.id, capacity: 'hrss' }).delete();
    expect(await ids(road.auditors.hrss, 'all')).toEqual([]);
  });

  it('[AH-33.01] returned: with all who had it in this round; handed in again: it waits where it came to', async () => {
    await road.decideDeclaration(road.auditors.district, id, 'return');
    for (const auditor of [road.auditors.school, road.auditors.district])
      expect(await ids(auditor, 'returned')).toEqual([id]);
    expect(await differing()).toEqual([]);
    await road.submit(applicant.actor, id);
    expect(await ids(road.auditors.school, 'todo')).toEqual([id]);
    expect(await ids(road.auditors.school, 'returned')).toEqual([]);
    expect(await ids(road.auditors.district, 'returned')).toEqual([id]);
    expect(await differing()).toEqual([]);
  });

  it('a declaration that is removed is gone from every list, and back if it ever were again', async () => {
    const counted = async () => (await road.core.db('declaration_desk').where({ declaration_id: id })).length;
    await road.core.db('declaration').where({ id }).update({ state: 'removed' });
    expect([await counted(), await differing()]).toEqual([0, []]);
    await road.core.db('declaration').where({ id }).update({ state: 'inAudit' });
    expect([await counted(), await differing()]).toEqual([2, []]);
  });
});
