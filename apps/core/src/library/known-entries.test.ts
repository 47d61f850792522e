import { record, work } from '@zhicheng/plugin-specimen';
import type { Raw } from '@zhicheng/series-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { knownEntries } from './known-entries.ts';
import { EXPERIENCE, worldForTest, type Unit, type World } from './test-world.ts';

let world: World;
let unit: Unit;
let owner: Actor;
let level: Raw;

beforeAll(async () => {
  world = await worldForTest();
  unit = await world.unit('示例医院');
  level = await world.core.db('dictionary_item').where({ dictionary: 'publicationLevel' }).first('code', 'name');
});
afterAll(() => world.drop());

const person = async (name: string) => {
  owner = await world.person(name);
  await world.bind(owner, unit);
  await world.joinSeries(owner, 'specimen');
};
const recordRaw = (number: string): Raw => ({ ...record.sample, level, number });
const workRaw = (ids: readonly string[]): Raw => ({
  ...{ title: '样本成果', finishedOn: '2025-06-01', templated: true },
  records: ids.map((entry) => ({ entry, extra: { group: '观察组' } })),
});
const known = () => knownEntries({ core: world.core, ownerId: owner.accountId });
/** Statements that it takes, with the answer. */
async function counted<T>(run: () => Promise<T>): Promise<{ answer: T; queries: number }> {
  let queries = 0;
  const count = () => (queries += 1);
  world.core.db.on('query', count);
  const answer = await run();
  world.core.db.removeListener('query', count);
  return { answer, queries };
}

describe('the library as a preview reads it', () => {
  it('counts what is approved, and apart from it what is complete; blanks count for nothing (GP.88)', async () => {
    await person('示例一');
    const approved = await world.approved(owner, unit);
    const complete = await world.save(owner, { ...EXPERIENCE, position: '教研员' });
    await world.save(owner, { position: '教师' });
    const { answer, queries } = await counted(known);
    expect(Object.keys(answer.approved)).toEqual([approved.id]);
    expect(answer.approved[approved.id]).toMatchObject({ entity: 'experience', data: { position: '教师' } });
    const entered = await counted(() => answer.entered());
    expect(Object.keys(entered.answer)).toEqual([approved.id, complete.id]);
    expect([queries, entered.queries]).toEqual([1, 0]);
  });

  it('has what approved entries link to, from the same query', async () => {
    await person('示例二');
    const first = await world.approved(owner, unit, recordRaw('K-1'), record.code);
    const paper = await world.approved(owner, unit, workRaw([first.id]), work.code);
    const { answer, queries } = await counted(known);
    expect(Object.keys(answer.approved)).toEqual([first.id, paper.id]);
    expect(queries).toBe(1);
  });

  it('[AH-07.14] has it as it was approved while a newer version is being written', async () => {
    await person('示例三');
    const first = await world.approved(owner, unit, { ...recordRaw('K-2'), age: 45 }, record.code);
    const paper = await world.approved(owner, unit, workRaw([first.id]), work.code);
    const { db } = world.core;
    const { data } = await db('library_entry_revision').where({ entry_id: first.id, revision: 1 }).first('data');
    await db('library_entry_revision').insert({
      ...{ entry_id: first.id, revision: 2, entity_version: record.version, data: { ...data, age: 50 } },
    });
    await db('library_entry').where({ id: first.id }).update({ revision: 2, state: 'draft' });
    const { approved, entered } = await known();
    expect(Object.keys(approved).sort()).toEqual([first.id, paper.id].sort());
    expect(approved[first.id]?.data.age).toBe(45);
    // As an entry of its own, not for the link alone, it would count as it stands now.
    expect((await entered())[first.id]?.data.age).toBe(50);
  });
});
