import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { refusal } from '../organisations/test-world.ts';
import { roadForTest, type Road } from './test-world.ts';

const NOT_BOUND = '还没有绑定工作单位，可以先录入，暂不能提交。到“个人中心”点“变更单位”。';
let road: Road;
let unbound: Actor;
let waiting: Actor;

beforeAll(async () => {
  road = await roadForTest();
  unbound = await road.person('示例一');
  waiting = await road.person('示例二');
  await road.request(waiting, road.school.id);
});
afterAll(() => road.drop());

const words = async (actor: Actor, planId: string) =>
  (await road.as(actor).declarations.mayDeclare({ planId })).map(({ message }) => message);

describe('马上申报 before the unit has approved', () => {
  it('[GP.02] [GP.13] [AH-03.06] is closed to both, greyed with the words of the refusal', async () => {
    const planId = await road.plan();
    expect(await words(unbound, planId)).toEqual([NOT_BOUND]);
    expect(await words(waiting, planId)).toEqual([expect.stringContaining('示例市第一中学还没有审核您的绑定')]);
    for (const actor of [unbound, waiting]) {
      const refused = await refusal(road.declare(actor, planId));
      expect(refused).toMatchObject({ code: 'REFUSED', issues: [{ message: (await words(actor, planId))[0] }] });
    }
  });

  it('[GP.02] is open to who waits where the plan says so; submitting still needs the approval', async () => {
    const policies = { returnMode: 'DIRECT', quota: 'NOT_APPLIED', draftingWhileUnbound: true } as const;
    const planId = await road.plan({ year: 2027, name: '2027年度示例市可先填报的评审', policies });
    expect(await words(unbound, planId)).toEqual([NOT_BOUND]);
    expect(await words(waiting, planId)).toEqual([]);
    const id = await road.declare(waiting, planId);
    const expectedVersion = await road.version(waiting, id);
    const submitting = road.as(waiting).declarations.submit({ id, expectedVersion, idempotencyKey: randomUUID() });
    expect((await refusal(submitting)).issues.map(({ code }) => code)).toContain('BINDING_PENDING');
  });
});
