import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileDto } from '../files/accept-file.ts';
import { refusal } from '../organisations/test-world.ts';
import type { Taking } from './take-over.ts';
import { inDays, PROFILE, roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let applicant: Applicant;
let last: string;
let id: string;
let scan: FileDto;
const TITLE = {
  certificateNo: 'ZS-0001',
  unit: '示例市第一中学',
  title: '一级教师',
  appointed: false,
  appointments: [],
};

const nextYear = { year: 2027, name: '2027年度示例评审计划', auditUntil: inDays(400).toISOString() };

beforeAll(async () => {
  road = await roadForTest();
  applicant = await road.applicant('示例一');
  const { actor } = applicant;
  last = await road.declare(actor, await road.plan());
  await road.fill(applicant, last);
  scan = await road.upload(actor, '身份证正反面.pdf');
  await road.form(actor, last, 'attachments', { idCard: [scan], promise: [await road.upload(actor, '承诺书.pdf')] });
  await road.form(actor, last, 'held-titles', { titles: [TITLE] });
  id = await road.declare(actor, await road.plan(nextYear));
});
afterAll(() => road.drop());

const api = (actor = applicant.actor) => road.as(actor).declarations;
const view = () => api().fill({ id });
const preview = async () => {
  const found = await api().reusePreview({ id });
  if (!found) throw new Error('nothing to take over');
  return found;
};
const taking = async (more: Partial<Taking>) =>
  api().takeOver({
    ...{ id, sourceId: last, photo: false, fields: [], entries: [] },
    ...more,
    fields: [...(more.fields ?? [])],
    entries: [...(more.entries ?? [])],
    expectedVersion: await road.version(applicant.actor, id),
  });
const profile = (name: string, replace = false) => ({ section: 'profile', name, replace });

describe('what the last declaration offers', () => {
  it('its answers, existing titles, attachments and imports, each as printed', async () => {
    const { source, forms, picks } = await preview();
    expect(source).toEqual({ id: last, year: 2026, planName: '2026年度示例市中小学教师系列高级职称评审', used: false });
    const answers = forms.find(({ section }) => section === 'profile')?.fields;
    expect(answers?.map(({ label, last: then, now, why }) => [label, then, now, why])).toEqual([
      ['民族', '汉族', '', null],
      ['出生地', '示例省示例市', '', null],
      ['工作时间', '2008-09-01', '', null],
      ['工作年限', '18', '', null],
      ['专业年限', '18', '', null],
      ['政治面貌', '群众', '', null],
    ]);
    const [titles] = forms.find(({ section }) => section === 'held-titles')?.fields ?? [];
    expect(titles?.lines).toEqual(['ZS-0001，示例市第一中学，一级教师']);
    expect(picks.map(({ section, entries }) => [section, entries.map(({ why }) => why)])).toEqual([
      ['experiences', [null]],
      ['educations', [null]],
      ['assessments', [null]],
    ]);
  });

  it('[AH-18.07] but never the promise letter, which is signed for one declaration', async () => {
    const { forms } = await preview();
    const uploads = forms.find(({ section }) => section === 'attachments')?.fields;
    expect(uploads?.map(({ name, files }) => [name, files.map((file) => file.name)])).toEqual([
      ['idCard', ['身份证正反面.pdf']],
    ]);
  });

  it('nothing where there was no declaration before, and nothing of other people', async () => {
    const other = await road.applicant('示例二');
    const own = await road.declare(other.actor, (await api().detail({ id: last })).card.planId);
    expect(await api(other.actor).reusable({ id: own })).toBeNull();
    expect(await api(other.actor).reusePreview({ id: own })).toBeNull();
    expect((await refusal(api(other.actor).reusePreview({ id }))).code).toBe('NOT_FOUND');
    expect((await refusal(api(other.actor).reusable({ id }))).code).toBe('NOT_FOUND');
    const expectedVersion = await road.version(other.actor, own);
    const steal = { id: own, expectedVersion, sourceId: last, photo: true, fields: [], entries: [] };
    expect((await refusal(api(other.actor).takeOver(steal))).code).toBe('NOT_FOUND');
  });
});

describe('taking over', () => {
  it('only what was ticked, through the same checks as typed answers', async () => {
    const done = await taking({ fields: [profile('ethnicity'), profile('workYears')] });
    expect(done).toMatchObject({ answers: 2, entries: 0, left: [] });
    const { profile: answers } = (await view()).data.forms;
    expect(answers).toMatchObject({ ethnicity: PROFILE.ethnicity, workYears: 18 });
    expect(answers?.birthplace ?? null).toBeNull();
    expect((await api().reusable({ id }))?.used).toBe(true);
  });

  it('never over what was typed meanwhile, unless the person said so', async () => {
    await road.form(applicant.actor, id, 'profile', { birthplace: '别处' });
    const kept = await taking({ fields: [profile('birthplace'), profile('politicalStatus')] });
    expect(kept).toMatchObject({ answers: 1, left: ['出生地已另行填写，没有替换。'] });
    expect((await view()).data.forms.profile).toMatchObject({ birthplace: '别处', politicalStatus: { name: '群众' } });
    const differs = (await preview()).forms[0]?.fields.find(({ name }) => name === 'birthplace');
    expect(differs).toMatchObject({ last: '示例省示例市', now: '别处' });
    await taking({ fields: [profile('birthplace', true)] });
    expect((await view()).data.forms.profile?.birthplace).toBe('示例省示例市');
  });

  it('[AH-25.08] [GP.27] what is put right by itself is said', async () => {
    await road.form(applicant.actor, id, 'profile', { workYears: 5 });
    const { notes } = await taking({ fields: [profile('specialtyYears')] });
    expect(notes).toEqual(['专业年限不能超过工作年限，已自动设为工作年限。']);
    expect((await view()).data.forms.profile).toMatchObject({ workYears: 5, specialtyYears: 5 });
  });

  it('files are used a second time, by reference', async () => {
    await taking({ fields: [{ section: 'attachments', name: 'idCard', replace: false }] });
    expect((await view()).data.forms.attachments?.idCard).toEqual([
      { id: scan.id, name: scan.name, bytes: scan.bytes },
    ]);
    const uses = await road.core
      .db('file_use')
      .where({ file_id: scan.id, subject_kind: 'declarationForm:attachments' });
    expect(uses.map((use) => use.subject_id).sort()).toEqual([last, id].sort());
  });

  it('a file that is no longer the person’s own is said and left', async () => {
    const gone = await road.upload(applicant.actor, '职业证书.pdf');
    await road.form(applicant.actor, last, 'attachments', { idCard: [scan], certificate: [gone] });
    const stranger = await road.person('示例三');
    await road.core.db('file').where({ id: gone.id }).update({ owner_id: stranger.accountId });
    const done = await taking({ fields: [{ section: 'attachments', name: 'certificate', replace: false }] });
    expect(done).toMatchObject({ answers: 0, left: ['职业证书没有沿用：请重新上传职业证书'] });
    expect((await view()).data.forms.attachments).not.toMatchObject({ certificate: [{ id: gone.id }] });
  });

  it('[AH-20.01] [SM-LIB.11] entries are imported again with what was said about them, if the unit has approved them', async () => {
    const { education, experience, assessment } = applicant.entries;
    const put = (entry: string, values: Record<string, unknown>) =>
      road.core.db('library_entry').where({ id: entry }).update(values);
    await put(experience, { state: 'returned', approved_revision: null });
    // A newer version is being mended: what was approved counts until that one is.
    await put(education, { state: 'inAudit' });
    const done = await taking({
      entries: [
        { section: 'experiences', entryId: experience },
        { section: 'educations', entryId: education },
        { section: 'assessments', entryId: assessment },
      ],
    });
    expect(done.entries).toBe(2);
    expect(done.left).toEqual([expect.stringMatching(/^工作经历“.*”没有导入：业绩库里这一条现在是“退回”/)]);
    const { data } = await view();
    expect(data.picks).toEqual({
      educations: [{ entry: education, extra: { highest: true } }],
      assessments: [{ entry: assessment, extra: { result: '合格' } }],
    });
    const pins = await road.core.db('library_pin').where({ holder_id: id });
    expect(pins.map((pin) => pin.entry_id).sort()).toEqual([education, assessment].sort());
    await put(experience, { state: 'approved', approved_revision: 1 });
    await put(education, { state: 'approved' });
  });

  it('the photo, only while there is none', async () => {
    await road.core.db('declaration').where({ id }).update({ photo_file_id: null });
    const { photo } = await preview();
    await taking({ photo: true });
    expect((await view()).data.applicant.photo?.id).toBe(photo?.id);
    expect((await preview()).photo).toBeNull();
  });

  it('[SM-DECL.02] from an older version: CONFLICT; from no record, or from itself: NOT_FOUND', async () => {
    const expectedVersion = (await road.version(applicant.actor, id)) - 1;
    const input = { id, expectedVersion, sourceId: last, photo: false, fields: [], entries: [] };
    expect((await refusal(api().takeOver(input))).code).toBe('CONFLICT');
    const unknown = { ...input, expectedVersion: expectedVersion + 1, sourceId: randomUUID() };
    expect((await refusal(api().takeOver(unknown))).code).toBe('NOT_FOUND');
    expect((await refusal(api().takeOver({ ...unknown, sourceId: id }))).code).toBe('NOT_FOUND');
  });
});
