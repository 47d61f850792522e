import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { resolveSession } from '../identity/resolve-session.ts';
import { recordBan } from '../integrity/record-ban.ts';
import { BIRTH_DATE, idNumberOf, refusal } from '../organisations/test-world.ts';
import { signInWithSso } from '../organisations/sign-in-with-sso.ts';
import { createPlan } from '../plans/create-plan.ts';
import { inDays, roadForTest, type Road } from './test-world.ts';

let road: Road;
let planId: string;
let bound: Actor;

beforeAll(async () => {
  road = await roadForTest();
  planId = await road.plan();
  bound = await road.person('示例一');
  await road.bind(bound, road.school);
});
afterAll(() => road.drop());

const why = (actor: Actor, plan = planId) => road.as(actor).declarations.mayDeclare({ planId: plan });
const codes = async (actor: Actor, plan = planId) => (await why(actor, plan)).map(({ code }) => code);
/** The list that greys the button must be the one that refuses the creation. */
async function refusedWith(actor: Actor, plan = planId): Promise<string[]> {
  const error = await refusal(road.declare(actor, plan));
  expect(error.code).toBe('REFUSED');
  expect(error.issues).toEqual(await why(actor, plan));
  return error.issues.map(({ code }) => code);
}
async function newcomer(name: string): Promise<Actor> {
  const actor = await road.person(name);
  await road.bind(actor, road.school);
  return actor;
}

describe('who may declare', () => {
  it('nothing stands in the way of a bound person within the dates', async () => {
    expect(await why(bound)).toEqual([]);
  });

  it('[AH-02.21] not before 个人注册', async () => {
    const { token } = await signInWithSso({
      core: road.core,
      claims: {
        ...{ kind: 'person', sub: 'person-499', name: '示例九', id_type: '111', id_number: idNumberOf(499) },
        ...{ mobile: '10000000001', gender: 'female', birth_date: BIRTH_DATE },
      },
    });
    const session = await resolveSession({ core: road.core, token });
    if (!session) throw new Error('no session');
    expect(await refusedWith(session.actor)).toEqual(['notRegistered']);
    expect((await why(session.actor))[0]).toMatchObject({ message: '请先完成个人注册。', mendAt: '/register' });
  });

  it('[AH-16.10] [AH-03.05] [AH-03.07] not without a unit; says where to choose one', async () => {
    const actor = await road.person('示例二');
    expect(await refusedWith(actor)).toEqual(['NOT_BOUND']);
    expect((await why(actor))[0]).toMatchObject({
      message: '还没有绑定工作单位，可以先录入，暂不能提交。到“个人中心”点“变更单位”。',
      mendAt: '/me/unit',
    });
  });

  it('[AH-16.10] [AH-03.05] [AH-03.08] not while the unit has not decided', async () => {
    const actor = await road.person('示例三');
    await road.request(actor, road.school.id);
    expect(await refusedWith(actor)).toEqual(['BINDING_PENDING']);
    expect((await why(actor))[0]?.message).toContain('还没有审核您的绑定');
  });

  it('[AH-03.11] [AH-18.05] [MS.03] not while the unit has no region', async () => {
    const admin = await road.builtin('示例无属地单位', ['employer'], { regionCode: null });
    await road.connect(admin, road.auditors.district);
    const actor = await road.person('示例四');
    await road.bind(actor, { id: admin.organisationId ?? '', name: '示例无属地单位', admins: [admin] });
    expect(await refusedWith(actor)).toEqual(['regionMissing']);
    expect((await why(actor))[0]?.message).toContain(
      '系统检测到您所在单位属地信息未完善，无法申报！ 请联系单位管理员完善单位信息',
    );
  });

  it('[AH-16.09] [AH-25.02] [SM-BLACK.04] not within a ban', async () => {
    const actor = await newcomer('示例五');
    const day = (days: number) => inDays(days).toISOString().slice(0, 10);
    const ban = { core: road.core, actor: null, personId: actor.accountId, reason: '示例：提供虚假材料' };
    await recordBan({ ...ban, bannedFrom: day(-10), bannedUntil: day(400) });
    expect(await refusedWith(actor)).toEqual(['banned']);
    expect((await why(actor))[0]?.message).toBe(
      `诚信档案有记录，${day(400)} 前不能申报。对记录有异议，请联系办事机构。`,
    );
  });

  it('not from a unit without a path to the convening unit', async () => {
    const unit = await road.unit('示例孤立单位');
    const actor = await road.person('示例六');
    await road.bind(actor, unit);
    expect(await refusedWith(actor)).toEqual(['noPath']);
  });

  it('tells everything at once', async () => {
    const late = await road.plan({
      ...{ name: '2026年度示例已截止计划', declareFrom: inDays(-30).toISOString() },
      ...{ declareUntil: inDays(-1).toISOString() },
    });
    const actor = await road.person('示例七');
    expect(await refusedWith(actor, late)).toEqual(['closed', 'NOT_BOUND']);
  });

  it('a plan in preparation is not there, nor one that does not exist', async () => {
    const draft = await createPlan({ core: road.core, actor: road.operator, data: await road.planInput() });
    for (const plan of [draft.id, randomUUID()]) {
      expect((await refusal(why(bound, plan))).code).toBe('NOT_FOUND');
      const create = road.as(bound).declarations.create({
        ...{ planId: plan, kind: 'REGULAR', specialtyId: randomUUID(), titleId: randomUUID() },
        ...{ confirmed: true, promised: true, idempotencyKey: randomUUID() },
      });
      expect((await refusal(create)).code).toBe('NOT_FOUND');
    }
  });
});

describe('within the dates', () => {
  it('[AH-16.11] not before the plan opens', async () => {
    const plan = await road.plan({ name: '2026年度示例未开始计划', declareFrom: inDays(1).toISOString() });
    expect(await refusedWith(bound, plan)).toEqual(['notOpen']);
    expect((await why(bound, plan))[0]?.message).toMatch(/^\d{4} 年 \d+ 月 \d+ 日 \d\d:\d\d（北京时间）开始申报。$/);
  });

  it('[AH-16.11] the deadline is an exclusive instant of the database’s clock', async () => {
    const until = new Date('2027-03-15T09:30:00.000Z');
    const plan = await road.plan({
      name: '2026年度示例到期计划',
      declareUntil: until.toISOString(),
      auditUntil: new Date(until.getTime() + 86_400_000).toISOString(),
    });
    await road.setNow(new Date(until.getTime() - 1));
    expect(await codes(bound, plan)).toEqual([]);
    await road.setNow(until);
    expect(await refusedWith(bound, plan)).toEqual(['closed']);
    expect((await why(bound, plan))[0]?.message).toBe(
      '申报已于 2027 年 3 月 15 日 17:30（北京时间）截止。下一年度计划发布后可再报。特殊情况请联系办事机构：示例联系人 0000-0000 0021。',
    );
    await road.setNow(null);
  });
});

describe('one declaration per plan year', () => {
  it('[AH-16.07] [MS.04] the same plan again: refused, with the way to the record', async () => {
    const actor = await newcomer('示例十一');
    const id = await road.declare(actor, planId);
    expect(await refusedWith(actor)).toEqual(['alreadyThisPlan']);
    expect((await why(actor))[0]).toMatchObject({
      message: '* 用户已申报此计划, 请从申报记录中进入',
      mendAt: `/declarations/${id}`,
    });
  });

  it('[AH-16.08] [GP.11] another plan of the year: refused, named, with the remedy', async () => {
    const actor = await newcomer('示例十二');
    await road.declare(actor, planId);
    const other = await road.plan({ name: '2026年度示例补充评审' });
    expect(await refusedWith(actor, other)).toEqual(['alreadyThisYear']);
    expect((await why(actor, other))[0]?.message).toBe(
      '2026 年度您已申报“2026年度示例市中小学教师系列高级职称评审”，一个申报年度只能申报一次。计划选错了：在截止前删除记录，再重新申报。',
    );
  });

  it('[AH-16.08] the year is the plan’s, not the calendar’s', async () => {
    const actor = await newcomer('示例十三');
    await road.declare(actor, planId);
    const next = await road.plan({ year: 2027, name: '2027年度示例市中小学教师系列评审' });
    expect(await codes(actor, next)).toEqual([]);
    await road.declare(actor, next);
    expect((await road.as(actor).declarations.overview()).current).toHaveLength(2);
  });

  it('[SM-DECL.05] [AH-15.09] a deleted record frees the year', async () => {
    const actor = await newcomer('示例十四');
    const id = await road.declare(actor, planId);
    await road.as(actor).declarations.remove({ id, expectedVersion: await road.version(actor, id) });
    expect(await codes(actor)).toEqual([]);
    await road.declare(actor, planId);
  });
});
