import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { PERSON_FORM, peopleWorld, refusal, type PeopleWorld } from './test-world.ts';

let world: PeopleWorld;
let school: Actor;
beforeAll(async () => {
  world = await peopleWorld();
  school = await world.unit(1, '示例市第一中学');
});
afterAll(() => world.drop());

const register = (actor: Actor, input: object = {}) =>
  world.as(actor).identity.registerPerson({ form: PERSON_FORM, idempotencyKey: randomUUID(), ...input });

describe('个人注册', () => {
  it('[AH-01.14] the first sign-in leads to it, [AH-01.15] later ones do not', async () => {
    const actor = await world.person(1);
    expect(await world.as(actor).identity.me()).toMatchObject({
      mustRegister: 'person',
      assignment: { role: 'applicant', capacityLabel: '申报人', organisationId: null },
      person: { registered: false },
    });
    await register(actor);
    const again = await world.person(1);
    expect(again.accountId).toBe(actor.accountId);
    expect((await world.as(again).identity.me()).mustRegister).toBeNull();
  });

  it('[AH-02.04..08] shows what the sign-on service knows, the ID number masked', async () => {
    const profile = await world.as(await world.person(2, '示例二')).identity.profile();
    expect(profile).toMatchObject({ name: '示例二', mobile: '10000000001', gender: 'female', birthDate: '1985-05-01' });
    expect(profile.idNumberMasked).toMatch(/^999\*{11,14}\w{1,4}$/);
  });

  it('[AH-02.09..18] stores every field, names of codes from the dictionaries', async () => {
    const actor = await world.person(3);
    const more = { titleName: '一级教师', skillLevel: '无', degree: '4', landline: '0551-88888888' };
    await register(actor, { form: { ...PERSON_FORM, ...more, ethnicity: { code: '01', name: 'forged' } } });
    expect((await world.as(actor).identity.profile()).profile).toEqual({
      politicalStatus: { code: '13', name: '群众' },
      ethnicity: { code: '01', name: '汉族' },
      email: 'shili@example.cn',
      address: '示例市示例路1号',
      workStart: '2008-09-01',
      education: { code: '21', name: '大学本科毕业' },
      titleName: '一级教师',
      skillLevel: '无',
      degree: { code: '4', name: '学士' },
      landline: '0551-88888888',
    });
  });

  it('[AH-02.21] a required field left blank is refused at the field, all of them at once', async () => {
    const actor = await world.person(4);
    const body = await refusal(register(actor, { form: {} }));
    expect(body.code).toBe('INVALID');
    expect(body.issues.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'politicalStatus: 请选择政治面貌。',
      'ethnicity: 请选择民族。',
      'email: 请填写电子邮箱。',
      'address: 请填写通讯地址。',
      'workStart: 请选择工作时间。',
      'education: 请选择最高学历。',
    ]);
    expect((await world.as(actor).identity.me()).mustRegister).toBe('person');
  });

  it.each([
    ['email', 'nobody', '电子邮箱格式不正确。'],
    ['landline', '12', '固定电话格式不正确。'],
    ['address', '长'.repeat(201), '通讯地址不能超过200字。'],
    ['politicalStatus', '77', '政治面貌不在可选范围内，请重新选择。'],
    ['workStart', '2008-02-30', '工作时间不是有效日期。'],
    ['workStart', '2999-01-01', '工作时间不能晚于今天。'],
    ['workStart', '1985-05-01', '工作时间应晚于出生日期。'],
    ['gender', 'male', '性别以统一认证的信息为准，不能修改。'],
    ['birthDate', '1990-01-01', '出生日期以统一认证的信息为准，不能修改。'],
  ])('[AH-02.21] a wrong %s (%s) is refused in words', async (path, value, message) => {
    const body = await refusal(register(await world.person(5), { form: { ...PERSON_FORM, [path]: value } }));
    expect(body).toMatchObject({ code: 'INVALID', issues: [{ path, message }] });
  });

  it('[AH-02.19] [AH-02.20] [AH-03.01] with a unit it asks that unit in the same act', async () => {
    const actor = await world.person(6);
    await register(actor, { unit: { organisationId: school.organisationId, note: '请审核' } });
    expect((await world.as(actor).organisations.bindingStatus()).pending).toMatchObject({ note: '请审核' });
  });

  it('[AH-03.02] without a unit the person enters unbound', async () => {
    const actor = await world.person(7);
    expect(await register(actor, { unit: null })).toEqual({ bindingId: null });
    expect((await world.as(actor).organisations.bindingStatus()).why?.code).toBe('NOT_BOUND');
  });

  it('a unit that cannot be asked leaves the person unregistered: both or neither', async () => {
    const actor = await world.person(8);
    const body = await refusal(register(actor, { unit: { organisationId: randomUUID() } }));
    expect(body.code).toBe('NOT_FOUND');
    expect((await world.as(actor).identity.me()).mustRegister).toBe('person');
  });

  it('a second registration is refused, the same form sent twice is one', async () => {
    const actor = await world.person(9);
    const input = { idempotencyKey: randomUUID(), unit: { organisationId: school.organisationId } };
    const [first, second] = await Promise.all([register(actor, input), register(actor, input)]);
    expect(second).toEqual(first);
    expect((await refusal(register(actor))).code).toBe('CONFLICT');
  });

  it('only applicants register as persons', async () => {
    expect((await refusal(register(school))).code).toBe('FORBIDDEN');
    expect((await refusal(world.as(school).identity.profile())).code).toBe('FORBIDDEN');
  });
});

describe('选择单位', () => {
  const search = async (keyword: string) => {
    const hits = await world.as(await world.person(20)).organisations.search({ keyword });
    return hits.map(({ name }) => name);
  };

  it('[AH-03.01] finds units by part of the name, with their region', async () => {
    expect(await world.as(await world.person(20)).organisations.search({ keyword: '第一' })).toEqual([
      { organisationId: school.organisationId, name: '示例市第一中学', regionName: '安徽省-合肥市' },
    ]);
    expect(await search('中一')).toEqual([]);
    expect(await search('')).toEqual([]);
    expect(await search('_%')).toEqual([]);
  });

  it('[AH-03.03] [AH-03.04] a unit appears with its registration, not before', async () => {
    await world.unitAtSso(21, '示例市新建学校');
    expect(await search('新建学校')).toEqual([]);
    await world.unit(21, '示例市新建学校');
    expect(await search('新建学校')).toEqual(['示例市新建学校']);
  });

  it('[AH-37.03] a department can be found before it registers as a unit, other bodies cannot', async () => {
    await world.builtin('示例县卫生健康委', ['department']);
    await world.builtin('示例县人社局', ['hrss']);
    expect(await search('示例县')).toEqual(['示例县卫生健康委']);
  });
});
