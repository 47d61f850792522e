import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { invariantViolations } from '../invariants.ts';
import { forwardLibraryTally, listedAt } from './tally.ts';
import { EXPERIENCE, worldForTest, type Unit, type World } from './test-world.ts';

let world: World;
let unit: Unit;
let owner: Actor;

beforeAll(async () => {
  world = await worldForTest();
  unit = await world.unit('示例市第一中学');
  owner = await world.person('示例一');
  await world.bind(owner, unit);
});
afterAll(() => world.drop());

const listed = async (at: Unit = unit) => {
  const api = world.as(at.admins[0]);
  const { rows, counts } = await api.library.unitList({ entity: 'experience', size: 100 });
  const items = (await api.library.unitMenu()).flatMap((group) => group.items);
  const item = items.find(({ entity }) => entity === 'experience');
  expect([rows.length, item?.all, item?.approved]).toEqual([counts.all, counts.all, counts.approved]);
  return [counts.all, counts.inAudit, counts.approved, counts.returned];
};
const changes = async () => (await world.core.db('library_tally_change').select('*')).length;
const broken = async () => (await invariantViolations(world.core.db)).map(({ invariant }) => invariant);
/** Before and after the changes are added up. */
async function expectListed(expected: readonly number[], at?: Unit) {
  expect(await listed(at)).toEqual(expected);
  expect(await broken()).toEqual([]);
  await forwardLibraryTally(world.core.db);
  expect([await listed(at), await changes(), await broken()]).toEqual([expected, 0, []]);
}

describe('how many entries a body lists', () => {
  it('[AH-31.01] [AH-31.10] [GP.17] follows every entry on its way; drafts are not counted', async () => {
    const draft = await world.save(owner);
    await expectListed([0, 0, 0, 0]);
    const sent = await world.saveAndSubmit(owner);
    await expectListed([1, 1, 0, 0]);
    await world.decide(unit.admins[0], sent.id, 'return', '缺少证明。');
    await world.approved(owner, unit);
    await expectListed([2, 0, 1, 1]);
    const taken = await world.saveAndSubmit(owner, { ...EXPERIENCE, position: '教研组长' });
    await world.as(owner).library.withdraw({ id: taken.id, expectedVersion: taken.version });
    await world.as(owner).library.remove({ id: draft.id, expectedVersion: draft.version });
    await expectListed([2, 0, 1, 1]);
  });

  it('nobody waits for another who hands in at the same unit, and neither is lost', async () => {
    const [all = 0, inAudit = 0, approved, returned] = await listed();
    const { id } = await world.approved(owner, unit, { ...EXPERIENCE, position: '班主任' });
    const slow = await world.core.db.transaction();
    await slow('library_entry').where({ id }).update({ state: 'returned' });
    await world.saveAndSubmit(owner, { ...EXPERIENCE, position: '年级主任' });
    await forwardLibraryTally(world.core.db);
    expect(await listed()).toEqual([all + 2, inAudit + 1, (approved ?? 0) + 1, returned]);
    await slow.rollback();
    await Promise.all([forwardLibraryTally(world.core.db), forwardLibraryTally(world.core.db)]);
    expect(await listed()).toEqual([all + 2, inAudit + 1, (approved ?? 0) + 1, returned]);
    expect(await broken()).toEqual([]);
  });

  it('many at once are one change for each state; what is moved to another body, or is gone, is counted there', async () => {
    const { db } = world.core;
    const other = await world.unit('示例市第二中学');
    await forwardLibraryTally(db);
    const before = await listed();
    const moved = db('library_entry').where({ organisation_id: unit.id, state: 'approved' });
    const count = await moved.clone().update({ organisation_id: other.id });
    expect([count, await changes()]).toEqual([before[2], 2]);
    expect(await listed(other)).toEqual([count, 0, count, 0]);
    expect(await listed()).toEqual([(before[0] ?? 0) - count, before[1], 0, before[3]]);
    await db('library_entry').whereNotNull('owner_id').update({ updated_at: db.fn.now() });
    expect(await changes()).toBe(2);
    const { id } = await world.save(owner);
    const copy = { ...(await db('library_entry').where({ id }).first()), organisation_id: other.id };
    const gone = { entity: 'experience', state: 'returned' };
    await db('library_entry').insert({ ...copy, id: owner.accountId, state: 'returned' });
    expect(await listedAt(db, other.id, 'experience')).toContainEqual({ ...gone, entries: 1 });
    await db('library_entry').where({ id: owner.accountId }).delete();
    expect(await listedAt(db, other.id, 'experience')).not.toContainEqual(expect.objectContaining(gone));
  });
});
