import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../organisations/test-world.ts';
import { kindFormDocx } from './kind-form.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let applicant: Applicant;
let year = 2040;

beforeAll(async () => {
  road = await roadForTest();
  applicant = await road.applicant('示例一');
});
afterAll(() => road.drop());

/** A filled draft of that kind. */
async function filled(kind: 'REGULAR' | 'EXCEPTIONAL' | 'TRANSFER'): Promise<string> {
  year += 1;
  const planId = await road.plan({ year, name: `${year}年度示例评审计划` });
  const id = await road.declare(applicant.actor, planId, { kind });
  await road.fill(applicant, id);
  const evidence = [await road.upload(applicant.actor)];
  if (kind === 'EXCEPTIONAL')
    await road.form(applicant.actor, id, 'exceptional', {
      ...{ grounds: ['学历破格'], basis: '示例文件', reason: '示例理由', evidence },
    });
  if (kind === 'TRANSFER')
    await road.form(applicant.actor, id, 'transfer', {
      ...{ movedOn: '2020-09-01', post: '教研员', years: 5, achievements: '转岗后的示例业绩', evidence },
    });
  return id;
}

const formAs = (actor: Applicant['actor'], id: string) => road.as(actor).declarations.kindForm({ id });

describe('[AH-19.04] the form that the system makes for the declaration kind', () => {
  it('is a preview marked 未提交 before submission, as page and as document', async () => {
    const id = await filled('EXCEPTIONAL');
    const form = await formAs(applicant.actor, id);
    expect(form).toMatchObject({ name: '破格审批表', watermark: '未提交' });
    expect(JSON.stringify(form.blocks)).toContain('示例理由');
    const { bytes, name } = await kindFormDocx({ core: road.core, actor: applicant.actor, id });
    expect(name).toBe('破格审批表-示例一-未提交.docx');
    expect(Buffer.from(bytes).subarray(0, 2).toString()).toBe('PK');
  });

  it('afterwards holds what was submitted, and the opinions of those who have spoken', async () => {
    const id = await filled('TRANSFER');
    await road.submit(applicant.actor, id);
    await road.walk(id, ['school']);
    const form = await formAs(applicant.actor, id);
    expect(form).toMatchObject({ name: '转评申报表', watermark: null });
    const text = JSON.stringify(form.blocks);
    expect(text).toContain('转岗后的示例业绩');
    expect(text).toContain('示例市第一中学：同意');
    expect(await formAs(road.auditors.school, id)).toMatchObject({ name: '转评申报表' });
    expect((await kindFormDocx({ core: road.core, actor: road.auditors.school, id })).name).toBe(
      '转评申报表-示例一.docx',
    );
  });

  it('is not there for 常规申报, nor for who has nothing to do with it', async () => {
    expect(await refusal(formAs(applicant.actor, await filled('REGULAR')))).toMatchObject({ code: 'NOT_FOUND' });
    const id = await filled('EXCEPTIONAL');
    const other = await road.person('示例二');
    expect(await refusal(formAs(other, id))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(formAs(road.auditors.school, id))).toMatchObject({ code: 'NOT_FOUND' });
  });
});
