import { inflateRawSync } from 'node:zlib';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Block } from '@zhicheng/series-kit';
import { refusal } from '../organisations/test-world.ts';
import { reviewFormDocx } from './review-form.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let applicant: Applicant;
let idNumber: string;
let id: string;

beforeAll(async () => {
  road = await roadForTest();
  applicant = await road.applicant('示例一');
  id = await road.declare(applicant.actor, await road.plan());
  await road.fill(applicant, id);
  const person = await road.core.db('person').where({ account_id: applicant.actor.accountId }).first();
  idNumber = road.core.cipher.open(person.id_number_cipher);
});
afterAll(() => road.drop());

const blocks = () => road.as(applicant.actor).declarations.reviewForm({ id });
const print = (actor = applicant.actor) => reviewFormDocx({ core: road.core, actor, id });
const reveals = () => road.core.db('reveal_log').where({ person_id: applicant.actor.accountId }).orderBy('id');
const opinions = (all: readonly Block[]) => all.flatMap((b) => (b.type === 'opinion' ? [[b.label, b.text]] : []));

/** All text of a DOCX: its parts are deflated one by one, behind local headers. */
function textOf(docx: Uint8Array): string {
  const bytes = Buffer.from(docx);
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  const parts: string[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const body = bytes.subarray(start, start + size);
    parts.push((method === 8 ? inflateRawSync(body) : body).toString('utf8'));
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return parts.join('\n');
}

/** The body as an independent reader finds it. */
const readBody = async (docx: Uint8Array): Promise<string> =>
  (await mammoth.extractRawText({ buffer: Buffer.from(docx) })).value;

describe('before submission', () => {
  it('[GP.82] [AH-27.04] is a preview marked 未提交, without number and hash', async () => {
    const form = await blocks();
    expect(form).toMatchObject({ watermark: '未提交', hash: null });
    expect(opinions(form.blocks)).toContainEqual(['单位推荐意见', '示例市第一中学：']);
    const { bytes, name } = await print();
    expect(name).toBe('专业技术资格评审表-示例一-未提交.docx');
    const text = textOf(bytes);
    expect(text).toContain('未提交');
    expect(text).not.toContain(form.recordNo);
  });
});

describe('after submission', () => {
  beforeAll(async () => {
    await road.submit(applicant.actor, id);
    await road.decideDeclaration(road.auditors.school, id, 'pass', '材料真实，同意推荐。');
  });

  it('[GP.82] [AH-27.01] is numbered and carries the snapshot’s hash', async () => {
    const form = await blocks();
    const snapshot = await road.core.db('declaration_snapshot').where({ declaration_id: id }).first();
    expect(form).toMatchObject({ watermark: null, hash: snapshot.hash });
    const { bytes, name } = await print();
    const text = textOf(bytes);
    expect(name).toBe('专业技术资格评审表-示例一.docx');
    expect(text).toContain(form.recordNo);
    expect(text).not.toContain('未提交');
  });

  it('[AH-27.02] prints the opinions so far, and an empty box to sign and stamp for every level still to come', async () => {
    const all = (await blocks()).blocks;
    expect(all.find((block) => block.type === 'opinion' && block.label === '单位推荐意见')).toMatchObject({
      text: '示例市第一中学：材料真实，同意推荐。',
      lines: [
        ...['公示起止：　　　　年　　月　　日 至 　　　　年　　月　　日', '公示结果：', '是否占用职数：不适用'],
        ...[`经办人：${road.auditors.school.name}`, '负责人', '公章', expect.stringMatching(/^\d{4}年\d+月\d+日$/)],
      ],
    });
    expect(opinions(all).filter(([, text]) => text?.endsWith('：'))).toEqual([
      ['主管部门审核意见', '示例区教育局：'],
      ['主管部门审核意见', '示例市教育主管局：'],
      ['人社部门审核意见', '示例区人力资源和社会保障局：'],
      ['组建单位审核意见', '示例市评委会组建单位：'],
    ]);
  });

  it('[AH-27.01] parts 12 to 18 go on counting where the series stopped, in the order of the rules', async () => {
    const headings = (await blocks()).blocks.flatMap((block) => (block.type === 'heading' ? [block.text] : []));
    expect(headings.slice(headings.indexOf('十、个人承诺') + 1)).toEqual([
      '十一、单位推荐意见',
      '十二、主管部门审核意见',
      '十三、人社（职改）部门审核意见',
      '十四、组建单位审核意见',
      '十五、答辩（面试）情况',
      '十六、评委会评审结果',
      '十七、审批（确认、备案）意见',
    ]);
  });

  it('[AH-27.05] an independent reader finds the same words in the document, boxes of the committee included', async () => {
    const text = await readBody((await print()).bytes);
    for (const words of [
      ...['专业技术资格评审表', '示例市第一中学', '中学语文', '示例师范大学', '材料真实，同意推荐。'],
      ...['评委会名称', '示例市中小学教师系列高评委', '总人数', '☐通过　☐不通过', '主任委员（签字）', '文号'],
    ])
      expect(text).toContain(words);
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it('[GP.95] the ID number stands in the DOCX only', async () => {
    expect(JSON.stringify(await blocks())).not.toContain(idNumber);
    expect(textOf((await print()).bytes)).toContain(idNumber);
  });

  it('[GP.95] every print with the number leaves a trace of who and what for', async () => {
    const before = (await reveals()).length;
    await print(road.auditors.district);
    await blocks();
    const all = await reveals();
    expect(all).toHaveLength(before + 1);
    expect(all.at(-1)).toMatchObject({
      account_id: road.auditors.district.accountId,
      organisation_id: road.auditors.district.organisationId,
      ...{ what: 'idNumber', purpose: 'reviewForm' },
    });
  });

  it('[AH-39.02] nobody whom it has not reached, and no trace then', async () => {
    const before = (await reveals()).length;
    const stranger = await road.person('示例二');
    for (const actor of [road.auditors.hrss, road.auditors.convening, stranger])
      expect((await refusal(print(actor))).code).toBe('NOT_FOUND');
    expect(await reveals()).toHaveLength(before);
  });

  it('a level that stands twice on the path gives two opinions', async () => {
    await road.walk(id, ['district', 'hrss', 'city', 'convening']);
    const all = opinions((await blocks()).blocks);
    expect(all.filter(([label]) => label === '主管部门审核意见')).toHaveLength(2);
    expect(all.filter(([label, text]) => /审核意见|推荐意见/.test(label ?? '') && /^$|：$/.test(text ?? ''))).toEqual(
      [],
    );
  });
});
