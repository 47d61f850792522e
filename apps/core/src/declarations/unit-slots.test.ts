import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../organisations/test-world.ts';
import { easy, roadForTest, type Road } from './test-world.ts';

let road: Road;
let id: string;
const licence = {
  ...{ code: 'licence', label: '医疗机构执业许可证', required: true },
  ...{ types: ['jpg', 'pdf', 'bmp', 'png'] as const, maxMB: 10, maxCount: 1 },
};

beforeAll(async () => {
  road = await roadForTest();
  const template = { ...easy, addUnitSlots: [{ ...licence, types: [...licence.types] }] };
  id = await road.submitted(await road.applicant('示例一'), await road.plan({ template }));
});
afterAll(() => road.drop());

const pass = async (more: object) =>
  road.as(road.auditors.school).tasks.decide({
    ...{ taskId: await road.task(id), decision: 'pass' as const, opinion: '同意' },
    extra: { recommendation: { ...(await road.recommendation(road.auditors.school)), ...more } },
  });
const upload = () => road.upload(road.auditors.school);
const said = async (more: object) => (await refusal(pass(more))).issues.map(({ message }) => message);

describe('uploads of the unit', () => {
  it('[AH-33.15] [AH-33.16] a plan asks for the medical licence: one file, without it nobody passes', async () => {
    expect(await said({})).toEqual(['请上传医疗机构执业许可证']);
    expect(await said({ licence: [await upload(), await upload()] })).toEqual([
      '医疗机构执业许可证最多只能上传1个文件',
    ]);
  });

  it('[AH-33.13] 单位申报其他材料 may be left out; five files at most, and the next body reads them', async () => {
    const five = await Promise.all([1, 2, 3, 4, 5].map(upload));
    const own = { licence: [await upload()] };
    expect(await said({ ...own, other: [...five, await upload()] })).toEqual(['单位申报其他材料最多只能上传5个文件']);
    await pass({ ...own, other: five });
    const process = await road.core.db('process').where({ subject_id: id }).first('id');
    const { recommendation } = await road.as(road.auditors.district).declarations.auditView({ processId: process.id });
    expect(recommendation?.uploads).toMatchObject({
      licence: [{}],
      other: five.map(({ id: file }) => ({ id: file })),
    });
  });
});
