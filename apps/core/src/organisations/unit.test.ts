import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBuiltinAccount } from '../identity/create-builtin-account.ts';
import { createOrganisation } from './create-organisation.ts';
import { signInWithSso } from './sign-in-with-sso.ts';
import { PASSWORD, peopleWorld, refusal, UNIT_FORM, usccOf, type PeopleWorld } from './test-world.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await peopleWorld();
});
afterAll(() => world.drop());

describe('单位注册', () => {
  it('[AH-29.05] [SM-UREG.01] the first sign-in leads to it; with it the unit is registered', async () => {
    const unit = await world.unitAtSso(1, '示例市第一中学');
    expect(await world.as(unit).identity.me()).toMatchObject({
      account: { kind: 'unit', name: '示例市第一中学' },
      mustRegister: 'unit',
      unit: { registered: false },
    });
    expect(await world.as(unit).organisations.mine()).toMatchObject({
      name: '示例市第一中学',
      uscc: usccOf(1),
      details: { legalRepresentative: '示例法人' },
      registered: false,
    });
    await world.as(unit).organisations.registerUnit({ form: UNIT_FORM, expectedVersion: 1 });
    expect(await world.as(unit).identity.me()).toMatchObject({ mustRegister: null, unit: { registered: true } });
  });

  it('[AH-29.10..17] [AH-30.03] [AH-30.04] keeps every field; region and bureau follow from the code', async () => {
    const unit = await world.unitAtSso(2, '示例市第二中学');
    const form = { ...UNIT_FORM, legalPhone: '0551-88888888', address: '示例路2号', region: '340123', central: true };
    await world.as(unit).organisations.registerUnit({ form, expectedVersion: 1 });
    expect(await world.as(unit).organisations.mine()).toMatchObject({
      unitNature: { code: 'PUBLIC_INSTITUTION', name: '事业单位' },
      regionName: '安徽省-合肥市-肥西县',
      hrss: { id: null, name: '肥西县人力资源和社会保障局' },
      central: true,
      details: {
        ...{ legalRepresentative: '示例法人', legalPhone: '0551-88888888', address: '示例路2号' },
        ...{ contact: '示例联系人', mobile: '10000000021', email: 'danwei@example.cn' },
      },
    });
  });

  it('[AH-30.04] the bureau is the one of the region, or of the city above it', async () => {
    const bureau = await world.builtin('芜湖市人力资源和社会保障局', ['hrss'], { regionCode: '340200' });
    const unit = await world.unitAtSso(3, '示例市第三中学');
    await world.as(unit).organisations.registerUnit({ form: { ...UNIT_FORM, region: '340202' }, expectedVersion: 1 });
    expect((await world.as(unit).organisations.mine()).hrss).toEqual({
      id: bureau.organisationId,
      name: '芜湖市人力资源和社会保障局',
    });
  });

  it('[AH-29.12..16] missing and wrong answers are refused at their fields, all at once', async () => {
    const unit = await world.unitAtSso(4, '示例市第四中学');
    const form = { contact: ' ', mobile: '123', unitNature: 'NONE', region: '110000' };
    const body = await refusal(world.as(unit).organisations.registerUnit({ form, expectedVersion: 1 }));
    expect(body.code).toBe('INVALID');
    expect(body.issues.map(({ path, message }) => `${path}: ${message}`).toSorted()).toEqual([
      'contact: 请填写单位联系人。',
      'email: 请填写电子邮箱。',
      'mobile: 手机号码格式不正确。',
      'region: 属地不在可选范围内，请重新选择。',
      'unitNature: 单位性质不在可选范围内，请重新选择。',
    ]);
    expect((await world.as(unit).identity.me()).mustRegister).toBe('unit');
  });

  it('a second registration is refused; an outdated form as well', async () => {
    const unit = await world.unit(5, '示例市第五中学');
    const { version } = await world.as(unit).organisations.mine();
    const again = (expectedVersion: number) =>
      refusal(world.as(unit).organisations.registerUnit({ form: UNIT_FORM, expectedVersion }));
    expect((await again(version)).message).toBe('本单位已经完成单位注册。');
    expect((await again(version - 1)).code).toBe('CONFLICT');
  });
});

describe('完善单位信息', () => {
  it('[AH-29.19] [AH-30.05] [AH-30.06] changes what the unit may change; a cleared field is cleared', async () => {
    const unit = await world.unit(11, '示例市第十一中学');
    const { version } = await world.as(unit).organisations.mine();
    const update = (form: object, expectedVersion: number) =>
      world.as(unit).organisations.updateUnit({ form: { ...UNIT_FORM, ...form }, expectedVersion });
    const next = await update({ fax: '0551-88888889', licenceYears: '20', approvalDate: '1999-09-01' }, version);
    expect((await world.as(unit).organisations.mine()).details).toMatchObject({
      legalRepresentative: '示例法人',
      licenceYears: 20,
      approvalDate: '1999-09-01',
    });
    await update({ region: '340200' }, next.version);
    const mine = await world.as(unit).organisations.mine();
    expect(mine).toMatchObject({ name: '示例市第十一中学', regionName: '安徽省-芜湖市' });
    expect(mine.details).not.toHaveProperty('fax');
    expect((await refusal(update({}, version))).code).toBe('CONFLICT');
  });

  it('a sign-in that renames the unit at the same moment takes nothing of it back', async () => {
    const unit = await world.unit(16, '示例市旧名学校');
    let signIn: Promise<unknown> = Promise.resolve();
    await world.core.db.transaction(async (trx) => {
      const own = { id: unit.organisationId };
      await trx('organisation')
        .where(own)
        .update({ details: { contact: '新联系人' }, version: 3 });
      signIn = world.unitAtSso(16, '示例市新名学校');
      for (let waiting = 0; waiting < 1;) {
        const { rows } = await world.core.db.raw(
          `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        waiting = rows[0].n;
      }
    });
    await signIn;
    const { name, details, version } = await world.as(unit).organisations.mine();
    expect({ name, contact: details.contact, version }).toEqual({
      name: '示例市新名学校',
      contact: '新联系人',
      version: 4,
    });
  });

  it('is refused before 单位注册', async () => {
    const unit = await world.unitAtSso(12, '示例市第十二中学');
    const body = await refusal(world.as(unit).organisations.updateUnit({ form: UNIT_FORM, expectedVersion: 1 }));
    expect(body).toMatchObject({ code: 'REFUSED', issues: [{ mendAt: '/unit/register' }] });
  });

  it('an applicant has no unit to look at or change', async () => {
    const person = await world.registered(13);
    expect((await refusal(world.as(person).organisations.mine())).code).toBe('FORBIDDEN');
    const change = world.as(person).organisations.updateUnit({ form: UNIT_FORM, expectedVersion: 1 });
    expect((await refusal(change)).code).toBe('FORBIDDEN');
  });
});

describe('who a unit is', () => {
  const claims = { kind: 'unit', name: '示例市第二十一中学', uscc: usccOf(21) } as const;

  it("a legal-person login is the unit's account: a second subject finds the first, a new name is taken over", async () => {
    const first = await world.unit(21, '示例市第二十一中学');
    await signInWithSso({ core: world.core, claims: { ...claims, sub: 'second', name: '示例市二十一中' } });
    expect(await world.core.db('login').where({ account_id: first.accountId })).toHaveLength(2);
    expect((await world.as(first).organisations.mine()).name).toBe('示例市二十一中');
  });

  it('a subject that comes back with another credit code is refused', async () => {
    await world.unit(22, '示例市第二十二中学');
    const attempt = signInWithSso({ core: world.core, claims: { ...claims, sub: 'unit-22', uscc: usccOf(23) } });
    expect(await refusal(attempt)).toMatchObject({ code: 'REFUSED', issues: [{ code: 'identityChanged' }] });
  });

  it('claims without a right credit code are refused', async () => {
    const attempt = signInWithSso({ core: world.core, claims: { ...claims, sub: 'x', uscc: '91340100MA2XXXXXX0' } });
    expect(await refusal(attempt)).toMatchObject({ code: 'REFUSED', issues: [{ code: 'incompleteIdentity' }] });
  });

  it('[AH-29.03] [SM-UREG.05] a built-in unit without a credit code is registered from the start', async () => {
    const admin = await world.builtin('示例集团分公司', ['employer']);
    expect(await world.as(admin).identity.me()).toMatchObject({ account: { kind: 'builtin' }, mustRegister: null });
    expect(await world.as(admin).organisations.mine()).toMatchObject({ uscc: null, registered: true });
  });

  it('[SM-UREG.05] only operators enter organisations and built-in accounts', async () => {
    const admin = await world.builtin('示例分校', ['employer']);
    const organisation = { name: '示例', capacities: ['hrss'] as const };
    const account = { username: 'intruder', password: PASSWORD, displayName: '示例' };
    const assignments = [{ role: 'hrss' as const, organisationId: admin.organisationId ?? '' }];
    const attempts = [
      createOrganisation({ core: world.core, actor: admin, ...organisation }),
      createBuiltinAccount({ core: world.core, actor: admin, ...account, assignments }),
    ];
    for (const attempt of attempts) expect((await refusal(attempt)).code).toBe('FORBIDDEN');
  });

  it('an organisation is entered with right data only, its credit code once', async () => {
    const enter = (more: object) =>
      refusal(createOrganisation({ core: world.core, actor: null, name: '示例', capacities: [], ...more }));
    const wrong = await enter({ name: ' ', uscc: '1', regionCode: '110000', unitNature: 'NONE' });
    expect(wrong.issues.map(({ path }) => path)).toEqual(['name', 'uscc', 'regionCode', 'unitNature']);
    await world.unitAtSso(31, '示例市第三十一中学');
    expect((await enter({ uscc: usccOf(31) })).code).toBe('CONFLICT');
  });
});
