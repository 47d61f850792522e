import { randomUUID } from 'node:crypto';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../organisations/test-world.ts';
import { certificateBlocks, noticeBlocks, noticeCertificateDocx, noticeDocx } from './notice-documents.ts';
import type { Notice } from './notices.ts';
import { roadForTest, type Road } from './test-world.ts';

let road: Road;
let planId: string;
const ids: string[] = [];
const raw = {
  from: '2026-11-23',
  until: '2026-11-27',
  place: '校务公告栏',
  contact: '示例联系人',
  phone: '0000-0000 0022',
};

beforeAll(async () => {
  road = await roadForTest();
  planId = await road.plan();
  for (const name of ['示例一', '示例二', '示例三']) ids.push(await road.submitted(await road.applicant(name), planId));
});
afterAll(() => road.drop());

const school = () => road.as(road.auditors.school).declarations;
const create = (more: object = {}) =>
  school().createNotice({ planId, raw, declarationIds: ids.slice(0, 2), idempotencyKey: randomUUID(), ...more });
const messages = async (asked: Promise<unknown>) => (await refusal(asked)).issues.map(({ message }) => message);

describe('[R15] [HN-05.03] 单位公示 before the unit recommends', () => {
  it('five working days at least, counted by the calendar; somebody chosen; everything filled in', async () => {
    expect(await messages(create({ raw: { ...raw, until: '2026-11-26' } }))).toEqual([
      '2026-11-23 至 2026-11-26 只有 4 个工作日，公示期不少于 5 个工作日，请延后截止日期。',
    ]);
    // Eight days, of which National Day takes six.
    expect(await messages(create({ raw: { ...raw, from: '2026-09-30', until: '2026-10-08' } }))).toHaveLength(1);
    expect(await messages(create({ raw: { ...raw, until: '2026-11-20' } }))).toEqual([
      '公示截止日期不能早于开始日期。',
    ]);
    expect(await messages(create({ declarationIds: [] }))).toEqual(['请选择要公示的人员。']);
    expect(await messages(create({ raw: { ...raw, phone: '' } }))).toHaveLength(1);
  });

  it('[HN-05.02] announces those chosen, each once; the same form sent twice makes one notice', async () => {
    const key = randomUUID();
    const made = await create({ idempotencyKey: key });
    expect(await create({ idempotencyKey: key })).toEqual(made);
    expect(await school().notices()).toMatchObject([{ id: made.id, people: 2, result: null }]);
    expect((await refusal(create())).code).toBe('REFUSED');
    expect((await school().newNotices())[0]?.people.map(({ name }) => name)).toEqual(['示例三']);
  });

  it('nobody of another unit, nothing for others to read', async () => {
    const other = await road.unit('示例市第二中学');
    const elsewhere = road.as(other.admins[0]).declarations;
    const [{ id } = { id: '' }] = await school().notices();
    expect(await elsewhere.newNotices()).toEqual([]);
    expect((await refusal(elsewhere.notice({ id }))).code).toBe('NOT_FOUND');
    const asked = { planId, raw, declarationIds: [ids[2] ?? ''], idempotencyKey: randomUUID() };
    expect((await refusal(elsewhere.createNotice(asked))).code).toBe('NOT_FOUND');
    const printing = noticeDocx({ core: road.core, actor: road.auditors.district, id });
    expect((await refusal(printing)).code).toBe('NOT_FOUND');
  });

  it('as a document: names, days, place and telephone, and never an ID number', async () => {
    const [{ id } = { id: '' }] = await school().notices();
    const { bytes, name } = await noticeDocx({ core: road.core, actor: road.auditors.school, id });
    expect(name).toMatch(/^单位公示-.+\.docx$/);
    const html = (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })).value;
    for (const words of [
      ...['示例一', '示例二', '2026年11月23日至2026年11月27日（5 个工作日）', '校务公告栏', '0000-0000 0022'],
      ...['示例市第一中学（公章）', '拟推荐下列 2 人'],
    ])
      expect(html).toContain(words);
    expect(html).not.toContain('示例三');
    expect(html).not.toMatch(/\d{15}|\*{4}/);
  });

  it('ends after its last day, once; then there is a certificate, and the review form says when and how', async () => {
    const [open] = await school().notices();
    const id = open?.id ?? '';
    const conclude = (expectedVersion = 1) =>
      school().concludeNotice({ id, raw: { result: '无异议' }, expectedVersion });
    const certificate = () => noticeCertificateDocx({ core: road.core, actor: road.auditors.school, id });
    await road.core.db('unit_notice').where({ id }).update({ from_day: '2100-01-04', until_day: '2100-01-15' });
    const why = '公示到 2100-01-15 结束，次日起可以填写公示结果、出具公示证明。';
    expect(await messages(conclude())).toEqual([why]);
    expect(await messages(certificate())).toEqual([why]);
    await road.core.db('unit_notice').where({ id }).update({ from_day: '2025-03-03', until_day: '2025-03-07' });
    expect(await messages(certificate())).toEqual(['请先填写公示结果，再出具公示证明。']);
    expect((await refusal(conclude(7))).code).toBe('CONFLICT');
    await conclude();
    expect((await refusal(conclude(2))).code).toBe('CONFLICT');
    expect((await refusal(school().removeNotice({ id, expectedVersion: 2 }))).code).toBe('CONFLICT');
    const html = (await mammoth.convertToHtml({ buffer: Buffer.from((await certificate()).bytes) })).value;
    for (const words of ['公示证明', '2025年3月3日至2025年3月7日（5 个工作日）', '公示结果：无异议。', '特此证明。'])
      expect(html).toContain(words);
    const form = await school().reviewForm({ id: ids[0] ?? '' });
    expect(form.blocks.find((block) => block.type === 'opinion' && block.label === '单位推荐意见')).toMatchObject({
      lines: expect.arrayContaining(['公示起止：2025-03-03 至 2025-03-07', '公示结果：无异议']),
    });
  });

  it('made wrongly it is taken back, and its people may be announced again', async () => {
    const { id } = await create({ declarationIds: [ids[2] ?? ''] });
    await school().removeNotice({ id, expectedVersion: 1 });
    expect((await school().newNotices())[0]?.people.map(({ name }) => name)).toEqual(['示例三']);
    const events = await road.core.db('ledger_event').where({ subject_id: id }).orderBy('seq').select('action');
    expect(events.map(({ action }) => action)).toEqual(['create', 'remove']);
  });
});

describe('across a year whose calendar has not been entered', () => {
  const shown: Notice = {
    ...{ id: '', planId: '', planName: '示例计划', year: 2027, from: '2027-01-04', until: '2027-01-08', result: null },
    ...{ createdAt: new Date(0), version: 1, unitName: '示例单位', committee: '示例评委会', place: '公告栏' },
    ...{ contact: '示例', phone: '0000', people: [], objections: [], workingDays: null, whyNotConcluded: null },
  };
  it('no number of working days is printed that nobody has counted', () => {
    expect(JSON.stringify(noticeBlocks(shown))).toContain('2027年1月4日至2027年1月8日。');
    expect(JSON.stringify(certificateBlocks({ ...shown, result: '无异议' }, '2027-01-11'))).not.toContain('工作日');
  });
});
