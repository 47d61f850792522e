import { randomUUID } from 'node:crypto';
import { anhui } from '@zhicheng/profiles';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { roadForTest, type Road } from '../declarations/test-world.ts';

/** Series, committee, name and period (days from today) as the guides show them; persons and places are invented. */
const PLANS = [
  ['工程技术人员', '安徽省工程系列高级技术职务评审委员会', '(测试) 2021年工程系列测试'],
  ['会计人员', '安徽省会计专业高级技术职务评审委员会', '(测试) 2021年度安徽省高级会计师评审工作'],
  ['卫生技术人员', '蚌埠市卫生系列副高级职称评审委员会', '(测试) 2021年度蚌埠市卫生系列高级专业技术资格评审工作的通知'],
  ['中小学教师', '合肥市中小学教师系列高评委', '(测试) 2021年度合肥市中小学教师系列高级职称评审'],
  ['中等职业学校教师', '六安市中等职业学校教师系列高级职称评审委员会', '(测试) 2021年度六安市中等职业学校教师评审'],
  ['卫生技术人员', '（测试）六安市卫生系列高级职称评审委员会', '(测试) 2021年度六安市卫生系列评审'],
] as const;
const OFFICE = '安徽省人民政府国有资产监督管理委员会';
const DATES = {
  declareFrom: '2021-08-15T00:00:00.000Z',
  declareUntil: '2021-09-15T09:30:00.000Z',
  auditUntil: '2021-12-01T09:30:00.000Z',
};

let road: Road;
beforeAll(async () => {
  road = await roadForTest();
});
afterAll(() => road.drop());

it('[AH-40.03] [AH-40.04] [AH-40.07] plans as the guides show them: series, committee, level, period, who publishes and handles', async () => {
  const api = road.as(road.auditors.convening).plans;
  const conveningOrganisationId = road.auditors.convening.organisationId ?? '';
  const series = await road.as(null).catalog.series();
  for (const [seriesName, committee, name] of PLANS) {
    const seriesCode = series.find((one) => one.name === seriesName)?.code ?? '';
    const { id } = await api.start({
      year: 2021,
      name,
      seriesCode,
      conveningOrganisationId,
      idempotencyKey: randomUUID(),
    });
    const { data, version } = await api.editor({ id });
    expect(data.publisher).toBe(anhui.publishingDepartment);
    const named = { name: committee, office: OFFICE, conveningOrganisationId };
    await api.save({ id, expectedVersion: version, data: { ...data, ...DATES, levelLabel: '高级', committee: named } });
    expect((await api.editor({ id })).data).toMatchObject({
      ...{ year: 2021, name, seriesCode, levelLabel: '高级', ...DATES },
      committee: { name: committee, office: OFFICE },
    });
  }
  expect(anhui.publishingDepartment).toBe('安徽省人力资源和社会保障厅');
});

it('[AH-40.04] a published one is found by its words and over', async () => {
  const [, committee, name] = PLANS[3];
  const { committee: handling } = await road.planInput();
  await road.plan({ year: 2021, name, ...DATES, committee: { ...handling, name: committee, office: OFFICE } });
  const { rows } = await road.as(null).plans.list({ keyword: '合肥市中小学教师' });
  expect(rows).toMatchObject([{ name, committee, year: 2021, levelLabel: '高级', phase: 'closed' }]);
});
