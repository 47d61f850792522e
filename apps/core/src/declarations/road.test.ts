import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invariantViolations } from '../invariants.ts';
import { roadForTest, WALK, type Applicant, type Road } from './test-world.ts';

let road: Road;
let planId: string;
let applicant: Applicant;

beforeAll(async () => {
  road = await roadForTest();
  planId = await road.plan();
  applicant = await road.applicant('示例一');
});
afterAll(() => road.drop());

describe('the whole road', () => {
  it('[WF.07] [WF.10] [SM-DECL.06] from 马上申报 through five levels to 审核通过', async () => {
    const id = await road.declare(applicant.actor, planId);
    await road.fill(applicant, id);
    const { assessment } = await road.as(applicant.actor).declarations.fill({ id });
    expect(assessment.gaps).toEqual([]);
    await road.submit(applicant.actor, id);
    for (const level of WALK) await road.decideDeclaration(road.auditors[level], id, 'pass', `${level} 同意`);
    const { card, log } = await road.as(applicant.actor).declarations.detail({ id });
    expect(card.state).toBe('approved');
    expect(log.map(({ nodeLabel, state, opinion }) => [nodeLabel, state, opinion])).toEqual([
      ['单位审核', 'passed', 'school 同意'],
      ['主管部门审核', 'passed', 'district 同意'],
      ['人社部门审核', 'passed', 'hrss 同意'],
      ['主管部门审核', 'passed', 'city 同意'],
      ['组建单位审核', 'passed', 'convening 同意'],
    ]);
  });
});

it('leaves the data as the rules want them', async () => {
  expect(await invariantViolations(road.core.db)).toEqual([]);
});
