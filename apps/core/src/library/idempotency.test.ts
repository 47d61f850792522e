import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { refusal } from '../organisations/test-world.ts';
import { EXPERIENCE, worldForTest, type World } from './test-world.ts';

let world: World;
let owner: Actor;
beforeAll(async () => {
  world = await worldForTest();
  const unit = await world.unit('示例市第一中学');
  owner = await world.person('示例一');
  await world.bind(owner, unit);
});
afterAll(() => world.drop());

it('a key that submitted one entry does not pretend to have submitted another', async () => {
  const { library } = world.as(owner);
  const [one, two] = [await world.save(owner), await world.save(owner, { ...EXPERIENCE, position: '班主任' })];
  const idempotencyKey = randomUUID();
  const submit = ({ id, version }: typeof one) => library.submit({ id, expectedVersion: version, idempotencyKey });
  const first = await submit(one);
  expect(await submit(one)).toEqual(first);
  expect(await refusal(submit(two))).toMatchObject({ code: 'CONFLICT' });
  expect((await world.get(owner, two.id)).state).toBe('draft');
});

it('nor does one that saved an entry swallow the change of another', async () => {
  const { library } = world.as(owner);
  const idempotencyKey = randomUUID();
  const made = await library.save({ entity: 'experience', raw: EXPERIENCE, idempotencyKey });
  const raw = { ...EXPERIENCE, position: '教研组长' };
  const change = { entity: 'experience', id: made.id, expectedVersion: made.version, raw, idempotencyKey };
  expect(await refusal(library.save(change))).toMatchObject({ code: 'CONFLICT' });
});
