import { randomUUID } from 'node:crypto';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { refusal } from '../organisations/test-world.ts';
import { promiseLetterDocx, promiseTemplateDocx } from './promise-letter.ts';
import { materialListDocx } from './material-list.ts';
import { rosterDocx } from './roster.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let applicant: Applicant;
let planId: string;
let id: string;

beforeAll(async () => {
  road = await roadForTest();
  applicant = await road.applicant('示例一');
  planId = await road.plan();
  id = await road.declare(applicant.actor, planId);
  await road.fill(applicant, id);
  await road.form(applicant.actor, id, 'held-titles', { titles: [await held()] });
});
afterAll(() => road.drop());

async function held() {
  const proof = [await road.upload(applicant.actor)];
  return {
    ...{ certificateNo: 'SL-T-1', unit: '示例市第一中学', series: '中小学教师', specialty: '中学语文' },
    ...{ title: '一级教师', level: { code: 'INTERMEDIATE', name: '中级' }, grantedOn: '2015-12-31', approver: '示例市人社局' },
    ...{ mode: { code: 'REVIEW', name: '评审' }, appointed: true, evidence: proof },
    appointments: [
      { unit: '示例市第一中学', post: '一级教师', period: { from: '2016-01-01', to: null }, evidence: proof },
    ],
  };
}

/** An independent reader's HTML: paragraphs and tables as it finds them. */
const read = async ({ bytes }: { bytes: Uint8Array }): Promise<string> =>
  (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })).value;
const as = (actor: Actor) => ({ core: road.core, actor });

describe('[AH-18.01] [AH-18.02] [AH-18.07] 诚信承诺书 (rules 2.4)', () => {
  it('before the record exists: unit, specialty and title by their ids, the text verbatim', async () => {
    const { specialties, titles } = await road.as(null).plans.get({ id: planId });
    const [specialty, title] = [specialties[0], titles[0]];
    const choice = { specialtyId: specialty?.id ?? '', titleId: title?.id ?? '' };
    const letter = await promiseTemplateDocx({ ...as(applicant.actor), ...choice });
    expect(letter.name).toBe('诚信承诺书-示例一.docx');
    const text = await read(letter);
    expect(text).toContain(
      `本人系 示例市第一中学 专业技术人员，现申报 ${specialty?.name}-${title?.name} 专业技术资格。`,
    );
    expect(text).toContain('本人自愿从通报之日起三年内停止申报专业技术资格，并接受人社等部门的处理。');
    expect(text).toContain('承诺人（手写签名）');
    const stranger = await road.person('示例无单位');
    for (const [actor, chosen] of [
      [stranger, choice],
      [road.auditors.school, choice],
      [applicant.actor, { ...choice, titleId: randomUUID() }],
      [applicant.actor, { ...choice, specialtyId: 'x' }],
    ] as const)
      expect((await refusal(promiseTemplateDocx({ ...as(actor), ...chosen }))).code).toBe('NOT_FOUND');
  });

  it('of a record: its owner’s, as page and document; nobody else’s', async () => {
    const page = await road.as(applicant.actor).declarations.promiseLetter({ id });
    expect(page.blocks[0]).toEqual({ type: 'title', text: '诚信承诺书' });
    const text = await read(await promiseLetterDocx({ ...as(applicant.actor), id }));
    expect(text).toContain('本人系 示例市第一中学 专业技术人员，现申报 ');
    expect((await refusal(promiseLetterDocx({ ...as(road.auditors.school), id }))).code).toBe('NOT_FOUND');
    expect((await refusal(promiseLetterDocx({ ...as(await road.person('示例二')), id }))).code).toBe('NOT_FOUND');
  });
});

describe('申报材料一览表 (rules 2.4)', () => {
  it('[AH-23.01] lists every material by section with its files, and who vouches for it; 未提交 before', async () => {
    const list = await road.as(applicant.actor).declarations.materialList({ id });
    expect(list.watermark).toBe('未提交');
    const document = await materialListDocx({ ...as(applicant.actor), id });
    expect(document.name).toBe('申报材料一览表-示例一-未提交.docx');
    const html = await read(document);
    for (const words of [
      ...['申报材料一览表', '示例市第一中学', '工作经历', '示例师范大学', '职称申报承诺书', '身份证正反面照片'],
      ...['以上申报材料由本人提供', '申报人（签字）', '经审核原件，申报材料真实', '审核人（签字）'],
    ])
      expect(html).toContain(words);
    expect(html).toMatch(/共 \d+ 项材料，\d+ 个附件。/);
    expect(html).not.toMatch(/undefined|null|NaN|\[object/);
    const table = list.blocks.find((block) => block.type === 'table');
    expect(table?.rows.find(([, section]) => section === '学历教育')).toEqual([
      expect.any(String),
      ...['学历教育', '示例师范大学', expect.stringMatching(/\.pdf$/), '1', ''],
    ]);
  });

  it('[AH-39.02] an auditor gets what was handed in, and only once it has come to him', async () => {
    expect((await refusal(road.as(road.auditors.school).declarations.materialList({ id }))).code).toBe('NOT_FOUND');
    await road.submit(applicant.actor, id);
    expect(await road.as(road.auditors.school).declarations.materialList({ id })).toMatchObject({ watermark: null });
    expect((await refusal(road.as(road.auditors.district).declarations.materialList({ id }))).code).toBe('NOT_FOUND');
  });
});

describe('人员情况一览表 per unit and committee (rules 2.4)', () => {
  const ask = (actor: Actor, part = 1) => road.as(actor).declarations.roster({ planId, part });

  it('a unit lists its people: title held, years in it, studies, title asked for; no ID number', async () => {
    expect(await road.as(road.auditors.school).declarations.rosterPlans()).toEqual([
      { id: planId, name: '2026年度示例市中小学教师系列高级职称评审', year: 2026, people: 1 },
    ]);
    const table = (await ask(road.auditors.school)).blocks.find((block) => block.type === 'table');
    const [row = []] = table?.rows ?? [];
    expect(row).toEqual([
      ...['1', '示例一\n女', expect.stringMatching(/^\d{4}-\d\d\n2008-09$/), '中学语文\n18', '一级教师\n2015-12-31'],
      ...[expect.stringMatching(/^1\d\n示例市人社局$/), '大学本科毕业\n学士', '示例师范大学\n汉语言文学\n2008-07'],
      ...[expect.stringMatching(/\n/), '否'],
    ]);
    const html = await read(await rosterDocx({ ...as(road.auditors.school), planId, part: 1 }));
    for (const words of ['单位（盖章）', '填报人', '电话', '一级教师', '终审单位']) expect(html).toContain(words);
    expect(html).not.toMatch(/\d{17}|\*{4}/);
  });

  it('a committee’s names the units, and holds who has come to it', async () => {
    expect((await refusal(ask(road.auditors.convening))).code).toBe('NOT_FOUND');
    await road.walk(id);
    const { blocks, total } = await ask(road.auditors.convening);
    const table = blocks.find((block) => block.type === 'table');
    expect(total).toBe(1);
    expect(table?.head[2]).toBe('工作单位');
    expect(table?.rows[0]?.[2]).toBe('示例市第一中学');
  });

  it('who was sent back stands in it no longer; nor does the list open for those outside', async () => {
    const second = await road.applicant('示例二');
    const other = await road.submitted(second, planId);
    expect((await ask(road.auditors.school)).total).toBe(2);
    await road.decideDeclaration(road.auditors.school, other, 'return');
    expect((await ask(road.auditors.school)).total).toBe(1);
    expect((await ask(road.auditors.school, 2)).blocks.find((block) => block.type === 'table')).toMatchObject({
      rows: [[{ text: '无' }]],
    });
    expect((await refusal(ask(await road.builtin('示例外部评委会', ['convening'])))).code).toBe('NOT_FOUND');
    expect((await refusal(rosterDocx({ ...as(applicant.actor), planId, part: 1 }))).code).toBe('NOT_FOUND');
  });
});
