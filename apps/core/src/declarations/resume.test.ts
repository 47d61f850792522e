import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invariantViolations } from '../invariants.ts';
import { PROFILE, roadForTest, type Applicant, type Road } from './test-world.ts';

const policies = { returnMode: 'DIRECT', resume: 'AT_RETURNING_NODE', quota: 'NOT_APPLIED' } as const;

let road: Road;
let applicant: Applicant;
let planId: string;

beforeAll(async () => {
  road = await roadForTest();
  applicant = await road.applicant('示例一');
  planId = await road.plan({ policies });
});
afterAll(() => road.drop());

/** Returned by the HRSS after school and district had passed it. */
async function returned(who: Applicant, plan = planId): Promise<string> {
  const id = await road.submitted(who, plan);
  await road.walk(id, ['school', 'district']);
  await road.decideDeclaration(road.auditors.hrss, id, 'return');
  return id;
}
const log = async (who: Applicant, id: string) =>
  (await road.as(who.actor).declarations.detail({ id })).log
    .filter(({ round }) => round === 2)
    .map(({ nodeLabel, state, carried }) => [nodeLabel, state, carried]);

describe('a plan whose audit goes on where it was returned', () => {
  let id: string;

  it('carries the passes below over and opens at the body that returned', async () => {
    id = await returned(applicant);
    expect((await road.as(applicant.actor).declarations.detail({ id })).card.returned?.goesOn).toBe(true);
    await road.form(applicant.actor, id, 'profile', { ...PROFILE, birthplace: '示例省示例县' });
    await road.submit(applicant.actor, id);
    expect(await log(applicant, id)).toEqual([
      ['单位审核', 'passed', true],
      ['主管部门审核', 'passed', true],
      ['人社部门审核', 'open', false],
    ]);
    const { card } = await road.as(applicant.actor).declarations.detail({ id });
    expect(card.tracker.map(({ face, count }) => face + count)).toEqual([
      ...['done', 'done', 'todo(1/2)', 'now', 'todo', 'todo'],
    ]);
  });

  it('stands in the ledger as such; who passed it is told and finds it among what he has done', async () => {
    const events = await road.core
      .db('ledger_event')
      .whereIn('subject_id', road.core.db('step').whereNotNull('carried_from').select('id'))
      .orderBy(['subject_id', 'seq']);
    expect(events.map(({ action }) => action)).toEqual(['open', 'carry', 'open', 'carry']);

    for (const auditor of [road.auditors.school, road.auditors.district]) {
      const [message] = await road.as(auditor).notifications.list({});
      expect(message?.text).toContain('沿用本单位上轮的通过');
      const { rows } = await road.as(auditor).tasks.list({ tab: 'mine', flowType: '职称申报' });
      expect(rows).toHaveLength(2);
      expect(message?.link).toBe(`/work/tasks/${rows[0]?.taskId}?read=1`);
      const units = await road.as(auditor).declarations.unitList({ tab: 'audited' });
      expect(units.rows).toMatchObject([{ declarationId: id, nodeLabel: '人社部门审核', stateLabel: '审核中' }]);
    }
  });

  it('[AH-33.17] the unit’s recommendation of the round before is still there to read', async () => {
    const process = await road.core.db('process').where({ subject_id: id, round: 2 }).first('id');
    const audit = await road.as(road.auditors.hrss).declarations.auditView({ processId: process.id });
    expect(audit.recommendation?.uploads).toMatchObject({ publicity: [{}], recommendation: [{}] });
  });

  it('[SM-DECL.11] the level below may take its carried pass back, and then audits itself', async () => {
    const district = road.as(road.auditors.district).tasks;
    const { rows } = await district.list({ tab: 'mine', flowType: '职称申报' });
    const carried = await district.get({ taskId: rows[0]?.taskId ?? '' });
    expect(carried.withdrawal).toEqual({ allowed: true, why: null });
    await district.withdraw({ stepId: carried.stepId });
    expect(await log(applicant, id)).toEqual([
      ['单位审核', 'passed', true],
      ['主管部门审核', 'open', false],
    ]);
    await road.walk(id, ['district', 'hrss', 'city', 'convening']);
    expect((await road.as(applicant.actor).declarations.detail({ id })).card.state).toBe('approved');
  });
});

describe('audit starts at the unit all the same', () => {
  const fromUnit = [['单位审核', 'open', false]];

  it('[AH-26.07] without the policy', async () => {
    const who = await road.applicant('示例二');
    const id = await returned(who, await road.plan({ name: '2026年度示例逐级再审计划' }));
    expect((await road.as(who.actor).declarations.detail({ id })).card.returned?.goesOn).toBe(false);
    await road.submit(who.actor, id);
    expect(await log(who, id)).toEqual(fromUnit);
  });

  it('when the title or specialty was changed: the levels had recommended another', async () => {
    const who = await road.applicant('示例三');
    const id = await returned(who);
    const { specialtyId, titleId } = await road.as(who.actor).declarations.fill({ id });
    const { specialties } = await road.as(null).plans.get({ id: planId });
    const other = specialties.find((specialty) => specialty.id !== specialtyId);
    await road.as(who.actor).declarations.changeSpecialty({
      ...{ id, specialtyId: other?.id ?? '', titleId, expectedVersion: await road.version(who.actor, id) },
    });
    await road.submit(who.actor, id);
    expect(await log(who, id)).toEqual(fromUnit);
  });

  it('when the unit itself returned it', async () => {
    const who = await road.applicant('示例四');
    const id = await road.submitted(who, planId);
    await road.decideDeclaration(road.auditors.school, id, 'return');
    await road.submit(who.actor, id);
    expect(await log(who, id)).toEqual(fromUnit);
  });

  it('when the tree no longer leads that way', async () => {
    const who = await road.applicant('示例五');
    const id = await returned(who);
    const talent = await road.builtin('示例市人才服务中心', ['talentCentre']);
    await road.connect(road.auditors.school, talent);
    await road.connect(talent, road.auditors.hrss);
    await road.core
      .db('audit_edge')
      .where({
        from_organisation_id: road.auditors.district.organisationId,
        to_organisation_id: road.auditors.hrss.organisationId,
      })
      .delete();
    await road.submit(who.actor, id);
    expect(await log(who, id)).toEqual(fromUnit);
  });
});

it('leaves the data as the rules want them', async () => {
  expect(await invariantViolations(road.core.db)).toEqual([]);
});
