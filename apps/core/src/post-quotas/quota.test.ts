import { randomUUID } from 'node:crypto';
import { hunan } from '@zhicheng/profiles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { acceptFile } from '../files/accept-file.ts';
import { firstBrokenEvent } from '../ledger/verify-chain.ts';
import { peopleWorld, refusal, UNIT_FORM, type PeopleWorld } from '../organisations/test-world.ts';
import { quotaFormBlocks } from './quota-form-docx.ts';
import { quotaFields } from './quota-fields.ts';

let world: PeopleWorld;
let school: Actor;
beforeAll(async () => {
  world = await peopleWorld();
  school = await world.unit(1, '示例市第一中学');
});
afterAll(() => world.drop());

const FIELDS = { fullSenior: 1, associateSenior: 2, intermediateUnlimited: true };

async function stamped(actor: Actor, at: PeopleWorld = world) {
  const source = (async function* () {
    yield Buffer.from(`%PDF-1.4\n% ${randomUUID()}\n%%EOF\n`);
  })();
  const slot = { types: ['pdf' as const], maxMB: 10 };
  const { id, name, bytes } = await acceptFile({ core: at.core, actor, source, name: '岗位核准表.pdf', slot });
  return [{ id, name, bytes }];
}
const save = (actor: Actor, form: object, more: object = {}, at: PeopleWorld = world) =>
  at.as(actor).postQuotas.save({ form: { ...form }, idempotencyKey: randomUUID(), ...more });
const rowOf = async (actor: Actor, year: number) => {
  const row = (await world.as(actor).postQuotas.list()).rows.find((one) => one.year === year);
  if (!row) throw new Error(`no quota of ${year}`);
  return row;
};

describe('the form', () => {
  it('[AH-35.05..10] asks for a year, four numbers or 不限, and the stamped form', () => {
    expect(Object.values(quotaFields).map(({ label, required }) => `${label}${required ? '*' : ''}`)).toEqual([
      ...['核准年度*', '正高级职称', '正高级职称不限', '副高级职称', '副高级职称不限'],
      ...['中级职称', '中级职称不限', '初级职称', '初级职称不限', '相关附件*'],
    ]);
    expect(quotaFields.attachment.help).toBe('只能上传docx/doc/jpg/pdf文件, 且不超过10MB, 且最多只能上传1个文件');
    expect([quotaFields.year.placeholder, quotaFields.attachment.placeholder]).toEqual(['选择年份', '上传附件']);
  });
});

it('[AH-35.02] [AH-35.13] [AH-39.07] the template has a line per level and says whose stamp is enough', () => {
  const text = JSON.stringify(quotaFormBlocks({ name: '示例市第一中学', uscc: null }));
  for (const word of ['示例市第一中学', '正高级', '副高级', '中级', '初级', '空缺数', '公章'])
    expect(text).toContain(word);
  expect(text).toContain('加盖单位公章即可；当地人社部门另有要求的，按其要求加盖。');
});

describe('a record of the unit', () => {
  it('[SM-QUOTA.01] [AH-35.11] [GP.34] [GP.88] 保存 keeps a draft with blanks, which can be changed', async () => {
    const { id } = await save(school, { year: 2024, associateSenior: 2 });
    const draft = await rowOf(school, 2024);
    expect(draft).toMatchObject({ id, stateLabel: '未确认', confirmed: false, editable: true, recommended: 0 });
    await save(school, { year: 2024, associateSenior: 3 }, { id, expectedVersion: draft.version });
    expect((await rowOf(school, 2024)).levels.map(({ vacancies }) => vacancies)).toEqual([null, 3, null, null]);
  });

  it('[AH-35.06] [AH-35.18] [GP.36] 不限 is a fact of its own, not a large number', async () => {
    await save(school, { year: 2023, ...FIELDS });
    expect((await rowOf(school, 2023)).levels).toEqual([
      { level: 'FULL_SENIOR', label: '正高', vacancies: 1, unlimited: false, occupied: 0 },
      { level: 'ASSOCIATE_SENIOR', label: '副高', vacancies: 2, unlimited: false, occupied: 0 },
      { level: 'INTERMEDIATE', label: '中级', vacancies: null, unlimited: true, occupied: 0 },
      { level: 'JUNIOR', label: '初级', vacancies: null, unlimited: false, occupied: 0 },
    ]);
    const both = await refusal(save(school, { year: 2019, fullSenior: 1, fullSeniorUnlimited: true }));
    expect(both.issues).toEqual([expect.objectContaining({ path: 'fullSenior', message: '勾选“不限”时不填空缺数。' })]);
  });

  it('[AH-35.06] wrong numbers are refused at their field, in a draft too', async () => {
    for (const fullSenior of [-1, 1.5, '许多'])
      expect(await refusal(save(school, { year: 2018, fullSenior }))).toMatchObject({
        code: 'INVALID',
        issues: [{ path: 'fullSenior' }],
      });
    expect((await refusal(save(school, { fullSenior: 1 }))).issues).toEqual([
      expect.objectContaining({ path: 'year' }),
    ]);
  });

  it('[SM-QUOTA.02] [AH-35.10..12] 确认 needs the stamped form, and locks the figures', async () => {
    const lacking = await refusal(save(school, { year: 2025, ...FIELDS }, { confirm: true }));
    expect(lacking).toMatchObject({ code: 'INVALID', issues: [{ path: 'attachment', message: '请上传相关附件。' }] });
    const attachment = await stamped(school);
    const { id } = await save(school, { year: 2025, ...FIELDS, attachment }, { confirm: true });
    const { stateLabel, confirmed, version } = await rowOf(school, 2025);
    expect([stateLabel, confirmed]).toEqual(['已确认', true]);
    const change = save(school, { year: 2025, fullSenior: 9, attachment }, { id, expectedVersion: version });
    expect(await refusal(change)).toMatchObject({ code: 'CONFLICT', message: '岗位核准信息已确认，不能再修改。' });
    const removal = world.as(school).postQuotas.remove({ id, expectedVersion: version });
    expect((await refusal(removal)).code).toBe('CONFLICT');
    expect(await firstBrokenEvent(world.core.db, id)).toBeNull();
  });

  it('[AH-35.19] [AH-39.06] four zeros and the unit’s proof are enough for off-staff people', async () => {
    const zeros = { fullSenior: 0, associateSenior: 0, intermediate: 0, junior: 0 };
    await save(school, { year: 2022, ...zeros, attachment: await stamped(school) }, { confirm: true });
    expect((await rowOf(school, 2022)).confirmed).toBe(true);
  });

  it('[AH-35.05] [MG.07] has one record per year', async () => {
    await save(school, { year: 2021 });
    expect(await refusal(save(school, { year: 2021 }))).toMatchObject({
      code: 'REFUSED',
      issues: [{ path: 'year', message: '2021 年的岗位核准信息已经有了，请在列表中打开。' }],
    });
    const { id, version } = await rowOf(school, 2021);
    await world.as(school).postQuotas.remove({ id, expectedVersion: version });
    await save(school, { year: 2021 });
  });

  it('[AH-35.11] a double click saves one record; two windows do not overwrite each other', async () => {
    const idempotencyKey = randomUUID();
    const twice = await Promise.all([1, 2].map(() => save(school, { year: 2020 }, { idempotencyKey })));
    expect(twice[0]).toEqual(twice[1]);
    const { id, version } = await rowOf(school, 2020);
    await save(school, { year: 2020, junior: 1 }, { id, expectedVersion: version });
    const late = save(school, { year: 2020, junior: 2 }, { id, expectedVersion: version });
    expect((await refusal(late)).code).toBe('CONFLICT');
  });

  it('[AH-35.01] [AH-39.10] exists for public institutions only', async () => {
    const firm = await world.unit(3, '示例设计有限公司');
    const { version } = await world.as(firm).organisations.mine();
    const form = { ...UNIT_FORM, unitNature: 'PRIVATE_ENTERPRISE' };
    await world.as(firm).organisations.updateUnit({ form, expectedVersion: version });
    expect(await world.as(firm).postQuotas.list()).toMatchObject({ applies: false, rows: [] });
    expect(await refusal(save(firm, { year: 2025 }))).toMatchObject({
      code: 'REFUSED',
      issues: [{ code: 'noPostQuotas', mendAt: '/work/settings/edit' }],
    });
    expect((await world.as(school).postQuotas.list()).applies).toBe(true);
  });

  it('[AH-39.02] of another unit is not there', async () => {
    const other = await world.unit(2, '示例市第二中学');
    const { id, version } = await rowOf(school, 2024);
    const attempts = [
      world.as(other).postQuotas.get({ id }),
      save(other, { year: 2024 }, { id, expectedVersion: version }),
      world.as(other).postQuotas.remove({ id, expectedVersion: version }),
    ];
    expect((await Promise.all(attempts.map((attempt) => refusal(attempt)))).map(({ code }) => code)).toEqual(
      attempts.map(() => 'NOT_FOUND'),
    );
  });
});

describe('where the province audits quotas', () => {
  it('[SM-QUOTA.05] [GP.35] [MG.07] the bureau passes or refuses with reason, and the unit may mend', async () => {
    const province = await peopleWorld(hunan);
    const bureau = await province.builtin('示例市人力资源和社会保障局', ['hrss'], { regionCode: '430100' });
    const unit = await province.builtin('示例市第一中学', ['employer'], {
      regionCode: '430100',
      unitNature: 'PUBLIC_INSTITUTION',
    });
    const attachment = await stamped(unit, province);
    const submit = (more: object) =>
      save(unit, { year: 2025, ...FIELDS, attachment }, { confirm: true, ...more }, province);
    const { id } = await submit({});
    const states = async () => (await province.as(unit).postQuotas.get({ id })).stateLabel;
    const task = async () => (await province.as(bureau).tasks.list({ tab: 'todo' })).rows[0];
    expect(await states()).toBe('待审核');
    const first = await task();
    expect(first).toMatchObject({ flowType: '职数申报', flowName: '示例市第一中学申报2025年职数' });
    const decide = (taskId: string, decision: 'pass' | 'return', opinion: string) =>
      province.as(bureau).tasks.decide({ taskId, decision, opinion });
    expect((await refusal(decide(first?.taskId ?? '', 'return', ' '))).code).toBe('INVALID');
    await decide(first?.taskId ?? '', 'return', '核准表没有盖章。');
    const returned = await province.as(unit).postQuotas.get({ id });
    expect(returned).toMatchObject({ stateLabel: '审核不通过', reason: '核准表没有盖章。', editable: true });
    await submit({ id, expectedVersion: returned.version });
    const second = await task();
    expect(await province.as(bureau).postQuotas.auditView({ processId: second?.processId ?? '' })).toMatchObject({
      unitName: '示例市第一中学',
      year: 2025,
      attachment: [{ name: '岗位核准表.pdf' }],
    });
    await decide(second?.taskId ?? '', 'pass', '同意');
    expect(await states()).toBe('已确认');
    await province.drop();
  });
});
