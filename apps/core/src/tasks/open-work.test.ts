import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { worldForTest, type Unit, type World } from '../library/test-world.ts';
import { openWork } from './open-work.ts';

let world: World;
let unit: Unit;
let one: Actor;
let two: Actor;
let owner: Actor;

beforeAll(async () => {
  world = await worldForTest();
  unit = await world.unit('示例市第一中学');
  [one] = unit.admins;
  owner = await world.person('示例一');
  await world.bind(owner, unit);
  two = await world.colleague(unit);
});
afterAll(() => world.drop());

const wordOf = async (capacity = 'employer') => {
  const desk = { organisationId: one.organisationId ?? '', capacity };
  return (await openWork(world.core.db, [desk])).get(`${desk.organisationId} ${capacity}`);
};
/** Every word that the desk has had, each once, after each of these. */
async function afterEach(...changes: (() => Promise<unknown>)[]): Promise<(string | undefined)[]> {
  const words = [await wordOf()];
  for (const change of changes) {
    await change();
    words.push(await wordOf());
  }
  return words;
}

it('the word of a desk changes with all that its counters may show, and is that of before when nothing is left', async () => {
  let taskId = '';
  const words = await afterEach(
    () => world.saveAndSubmit(owner),
    async () => {
      taskId = (await world.as(one).tasks.list({ tab: 'claimable' })).rows[0]?.taskId ?? '';
      await world.as(one).tasks.claim({ taskId });
    },
    () => world.as(one).tasks.handOver({ taskId, toAccountId: two.accountId, reason: '示例' }),
    () => world.as(two).tasks.release({ taskId }),
    () => world.saveAndSubmit(owner),
  );
  // given back, it is as it was before it was claimed
  expect(words[4]).toBe(words[1]);
  expect(new Set(words).size).toBe(words.length - 1);
  expect(words[0]).toBe('');
  for (const { taskId: id } of (await world.as(two).tasks.list({ tab: 'claimable', size: 100 })).rows) {
    await world.as(two).tasks.claim({ taskId: id });
    await world.as(two).tasks.decide({ taskId: id, decision: 'pass', opinion: '同意' });
  }
  expect(await wordOf()).toBe('');
});

it('a desk is an organisation in one of its capacities', async () => {
  await world.saveAndSubmit(owner);
  expect(await wordOf()).not.toBe('');
  expect(await wordOf('department')).toBe('');
});

it('a procedure that changed something tells it, one that reads or was refused does not', async () => {
  let told = 0;
  const end = await world.core.stir.hear(() => (told += 1));
  await world.as(one).tasks.counts();
  await expect(world.as(one).tasks.claim({ taskId: one.accountId })).rejects.toThrow();
  await world.saveAndSubmit(owner);
  await expect.poll(() => told).toBe(1);
  await end();
});
