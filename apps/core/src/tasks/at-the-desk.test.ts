import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisationOf, type Actor } from '../context.ts';
import { roadForTest, type Applicant, type Road } from '../declarations/test-world.ts';
import { createBuiltinAccount } from '../identity/create-builtin-account.ts';
import { resolveSession } from '../identity/resolve-session.ts';
import { signInBuiltin } from '../identity/sign-in-builtin.ts';
import { invariantViolations } from '../invariants.ts';
import { PASSWORD, refusal } from '../organisations/test-world.ts';

let road: Road;
let school: Actor;
let applicant: Applicant;
let year = 2040;

beforeAll(async () => {
  road = await roadForTest();
  ({ school } = road.auditors);
  applicant = await road.applicant('示例一');
});
afterAll(() => road.drop());

const submitted = async (): Promise<string> => {
  year += 1;
  return road.submitted(applicant, await road.plan({ year, name: `${year}年度示例评审计划` }));
};
const list = (actor: Actor, tab: 'todo' | 'claimable' | 'mine', flowType?: string) =>
  road.as(actor).tasks.list({ tab, size: 100, ...(flowType && { flowType }) });

describe('单位 at 任务中心', () => {
  it('[AH-31.07] what waits in 业绩档案 waits in 任务中心 as well, and may be audited from either', async () => {
    const { id } = await road.saveAndSubmit(applicant.actor);
    const inList = async () => {
      const { rows } = await road.as(school).library.unitList({ entity: 'experience' });
      return rows.find((row) => row.id === id);
    };
    const taskId = (await inList())?.openTaskId;
    expect((await list(school, 'todo')).rows.map((row) => row.taskId)).toContain(taskId);
    await road.as(school).tasks.decide({ taskId: taskId ?? '', decision: 'pass', opinion: '' });
    // [AH-31.04] 审核 goes, 查看 stays.
    expect(await inList()).toMatchObject({ state: 'approved', openTaskId: null, taskId });
  });

  it('[AH-31.04] rows under audit lead to 审核 and 查看, audited ones to 查看 only', async () => {
    await road.saveAndSubmit(applicant.actor);
    const { rows } = await road.as(school).library.unitList({ entity: 'experience' });
    expect(rows.map(({ state }) => state)).toEqual(expect.arrayContaining(['inAudit', 'approved']));
    for (const { state, openTaskId, taskId } of rows) {
      expect(openTaskId !== null).toBe(state === 'inAudit');
      expect(taskId).not.toBeNull();
    }
  });

  it('[AH-32.09] [AH-33.18] narrowed to 职称申报 or 个人注册, the unit audits from here', async () => {
    const id = await submitted();
    const { rows } = await list(school, 'todo', '职称申报');
    expect(rows.map(({ kind }) => kind)).toEqual(['declaration']);
    await road.as(school).tasks.decide({
      ...{ taskId: rows[0]?.taskId ?? '', decision: 'pass', opinion: '同意推荐' },
      extra: { recommendation: await road.recommendation(school) },
    });
    expect((await list(road.auditors.district, 'todo')).rows.map(({ taskId }) => taskId)).toEqual([
      await road.task(id),
    ]);

    const person = await road.person('示例二');
    const { processId } = await road.request(person, organisationOf(school));
    const registrations = (await list(school, 'todo', '个人注册')).rows;
    expect(registrations.map((row) => row.processId)).toEqual([processId]);
    await road.as(school).tasks.decide({ taskId: registrations[0]?.taskId ?? '', decision: 'pass', opinion: '' });
    expect((await road.as(person).organisations.bindingStatus()).approved).toMatchObject({
      organisationId: organisationOf(school),
    });
  });

  it('[AH-36.05] [AH-32.04] a library audit is taken back from 我已处理 and waits again', async () => {
    const { id } = await road.saveAndSubmit(applicant.actor, {
      specialty: '地理',
      unit: '示例市第一中学',
      position: '教师',
      period: { from: '2001-09-01', to: '2002-08-31' },
    });
    await road.decide(school, id, 'pass');
    const [done] = (await list(school, 'mine')).rows;
    await road.as(school).tasks.withdraw({ stepId: done?.stepId ?? '' });
    expect((await list(school, 'todo')).rows.map(({ processId }) => processId)).toContain(done?.processId);
    expect((await road.get(applicant.actor, id)).state).toBe('inAudit');
  });

  it('[AH-33.21] after a return the unit has nothing to upload to until the person hands it in again', async () => {
    const id = await submitted();
    const former = await road.task(id);
    await road.decideDeclaration(school, id, 'return', '请补充材料。');
    const again = road.as(school).tasks.decide({
      ...{ taskId: former, decision: 'pass', opinion: '' },
      extra: { recommendation: await road.recommendation(school) },
    });
    expect((await refusal(again)).code).toBe('CONFLICT');
    await road.submit(applicant.actor, id);
    expect(await road.task(id)).not.toBe(former);
    await road.decideDeclaration(school, id, 'pass');
  });
});

describe('主管部门 with several administrators', () => {
  let one: Actor;
  let two: Actor;
  beforeAll(async () => {
    one = road.auditors.district;
    two = await builtinOf(organisationOf(one), 'department', '示例区教育局管理员二');
  });

  it('[AH-37.04] [AH-37.05] claims before it audits, passes and returns like a unit, at 主管部门审核', async () => {
    const id = await submitted();
    await road.decideDeclaration(school, id, 'pass');
    const taskId = await road.task(id);
    const claimable = (await list(two, 'claimable')).rows.find((row) => row.taskId === taskId);
    expect(claimable).toMatchObject({ nodeLabel: '主管部门审核', flowType: '职称申报' });
    const pass = (actor: Actor) => road.as(actor).tasks.decide({ taskId, decision: 'pass', opinion: '' });
    expect((await refusal(pass(one))).message).toBe('本单位有多位管理员，请先领取再审核。');
    await road.as(two).tasks.claim({ taskId });
    expect((await refusal(pass(one))).code).toBe('CONFLICT');
    await pass(two);
    expect((await list(two, 'mine')).rows.map((row) => row.taskId)).toContain(taskId);
  });

  it('[AH-37.05] 终止 as well, with its reason', async () => {
    const id = await submitted();
    await road.decideDeclaration(school, id, 'pass');
    const taskId = await road.task(id);
    await road.as(one).tasks.claim({ taskId });
    expect((await road.as(one).tasks.get({ taskId })).terminable).toBe(true);
    await road.as(one).tasks.decide({ taskId, decision: 'terminate', opinion: '不在评审范围。' });
    expect((await road.as(applicant.actor).declarations.detail({ id })).card.state).toBe('terminated');
  });
});

describe('内置账号', () => {
  it('[AH-39.09] [AH-37.01] bodies without a credit code have built-in accounts, each its own work; operators open them', async () => {
    const first = await road.unit('示例乡中心小学');
    const second = await road.unit('示例乡第二小学');
    const codes = await road.core.db('organisation').whereIn('id', [first.id, second.id]).select('uscc');
    expect(codes).toEqual([{ uscc: null }, { uscc: null }]);
    const person = await road.person('示例五');
    const { processId } = await road.request(person, first.id);
    expect((await list(first.admins[0], 'todo')).rows.map((row) => row.processId)).toEqual([processId]);
    expect((await list(second.admins[0], 'todo')).rows).toEqual([]);
    const opened = createBuiltinAccount({
      ...{ core: road.core, actor: first.admins[0], username: 'second-admin', password: PASSWORD },
      ...{ displayName: '示例', assignments: [{ role: 'employer', organisationId: first.id }] },
    });
    expect((await refusal(opened)).code).toBe('FORBIDDEN');
  });
});

async function builtinOf(organisationId: string, role: 'department', displayName: string): Promise<Actor> {
  const username = `desk-${role}`;
  const account = { username, password: PASSWORD, displayName, assignments: [{ role, organisationId }] };
  await createBuiltinAccount({ core: road.core, actor: null, ...account });
  const { token } = await signInBuiltin({ core: road.core, username, password: PASSWORD });
  const session = await resolveSession({ core: road.core, token });
  if (!session) throw new Error('no session');
  return session.actor;
}

it('leaves the data as the rules want them', async () => {
  expect(await invariantViolations(road.core.db)).toEqual([]);
});
