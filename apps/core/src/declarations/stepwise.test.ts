import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { invariantViolations } from '../invariants.ts';
import { refusal } from '../organisations/test-world.ts';
import { inDays, roadForTest, type Applicant, type Road } from './test-world.ts';

const NOT_WITHDRAWABLE = '指定流程的当前状态不允许撤回';
const SUPERIOR = '学历证书与学信网不符。';

let road: Road;
let applicant: Applicant;
let planId: string;
let id: string;

beforeAll(async () => {
  road = await roadForTest();
  applicant = await road.applicant('示例一');
  planId = await road.plan({ policies: { returnMode: 'STEPWISE', quota: 'NOT_APPLIED' } });
  id = await road.submitted(applicant, planId);
  await road.walk(id, ['school', 'district']);
});
afterAll(() => road.drop());

const view = async (auditor: Actor) => road.as(auditor).tasks.get({ taskId: await road.task(id) });
const stateNow = async () => (await road.core.db('declaration').where({ id }).first('state')).state as string;
const detail = () => road.as(applicant.actor).declarations.detail({ id });
const faces = async () => (await detail()).card.tracker.map(({ face, count }) => face + count);
const steps = () =>
  road.core
    .db('step')
    .join('process', 'process.id', 'step.process_id')
    .where({ subject_id: id })
    .orderBy(['round', 'seq'])
    .select('step.*');

describe('[SM-DECL.08] [GP.51] a return level by level', () => {
  it('says before whom it goes to', async () => {
    expect(await view(road.auditors.hrss)).toMatchObject({ returnsTo: '示例区教育局', putBack: null });
  });

  it('puts the case back to the body below, marked 上级审核不通过, with the opinion; the declaration stays in audit', async () => {
    await road.decideDeclaration(road.auditors.hrss, id, 'return', SUPERIOR);
    expect(await stateNow()).toBe('inAudit');
    const task = await view(road.auditors.district);
    expect(task).toMatchObject({ nodeLabel: '主管部门审核', stateLabel: '上级审核不通过', whyNot: null });
    expect(task.putBack).toMatchObject({ organisationName: '示例区人力资源和社会保障局', opinion: SUPERIOR });
    expect(task.returnsTo).toBe('示例市第一中学');
    const { rows } = await road.as(road.auditors.district).tasks.list({ tab: 'todo' });
    expect(rows).toMatchObject([{ nodeLabel: '主管部门审核', stateLabel: '上级审核不通过' }]);
    const [message] = await road.as(road.auditors.district).notifications.list({});
    expect(message?.text).toContain(`上级审核不通过，意见：${SUPERIOR}`);
    expect(message?.link).toBe(`/work/tasks/${task.taskId}`);
  });

  it('does not trouble the person yet; tracker and log show where it is', async () => {
    const { card, log } = await detail();
    expect(card).toMatchObject({ state: 'inAudit', editable: false, returned: null });
    expect(await faces()).toEqual(['done', 'done', 'now(1/2)', 'back', 'todo', 'todo']);
    expect(log.map(({ nodeLabel, state, sentTo, putBack }) => [nodeLabel, state, sentTo, putBack])).toEqual([
      ['单位审核', 'passed', null, false],
      ['主管部门审核', 'passed', null, false],
      ['人社部门审核', 'returned', '示例区教育局', false],
      ['主管部门审核', 'open', null, true],
    ]);
  });

  it('is listed as 被退回 with the superior, as 待审核 with the body below', async () => {
    const hrss = await road.as(road.auditors.hrss).declarations.unitList({ tab: 'returned' });
    expect(hrss.rows).toMatchObject([{ declarationId: id, nodeLabel: '主管部门审核', stateLabel: '上级审核不通过' }]);
    const district = await road.as(road.auditors.district).declarations.unitList({ tab: 'todo' });
    expect(district.rows).toMatchObject([{ declarationId: id, stateLabel: '上级审核不通过' }]);
    expect((await road.as(road.auditors.school).declarations.unitList({ tab: 'returned' })).rows).toEqual([]);
  });

  it('[SM-DECL.12] nobody below takes an earlier pass back, nobody takes a return back', async () => {
    for (const step of await steps()) {
      const auditor = { employer: road.auditors.school, department: road.auditors.district }[step.node as string];
      if (step.state === 'open') continue;
      const error = await refusal(road.as(auditor ?? road.auditors.hrss).tasks.withdraw({ stepId: step.id }));
      expect(error.code).toBe(step.state === 'passed' ? 'REFUSED' : 'CONFLICT');
      if (step.state === 'passed') expect(error.message).toBe(NOT_WITHDRAWABLE);
    }
    const mine = await road.as(road.auditors.district).tasks.list({ tab: 'mine', flowType: '职称申报' });
    const earlier = await road.as(road.auditors.district).tasks.get({ taskId: mine.rows[0]?.taskId ?? '' });
    expect(earlier.withdrawal).toMatchObject({ allowed: false });
  });
});

describe('[SM-DECL.09] the body below', () => {
  it('passes it up again with its opinion, to the superior and nobody else; taken back before the superior has it', async () => {
    const taskId = await road.task(id);
    const { next } = await view(road.auditors.district);
    expect(next.map(({ organisationName }) => organisationName)).toEqual(['示例区人力资源和社会保障局']);
    await road.decideDeclaration(road.auditors.district, id, 'pass', '已核对原件，证书属实。');
    const district = road.as(road.auditors.district).tasks;
    const done = await district.get({ taskId });
    expect(done.withdrawal).toEqual({ allowed: true, why: null });
    await district.withdraw({ stepId: done.stepId });
    expect(await view(road.auditors.district)).toMatchObject({ stateLabel: '上级审核不通过' });
    await road.decideDeclaration(road.auditors.district, id, 'pass', '已核对原件，证书属实。');
    const again = await view(road.auditors.hrss);
    expect(again).toMatchObject({ putBack: null, returnsTo: '示例区教育局', stateLabel: '审核中' });
    expect(again.log.map(({ opinion }) => opinion)).toContain('已核对原件，证书属实。');
    expect(await faces()).toEqual(['done', 'done', 'todo(1/2)', 'now', 'todo', 'todo']);
  });

  it('or sends it further down: 退回补充材料, to the unit and from the unit to the person', async () => {
    await road.decideDeclaration(road.auditors.hrss, id, 'return', SUPERIOR);
    await road.decideDeclaration(road.auditors.district, id, 'return', '请补充学信网备案表。');
    const school = await view(road.auditors.school);
    expect(school).toMatchObject({ returnsTo: null, stateLabel: '上级审核不通过' });
    expect(school.putBack).toMatchObject({ organisationName: '示例区教育局', opinion: '请补充学信网备案表。' });
    expect(await stateNow()).toBe('inAudit');
    const early = road.as(applicant.actor).declarations.submit({
      ...{ id, expectedVersion: (await detail()).card.version, idempotencyKey: randomUUID() },
    });
    expect((await refusal(early)).code).toBe('CONFLICT');
    await road.decideDeclaration(road.auditors.school, id, 'return', '请补充备案表后再交。');
    const { card } = await detail();
    expect(card.returned).toMatchObject({ by: '示例市第一中学', opinion: '请补充备案表后再交。' });
    expect(await faces()).toEqual(['fix', 'back', 'back(1/2)', 'back', 'todo', 'todo']);
  });

  it('[GP.01] resubmission passes every level again', async () => {
    await road.submit(applicant.actor, id);
    await road.walk(id);
    expect(await stateNow()).toBe('approved');
    const { log } = await detail();
    expect(log.filter(({ round }) => round === 2).map(({ state }) => state)).toEqual(Array(5).fill('passed'));
  });

  it('goes on from what the unit had uploaded when the case came back to it', async () => {
    const other = await road.submitted(await road.applicant('示例二'), planId);
    await road.walk(other, ['school']);
    await road.decideDeclaration(road.auditors.district, other, 'return', '公示时间不足。');
    const process = await road.core.db('process').where({ subject_id: other }).first('id');
    const audit = await road.as(road.auditors.school).declarations.auditView({ processId: process.id });
    expect(audit.recommendation?.uploads).toMatchObject({ publicity: [{}], recommendation: [{}] });
    await road.walk(other, ['school', 'district', 'hrss', 'city']);
    await road.decideDeclaration(road.auditors.convening, other, 'return', '不予受理，请核对。');
    const city = await road.as(road.auditors.city).tasks.get({ taskId: await road.task(other) });
    expect(city.putBack).toMatchObject({ opinion: '不予受理，请核对。' });
  });
});

it('[GP.01] the other mode goes straight to the person', async () => {
  const direct = await road.submitted(
    await road.applicant('示例三'),
    await road.plan({ declareUntil: inDays(9).toISOString() }),
  );
  await road.walk(direct, ['school', 'district']);
  expect(await road.as(road.auditors.hrss).tasks.get({ taskId: await road.task(direct) })).toMatchObject({
    returnsTo: null,
  });
  await road.decideDeclaration(road.auditors.hrss, direct, 'return');
  expect((await road.core.db('declaration').where({ id: direct }).first('state')).state).toBe('returned');
});

it('leaves the data as the rules want them', async () => {
  expect(await invariantViolations(road.core.db)).toEqual([]);
});
