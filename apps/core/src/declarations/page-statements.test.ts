import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import type { Caller } from '../main.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let anna: Applicant;
let planId: string;
let id: string;

beforeAll(async () => {
  road = await roadForTest();
  const { school, district, hrss, city, convening } = road.auditors;
  await road.connect(school, district);
  await road.connect(district, hrss);
  await road.connect(hrss, city);
  await road.connect(city, convening);
  planId = await road.plan();
  await road.plan({ name: '2026年示例市中小学教师系列第二评委会' });
  anna = await road.applicant('示例甲');
  id = await road.declare(anna.actor, planId);
  await road.fill(anna, id);
});
afterAll(() => road.drop());

/** How often the database is asked. */
async function statements(actor: Actor, ask: (api: Caller) => Promise<unknown>): Promise<number> {
  let asked = 0;
  const count = (): void => void (asked += 1);
  road.core.db.on('query', count);
  try {
    await ask(road.as(actor));
  } finally {
    road.core.db.off('query', count);
  }
  return asked;
}

it('every page asks once who is signed in, and once for the work that waits', async () => {
  expect(await statements(anna.actor, (api) => api.identity.me())).toBe(1);
  expect(await statements(road.auditors.school, (api) => api.identity.me())).toBe(1);
  expect(await statements(road.auditors.school, (api) => api.tasks.waiting())).toBe(1);
});

it('the home of a person: one question each for what it shows, and two for the record under way', async () => {
  const asked = {
    profile: await statements(anna.actor, (api) => api.identity.profile()),
    binding: await statements(anna.actor, (api) => api.organisations.bindingStatus()),
    work: await statements(anna.actor, (api) => api.library.openWork()),
    plans: await statements(anna.actor, (api) => api.plans.list({ size: 20 })),
    // records, their logs, the way of the one that is not over
    records: await statements(anna.actor, (api) => api.declarations.overview()),
  };
  expect(asked).toEqual({ profile: 1, binding: 1, work: 1, plans: 1, records: 3 });
});

it('the fill page and the page of a plan ask as little', async () => {
  const asked = {
    // the record in its scope, the draft and what it imported, the card with log and way
    fill: await statements(anna.actor, (api) => api.declarations.fill({ id })),
    reusable: await statements(anna.actor, (api) => api.declarations.reusable({ id })),
    plan: await statements(anna.actor, (api) => api.plans.get({ id: planId })),
    may: await statements(anna.actor, (api) => api.declarations.mayDeclare({ planId })),
  };
  expect(asked).toEqual({ fill: 6, reusable: 2, plan: 2, may: 6 });
});
