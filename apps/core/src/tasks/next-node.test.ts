import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invariantViolations } from '../invariants.ts';
import { organisationOf, type Actor } from '../context.ts';
import { roadForTest, type Road } from '../declarations/test-world.ts';
import type { Unit } from '../library/test-world.ts';
import { refusal } from '../organisations/test-world.ts';
import type { Node } from './process-kind.ts';

let road: Road;
let school: Unit;
let admin: Actor;
let talent: Actor;
let id: string;
let taskId: string;

beforeAll(async () => {
  road = await roadForTest();
  school = await road.unit('示例市第二中学');
  [admin] = school.admins;
  talent = await road.builtin('示例市人才服务中心', ['talentCentre']);
  await road.connect(admin, road.auditors.district);
  await road.connect(admin, talent);
  await road.connect(talent, road.auditors.hrss);
  id = await road.submitted(await road.applicant('示例一', school), await road.plan());
  taskId = await road.task(id);
});
afterAll(() => road.drop());

const nodeOf = (actor: Actor): Node => ({ node: actor.role as Node['node'], organisationId: organisationOf(actor) });
const pass = async (next?: Node) =>
  road.as(admin).tasks.decide({
    ...{ taskId, decision: 'pass', opinion: '同意', next },
    extra: { recommendation: await road.recommendation(admin) },
  });
const nodes = async () =>
  (await road.core.db('step').whereIn('process_id', road.core.db('process').where({ subject_id: id }).select('id')))
    .sort((a, b) => a.seq - b.seq)
    .map(({ node }) => node);

describe('several next nodes', () => {
  it('[AH-33.19] [GP.18] are offered by name', async () => {
    const { next } = await road.as(admin).tasks.get({ taskId });
    expect(next).toEqual([
      { ...nodeOf(road.auditors.district), nodeLabel: '主管部门审核', organisationName: '示例区教育局' },
      { ...nodeOf(talent), nodeLabel: '人才服务中心审核', organisationName: '示例市人才服务中心' },
    ]);
  });

  it('[AH-33.19] passing without a choice, or with one that is none, is refused and moves nothing', async () => {
    for (const next of [undefined, nodeOf(road.auditors.hrss), nodeOf(road.auditors.convening)]) {
      const error = await refusal(pass(next));
      expect(error.code).toBe('REFUSED');
      expect(error.issues).toEqual([{ path: 'next', code: 'nextNode', message: '请选择下一审核节点。' }]);
    }
    expect(await road.task(id)).toBe(taskId);
  });

  it('returning needs no choice', async () => {
    const other = await road.submitted(await road.applicant('示例二', school), await road.plan({ year: 2027 }));
    await road.decideDeclaration(admin, other, 'return');
    expect((await road.core.db('declaration').where({ id: other }).first()).state).toBe('returned');
  });

  it('[AH-33.19] [AH-38.01] [AH-39.08] the chosen talent centre audits next, and the path goes on from there', async () => {
    await pass(nodeOf(talent));
    const view = await road.as(talent).tasks.get({ taskId: await road.task(id) });
    expect(view).toMatchObject({ nodeLabel: '人才服务中心审核', whyNot: null });
    expect(view.next.map(({ organisationName }) => organisationName)).toEqual(['示例区人力资源和社会保障局']);
    const district = road.as(road.auditors.district).declarations.reviewForm({ id });
    expect((await refusal(district)).code).toBe('NOT_FOUND');
    await road.decideDeclaration(talent, id, 'pass');
    await road.walk(id, ['hrss', 'city', 'convening']);
    expect((await road.core.db('declaration').where({ id }).first()).state).toBe('approved');
    expect(await nodes()).toEqual(['employer', 'talentCentre', 'hrss', 'department', 'convening']);
  });
});

describe('one next node', () => {
  it('needs no choice; one that is out of date is refused rather than ignored', async () => {
    const other = await road.submitted(await road.applicant('示例三'), await road.plan({ year: 2028 }));
    const stale = road.as(road.auditors.school).tasks.decide({
      ...{ taskId: await road.task(other), decision: 'pass', next: nodeOf(talent) },
      extra: { recommendation: await road.recommendation(road.auditors.school) },
    });
    expect((await refusal(stale)).issues.map(({ path }) => path)).toEqual(['next']);
    await road.decideDeclaration(road.auditors.school, other, 'pass');
  });
});

it('leaves the data as the rules want them', async () => {
  expect(await invariantViolations(road.core.db)).toEqual([]);
});
