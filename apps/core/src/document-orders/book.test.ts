import { randomUUID } from 'node:crypto';
import { runDueJobs } from '@zhicheng/jobs';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { roadForTest, type Applicant, type Road } from '../declarations/test-world.ts';
import { refusal } from '../organisations/test-world.ts';
import { jobTasks } from '../worker.ts';
import { openDocument } from './open-document.ts';

let road: Road;
let one: Applicant;
let declarationId: string;

beforeAll(async () => {
  road = await roadForTest();
  one = await road.applicant('示例一');
  declarationId = await road.declare(one.actor, await road.plan());
});
afterAll(() => road.drop());

const order = (actor: Actor) =>
  road.as(actor).documentOrders.orderBook({ declarationId, idempotencyKey: randomUUID() });
const work = () => runDueJobs({ url: road.url, tasks: jobTasks(road.core), log: () => undefined });

describe('[AH-27.01] the book of a declaration', () => {
  it('[GP.82] is made of what was submitted: refused before', async () => {
    expect((await refusal(order(one.actor))).issues[0]?.message).toBe('材料册按提交的内容生成，请提交申报后再导出。');
  });

  it('[AH-39.02] is one PDF for the owner and for the body before which it is, and for nobody else', async () => {
    await road.fill(one, declarationId);
    await road.submit(one.actor, declarationId);
    const ids: string[] = [];
    for (const actor of [one.actor, road.auditors.school]) {
      const { id } = await order(actor);
      ids.push(id);
      await work();
      expect(await road.as(actor).documentOrders.get({ id })).toMatchObject({ state: 'ready', problem: null });
      const { stream, name } = await openDocument({ core: road.core, actor, id });
      expect(name).toMatch(/^申报材料册-示例一-.+\.pdf$/);
      const bytes = await buffer(stream);
      expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    }
    expect((await refusal(order(road.auditors.district))).code).toBe('NOT_FOUND');
    const stranger = openDocument({ core: road.core, actor: road.auditors.school, id: ids[0] ?? '' });
    expect((await refusal(stranger)).code).toBe('NOT_FOUND');
    const reveals = await road.core.db('reveal_log').where({ person_id: one.actor.accountId, purpose: 'book' });
    expect(reveals).toHaveLength(2);
  });
});
