import { randomUUID } from 'node:crypto';
import { stampCode } from '@zhicheng/documents';
import { unzip } from '@zhicheng/documents/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { refusal } from '../organisations/test-world.ts';
import { admissionTicketDocx } from './admission-ticket.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let applicant: Applicant;
let convening: Actor;
let year = 2040;

beforeAll(async () => {
  road = await roadForTest();
  applicant = await road.applicant('示例一');
  convening = road.auditors.convening;
});
afterAll(() => road.drop());

async function declared(interview: boolean, admitted: boolean): Promise<{ id: string; planId: string }> {
  year += 1;
  const planId = await road.plan({ year, name: `${year}年度示例评审计划`, interview });
  const id = await road.submitted(applicant, planId);
  if (admitted) await road.walk(id);
  return { id, planId };
}
const mine = (id: string) => road.as(applicant.actor).declarations.interview({ id });
const asking = async (id: string, more: object = {}) => {
  const raw = { reason: '已获省级表彰，符合免面试规定', evidence: [await road.upload(applicant.actor)], ...more };
  return road.as(applicant.actor).declarations.requestExemption({ id, raw, idempotencyKey: randomUUID() });
};
const PLACE = { heldOn: '2026-12-20', period: '上午 9:00 至 11:30', place: '示例市第一中学 2 号楼' };
const arrange = (planId: string, more: object = {}, expectedVersion: number | null = null) =>
  road.as(convening).declarations.arrangeInterview({ planId, raw: { ...PLACE, ...more }, expectedVersion });
const ticket = (id: string) => road.as(applicant.actor).declarations.admissionTicket({ id });
const inbox = async () => (await road.as(applicant.actor).notifications.list({})).map(({ text }) => text);

describe('[AH-15.07] [GP.21] [GP.86] 免面试', () => {
  it('is there only where the plan has interviews, and only once the declaration is admitted', async () => {
    const none = await declared(false, true);
    expect((await mine(none.id)).whyNoExemption).toBe('本计划不需要面试。');
    const early = await declared(true, false);
    expect((await mine(early.id)).whyNoExemption).toBe('申报审核通过后才能申请免面试。');
    for (const { id } of [none, early]) expect(await refusal(asking(id))).toMatchObject({ code: 'REFUSED' });
  });

  it('asks for reason and proof; the proof must be the person’s own', async () => {
    const { id } = await declared(true, true);
    expect(await refusal(asking(id, { reason: '' }))).toMatchObject({ code: 'INVALID', issues: [{ path: 'reason' }] });
    const foreign = [await road.upload(convening)];
    expect(await refusal(asking(id, { evidence: foreign }))).toMatchObject({ code: 'INVALID' });
    expect((await mine(id)).exemption).toBeNull();
  });

  it('is asked once, decided by the convening unit, and told to the person', async () => {
    const { id } = await declared(true, true);
    await asking(id);
    expect(await mine(id)).toMatchObject({ exemption: { stateLabel: '待决定' }, whyNoExemption: '已经申请过免面试。' });
    expect(await refusal(asking(id))).toMatchObject({ code: 'REFUSED' });
    const { requests } = await road.as(convening).declarations.interviews();
    const request = requests.find(({ declarationId }) => declarationId === id);
    expect(request).toMatchObject({ name: '示例一', unit: '示例市第一中学', stateLabel: '待决定' });
    const decide = (grant: boolean, opinion: string) =>
      road.as(convening).declarations.decideExemption({ id: request?.id ?? '', grant, opinion, expectedVersion: 1 });
    expect(await refusal(decide(false, ' '))).toMatchObject({ code: 'INVALID', issues: [{ path: 'opinion' }] });
    await decide(true, '');
    expect((await mine(id)).exemption).toMatchObject({ granted: true, stateLabel: '同意免面试' });
    expect((await inbox())[0]).toBe('组建单位同意您免面试。');
    expect(await refusal(decide(false, '改主意'))).toMatchObject({ code: 'CONFLICT' });
    expect((await mine(id)).whyNoTicket).toBe('已同意免面试，不需要准考证。');
  });

  it('the convening unit may open the proof, the levels before it may not', async () => {
    const { id } = await declared(true, true);
    await asking(id);
    const { requests } = await road.as(convening).declarations.interviews();
    const [file] = requests.find(({ declarationId }) => declarationId === id)?.evidence ?? [];
    expect(await road.as(convening).files.info({ id: file?.id ?? '' })).toMatchObject({ id: file?.id });
    expect((await refusal(road.as(road.auditors.district).files.info({ id: file?.id ?? '' }))).code).toBe('NOT_FOUND');
  });
});

describe('[AH-15.07] [GP.21] 打印准考证', () => {
  it('is refused in words while nothing is arranged, with the office to ask', async () => {
    const { id } = await declared(true, true);
    const refused = await refusal(ticket(id));
    expect(refused).toMatchObject({ code: 'REFUSED' });
    expect(refused.issues[0]?.message).toContain('面试时间和地点还没有安排');
    expect(refused.issues[0]?.message).toContain('0000-0000 0021');
    const none = await declared(false, true);
    expect((await refusal(ticket(none.id))).issues[0]?.message).toBe('本计划不需要面试，没有准考证。');
  });

  it('carries person, declaration, number, time and place, with the number of the ID card masked', async () => {
    const { id, planId } = await declared(true, true);
    await arrange(planId, { waitingRoom: '101 室' });
    expect((await inbox())[0]).toContain('2026-12-20 上午 9:00 至 11:30，示例市第一中学 2 号楼');
    const { blocks, ticketNo } = await ticket(id);
    const text = JSON.stringify(blocks);
    for (const said of ['示例一', ticketNo, '2026-12-20', '示例市第一中学 2 号楼', '101 室', '中小学教师系列高评委'])
      expect(text).toContain(said);
    const person = await road.core.db('person').where({ account_id: applicant.actor.accountId }).first();
    expect(text).not.toContain(road.core.cipher.open(person.id_number_cipher));
    expect(text).toContain(person.id_number_masked);
    const { bytes, name } = await admissionTicketDocx({ core: road.core, actor: applicant.actor, id });
    expect(name).toBe('面试准考证-示例一.docx');
    expect(Buffer.from(bytes).subarray(0, 2).toString()).toBe('PK');
  });

  it('[AH-15.07] [AH-27.01] is checked as the review form is: by number and hash of the submission, in words and as a QR code', async () => {
    const { id, planId } = await declared(true, true);
    await arrange(planId);
    const { blocks, stamp } = await ticket(id);
    const form = await road.as(applicant.actor).declarations.reviewForm({ id });
    expect(stamp).toEqual({ recordNo: form.recordNo, hash: form.hash });
    const words = `申报编号：${form.recordNo}\n校验码：${form.hash?.match(/.{8}/g)?.join(' ')}`;
    expect(JSON.stringify(blocks)).toContain(JSON.stringify(words).slice(1, -1));
    const { bytes } = await admissionTicketDocx({ core: road.core, actor: applicant.actor, id });
    const printed = unzip(bytes);
    const pictures = Object.entries(printed).filter(([name]) => name.startsWith('word/media/'));
    expect(pictures.map(([, picture]) => Buffer.from(picture))).toContainEqual(
      Buffer.from(stampCode({ recordNo: form.recordNo, hash: form.hash ?? '' }).bytes),
    );
    expect(stampCode(stamp).bytes).not.toEqual(stampCode({ ...stamp, hash: 'f'.repeat(64) }).bytes);
  });

  it('a later arrangement replaces the former; two at once do not overwrite each other', async () => {
    const { id, planId } = await declared(true, true);
    expect(await arrange(planId)).toEqual({ version: 1 });
    expect(await refusal(arrange(planId, { place: '别处' }))).toMatchObject({ code: 'CONFLICT' });
    await arrange(planId, { place: '示例市第二中学' }, 1);
    expect(JSON.stringify((await ticket(id)).blocks)).toContain('示例市第二中学');
    expect(await refusal(arrange(planId, { place: '' }, 2))).toMatchObject({
      code: 'INVALID',
      issues: [{ path: 'place' }],
    });
  });

  it('a plan without interviews cannot be arranged', async () => {
    const { planId } = await declared(false, false);
    expect(await refusal(arrange(planId))).toMatchObject({ code: 'NOT_FOUND' });
  });
});
