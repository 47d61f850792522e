import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invariantViolations } from '../invariants.ts';
import type { Actor } from '../context.ts';
import { roadForTest, type Applicant, type Level, type Road } from '../declarations/test-world.ts';
import { refusal } from '../organisations/test-world.ts';

const REFUSED = '指定流程的当前状态不允许撤回';

let road: Road;
let planYear = 2030;
let applicant: Applicant;

beforeAll(async () => {
  road = await roadForTest();
  applicant = await road.applicant('示例一');
});
afterAll(() => road.drop());

/** A declaration of its own year, passed by these levels. */
async function passedBy(...levels: Level[]): Promise<string> {
  planYear += 1;
  const planId = await road.plan({ year: planYear, name: `${planYear}年度示例评审计划` });
  const id = await road.submitted(applicant, planId);
  await road.walk(id, levels);
  return id;
}
const stepOf = async (id: string, { organisationId }: Actor) =>
  road.core
    .db('step')
    .join('process', 'process.id', 'step.process_id')
    .where({ subject_id: id, 'step.organisation_id': organisationId })
    .orderBy('step.seq', 'desc')
    .first('step.*', 'process.state as process_state');
const withdraw = async (auditor: Actor, id: string) =>
  road.as(auditor).tasks.withdraw({ stepId: (await stepOf(id, auditor)).id });
const viewOf = async (auditor: Actor, id: string) => {
  const { id: stepId } = await stepOf(id, auditor);
  const task = await road.core.db('task').where({ step_id: stepId }).orderBy('opened_at', 'desc').first();
  return road.as(auditor).tasks.get({ taskId: task.id });
};
const log = async (id: string) =>
  (await road.as(applicant.actor).declarations.detail({ id })).log.map(({ nodeLabel, state }) => [nodeLabel, state]);

describe('withdrawing a pass of a declaration', () => {
  it('[AH-36.01] [AH-36.02] [SM-DECL.11] [SM-TASK.05] while the next level has neither claimed nor audited', async () => {
    const { school, district } = road.auditors;
    const id = await passedBy('school');
    const taskAbove = await road.task(id);
    expect((await viewOf(school, id)).withdrawal).toEqual({ allowed: true, why: null });
    expect(await withdraw(school, id)).toEqual({ message: '已成功撤回 此流程审核!' });
    expect(await log(id)).toEqual([['单位审核', 'open']]);
    expect(await stepOf(id, school)).toMatchObject({ opinion: null, decided_by: null, process_state: 'running' });
    // The level above has nothing any more, and is told so if it still has the page open.
    const late = road.as(district).tasks.decide({ taskId: taskAbove, decision: 'pass' });
    expect(await refusal(late)).toMatchObject({ code: 'CONFLICT', message: '这一件已被撤回，不再需要办理。' });
    expect((await refusal(road.as(district).declarations.reviewForm({ id }))).code).toBe('NOT_FOUND');
    // It can be audited again, and then goes on as if nothing had been.
    await road.walk(id);
    expect((await log(id)).map(([, state]) => state)).toEqual(['passed', 'passed', 'passed', 'passed', 'passed']);
  });

  it('[AH-32.12] [GP.17] it is in 待处理 again and stays in what was done', async () => {
    const { school } = road.auditors;
    const id = await passedBy('school');
    const counts = () => road.as(school).tasks.counts();
    const before = await counts();
    await withdraw(school, id);
    expect(await counts()).toEqual({ ...before, todo: before.todo + 1 });
    const { rows } = await road.as(school).tasks.list({ tab: 'todo', size: 100 });
    expect(rows.find((row) => row.taskId === rows.at(-1)?.taskId)).toMatchObject({
      ...{ stateLabel: '审核中', nodeLabel: '单位审核', claimedByMe: true },
    });
    await road.decideDeclaration(school, id, 'return', '重新审核后退回');
    expect(await log(id)).toEqual([['单位审核', 'returned']]);
  });

  it('[AH-36.01] also in the middle of the path', async () => {
    const id = await passedBy('school', 'district');
    await withdraw(road.auditors.district, id);
    expect(await log(id)).toEqual([
      ['单位审核', 'passed'],
      ['主管部门审核', 'open'],
    ]);
    // And then the level below again.
    const error = await refusal(withdraw(road.auditors.school, id));
    expect(error.message).toContain(REFUSED);
  });

  it('[AH-36.03] [SM-DECL.12] [GP.16] not once the next level has claimed', async () => {
    const { school, district } = road.auditors;
    const id = await passedBy('school');
    await road.as(district).tasks.claim({ taskId: await road.task(id) });
    const error = await refusal(withdraw(school, id));
    expect(error).toMatchObject({ code: 'REFUSED' });
    expect(error.message).toBe(`${REFUSED}。示例区教育局已领取。需要改动，请联系对方退回。`);
    expect((await viewOf(school, id)).withdrawal).toEqual({
      ...{ allowed: false, why: '示例区教育局已领取。需要改动，请联系对方退回。' },
    });
    expect(await log(id)).toEqual([
      ['单位审核', 'passed'],
      ['主管部门审核', 'open'],
    ]);
  });

  it('[AH-36.01] a claim under way wins over a withdrawal that comes meanwhile', async () => {
    const { school, district } = road.auditors;
    const id = await passedBy('school');
    const taskId = await road.task(id);
    const { db } = road.core;
    const claim = await db.transaction();
    await claim('task').where({ id: taskId }).update({ claimed_by: district.accountId, claimed_at: db.fn.now() });
    const withdrawal = refusal(withdraw(school, id));
    const isWaiting = async () =>
      (await db.raw(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))
        .rows.length > 0;
    while (!(await isWaiting()));
    await claim.commit();
    expect((await withdrawal).message).toContain('已领取');
    expect((await db('task').where({ id: taskId }).first()).closed_at).toBeNull();
  });

  it('[AH-36.03] not once the next level has audited', async () => {
    const { school } = road.auditors;
    const id = await passedBy('school', 'district');
    expect(await refusal(withdraw(school, id))).toMatchObject({ code: 'REFUSED', message: REFUSED });
    expect((await viewOf(school, id)).withdrawal?.allowed).toBe(false);
  });

  it('[AH-36.04] not once it was returned from above', async () => {
    const { school, district } = road.auditors;
    const id = await passedBy('school');
    await road.decideDeclaration(district, id, 'return');
    expect(await refusal(withdraw(school, id))).toMatchObject({ code: 'REFUSED', message: REFUSED });
    expect((await viewOf(school, id)).withdrawal).toMatchObject({ allowed: false });
    await refusal(withdraw(district, id));
    expect((await viewOf(district, id)).withdrawal).toBeNull();
  });

  it('[AH-36.03] [SM-DECL.12] not after 审核截止: nobody could audit it again', async () => {
    const { school } = road.auditors;
    const id = await passedBy('school');
    const { plan_id: planId } = await road.core.db('declaration').where({ id }).first();
    const { audit_until: until } = await road.core.db('review_plan').where({ id: planId }).first();
    await road.setNow(until);
    try {
      const closed = /本计划的审核已于 .+截止。请联系办事机构：/;
      expect((await viewOf(school, id)).withdrawal).toEqual({ allowed: false, why: expect.stringMatching(closed) });
      expect((await viewOf(road.auditors.district, id)).whyNot).toMatch(closed);
      const error = await refusal(withdraw(school, id));
      expect(error.message).toMatch(new RegExp(`^${REFUSED}。${closed.source}`));
      expect((await log(id)).map(([, state]) => state)).toEqual(['passed', 'open']);
    } finally {
      await road.setNow(null);
    }
    expect((await viewOf(school, id)).withdrawal).toEqual({ allowed: true, why: null });
  });

  it('[SM-DECL.13] not the last pass: the declaration is approved', async () => {
    const { convening } = road.auditors;
    const id = await passedBy('school', 'district', 'hrss', 'city', 'convening');
    expect(await refusal(withdraw(convening, id))).toMatchObject({ code: 'REFUSED', message: REFUSED });
    expect((await viewOf(convening, id)).withdrawal).toMatchObject({ allowed: false });
    expect((await road.core.db('declaration').where({ id }).first()).state).toBe('approved');
  });

  it('only who passed it, and only in his own organisation', async () => {
    const { school, district } = road.auditors;
    const id = await passedBy('school');
    const { id: stepId } = await stepOf(id, school);
    expect((await refusal(road.as(district).tasks.withdraw({ stepId }))).code).toBe('NOT_FOUND');
    const colleague = await road.colleague(road.school);
    expect(await refusal(road.as(colleague).tasks.withdraw({ stepId }))).toMatchObject({
      ...{ code: 'REFUSED', message: '只能撤回本人办理的审核。' },
    });
    expect((await viewOf(colleague, id)).withdrawal).toBeNull();
  });

  it('a double click takes back once', async () => {
    const id = await passedBy();
    const { school } = road.auditors;
    const taskId = await road.task(id);
    await road.as(school).tasks.claim({ taskId });
    await road.decideDeclaration(school, id, 'pass');
    const outcomes = await Promise.allSettled([withdraw(school, id), withdraw(school, id)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await log(id)).toEqual([['单位审核', 'open']]);
  });
});

it('leaves the data as the rules want them', async () => {
  expect(await invariantViolations(road.core.db)).toEqual([]);
});
