import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisationOf, type Actor } from '../context.ts';
import { grantAssignment } from '../identity/grant-assignment.ts';
import { refusal } from '../organisations/test-world.ts';
import { roadForTest, type Road } from './test-world.ts';

let road: Road;
let operator: Actor;
let district: Actor;
beforeAll(async () => {
  road = await roadForTest();
  ({ operator } = road);
  ({ district } = road.auditors);
});
afterAll(() => road.drop());

const api = () => road.as(operator).accounts;
const REASON = { reason: '机构改革' };
const end = (actor: Actor, capacity = actor.role as 'department', more: object = {}) =>
  api().endCapacity({ organisationId: organisationOf(actor), capacity, ...REASON, ...more });
const capacitiesOf = async (actor: Actor) =>
  (await api().body({ id: organisationOf(actor) })).capacities.map(({ capacity }) => capacity);
const codesOf = async (attempt: Promise<unknown>) => {
  const { code, issues } = await refusal(attempt);
  expect(code).toBe('REFUSED');
  return issues.map((one) => one.code);
};

describe('机构身份', () => {
  it('[AH-37.02] [GP.87] [GP.96] a further one is granted, held and ended with whoever acts in it; both are in the ledger', async () => {
    const organisationId = organisationOf(district);
    await api().grantCapacity({ organisationId, capacity: 'employer' });
    await api().grantCapacity({ organisationId, capacity: 'employer' });
    expect(await capacitiesOf(district)).toEqual(['department', 'employer']);
    const { core } = road;
    await grantAssignment({ core, actor: operator, accountId: district.accountId, role: 'employer', organisationId });
    expect((await api().body({ id: organisationId })).capacities.map(({ holders }) => holders)).toEqual([1, 1]);
    await end(district, 'employer' as 'department');
    expect(await capacitiesOf(district)).toEqual(['department']);
    const held = await core.db('assignment').where({ account_id: district.accountId }).whereNull('valid_to');
    expect(held.map(({ role }) => role)).toEqual(['department']);
    const events = await core.db('ledger_event').where({ subject_id: organisationId }).orderBy('seq');
    expect(events.slice(-2)).toMatchObject([
      { action: 'grantCapacity', data: { capacity: 'employer' } },
      { action: 'endCapacity', data: { capacity: 'employer', reason: '机构改革', assignments: 1 } },
    ]);
  });

  it('the last one stays, and what is not there cannot end', async () => {
    const lonely = await road.builtin('示例孤立单位', ['employer']);
    expect(await codesOf(end(lonely))).toEqual(['last']);
    expect((await refusal(end(lonely, 'department'))).code).toBe('NOT_FOUND');
    expect((await refusal(end(lonely, 'employer' as 'department', { reason: ' ' }))).issues[0]?.path).toBe('reason');
  });

  it('[GP.49] one that paths, open cases or people need stays, and each is named', async () => {
    const { school, convening } = road.auditors;
    for (const organisationId of [school, district, convening].map(organisationOf))
      await api().grantCapacity({ organisationId, capacity: 'talentCentre' });
    const planId = await road.plan();
    const id = await road.submitted(await road.applicant('示例一'), planId);
    expect(await codesOf(end(school))).toEqual(['edges', 'waiting', 'bound']);
    await road.decideDeclaration(school, id, 'pass');
    expect(await codesOf(end(district))).toEqual(['edges', 'waiting']);
    expect(await codesOf(end(convening))).toEqual(['edges', 'plans']);
    expect(await capacitiesOf(district)).toEqual(['department', 'talentCentre']);
    const body = await api().body({ id: organisationOf(district) });
    expect(body.capacities.find(({ capacity }) => capacity === 'department')?.holders).toBe(1);
  });

  it('an edge that was cancelled needs it no longer', async () => {
    const bureau = road.auditors.hrss;
    const office = await road.builtin('示例撤并局', ['department', 'talentCentre']);
    await road.connect(office, bureau);
    expect(await codesOf(end(office))).toEqual(['edges']);
    const { rows } = await road.as(operator).auditPath.edges({ configuration: 'all', keyword: '撤并' });
    for (const { id, version } of rows) await road.as(operator).auditPath.cancelEdge({ id, expectedVersion: version });
    await end(office);
    expect(await capacitiesOf(office)).toEqual(['talentCentre']);
    expect(await road.core.db('audit_edge').where({ from_organisation_id: office.organisationId })).toHaveLength(1);
  });

  it('people may stay where one of the two that audit them is left', async () => {
    const unit = await road.unit('示例教研室');
    const organisationId = unit.id;
    await road.bind(await road.person('示例二'), unit);
    await api().grantCapacity({ organisationId, capacity: 'talentCentre' });
    expect(await codesOf(end(unit.admins[0]))).toEqual(['bound']);
    await api().grantCapacity({ organisationId, capacity: 'department' });
    await end(unit.admins[0]);
    expect(await capacitiesOf(unit.admins[0])).toEqual(['department', 'talentCentre']);
  });

  it('nobody ends his own, and the database lets nothing wait in one that is gone', async () => {
    await api().grantCapacity({ organisationId: organisationOf(operator), capacity: 'talentCentre' });
    expect(await codesOf(end(operator))).toEqual(['own']);
    const open = road.core.db('step').where({ organisation_id: district.organisationId, state: 'open' });
    await expect(open.update({ node: 'hrss' })).rejects.toThrow(/foreign key/);
  });
});
