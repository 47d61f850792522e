import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { refusal } from '../organisations/test-world.ts';
import { easy, inDays, PROFILE, roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let planId: string;
let applicant: Applicant;
let stranger: Actor;
let id: string;

beforeAll(async () => {
  road = await roadForTest();
  planId = await road.plan();
  applicant = await road.applicant('示例一');
  stranger = await road.person('示例二');
  id = await road.declare(applicant.actor, planId);
});
afterAll(() => road.drop());

const api = (actor = applicant.actor) => road.as(actor).declarations;
const version = () => road.version(applicant.actor, id);
const stored = async (section: string) => (await api().fill({ id })).data.forms[section];
const save = async (raw: Readonly<Record<string, unknown>>, section = 'profile') =>
  api().saveForm({ id, section, raw, expectedVersion: await version() });

describe('saving a form', () => {
  it('[SM-DECL.02] [GP.88] [AH-15.08] blanks are fine and what is there is kept', async () => {
    const before = await version();
    expect(await save({ birthplace: '示例省示例市' })).toEqual({ version: before + 1, notes: [] });
    expect(await stored('profile')).toMatchObject({ birthplace: '示例省示例市', post: null });
  });

  it('[GP.88] wrong values are INVALID, each with its field, and nothing is stored', async () => {
    await save(PROFILE);
    const error = await refusal(save({ ...PROFILE, birthplace: '别处', workStart: '2024-02-30', workYears: 'viele' }));
    expect(error.code).toBe('INVALID');
    expect(error.issues.map(({ path }) => path)).toEqual(['profile.workStart', 'profile.workYears']);
    expect(await stored('profile')).toMatchObject({ birthplace: '示例省示例市' });
  });

  it('rules across fields are asked too', async () => {
    const error = await refusal(save({ workStart: inDays(40).toISOString().slice(0, 10) }));
    expect(error.issues).toEqual([{ path: 'profile.workStart', code: 'invalid', message: '工作时间不能晚于今天' }]);
  });

  it('[AH-25.08] [GP.27] 专业年限 above 工作年限 is put right, and the person is told', async () => {
    const { notes } = await save({ workYears: 10, specialtyYears: 12 });
    expect(notes).toEqual(['专业年限不能超过工作年限，已自动设为工作年限。']);
    expect(await stored('profile')).toMatchObject({ workYears: 10, specialtyYears: 10 });
  });

  it('a code that the dictionary does not have is refused; the name is the dictionary’s', async () => {
    const unknown = await refusal(save({ ethnicity: { code: '999', name: '无此族' } }));
    expect(unknown.issues.map(({ path }) => path)).toEqual(['profile.ethnicity']);
    await save({ ethnicity: { code: '01', name: '随便写' } });
    expect(await stored('profile')).toMatchObject({ ethnicity: { code: '01', name: '汉族' } });
  });

  it('[AH-19.24] [GP.04] an unfinished title with appointments is kept', async () => {
    const titles = [{ title: '一级教师', appointed: true, appointments: [{ unit: '示例市第一中学' }] }];
    await save({ titles }, 'held-titles');
    expect(await stored('held-titles')).toMatchObject({ titles: [{ title: '一级教师', appointed: true }] });
  });

  it('[SM-DECL.02] saved from an older version: CONFLICT, nothing lost', async () => {
    const expectedVersion = await version();
    await save({ birthplace: '先保存的' });
    const late = api().saveForm({ id, section: 'profile', raw: { birthplace: '后保存的' }, expectedVersion });
    const error = await refusal(late);
    expect(error).toMatchObject({
      code: 'CONFLICT',
      message: '另一窗口改过这份申报。刷新后可看到已保存的内容，您刚填写的还在本机。',
    });
    expect(await stored('profile')).toMatchObject({ birthplace: '先保存的' });
  });

  it('a section that is none of this declaration, or holds imports, is NOT_FOUND', async () => {
    for (const section of ['nothing', 'experiences', 'exceptional', 'transfer'])
      expect((await refusal(save({}, section))).code).toBe('NOT_FOUND');
  });

  it('[AH-19.04] [AH-39.10] the parts of 破格 exist for that form only', async () => {
    const { actor } = await road.applicant('示例三');
    const exceptional = await road.declare(actor, planId, { kind: 'EXCEPTIONAL' });
    await road.form(actor, exceptional, 'exceptional', { basis: '示例文件第一条' });
    const { data } = await api(actor).fill({ id: exceptional });
    expect(data.forms.exceptional).toEqual({ basis: '示例文件第一条' });
  });
});

describe('files in a form', () => {
  it('[AH-21.01] name and size come from the file, not from the browser', async () => {
    const file = await road.upload(applicant.actor, '身份证正面.pdf');
    await save({ idCard: [{ id: file.id, name: '别的名字.pdf', bytes: 1 }] }, 'attachments');
    expect(await stored('attachments')).toMatchObject({
      idCard: [{ id: file.id, name: '身份证正面.pdf', bytes: file.bytes }],
    });
  });

  it('[AH-39.01] somebody else’s file is refused at its slot, like one that does not exist', async () => {
    const foreign = await road.upload(stranger, '别人的.pdf');
    for (const file of [
      { id: foreign.id, name: foreign.name, bytes: foreign.bytes },
      { ...foreign, id: randomUUID() },
    ]) {
      const error = await refusal(save({ promise: [file] }, 'attachments'));
      expect(error.code).toBe('INVALID');
      expect(error.issues).toEqual([
        { path: 'attachments.promise', code: 'file', message: '请重新上传职称申报承诺书' },
      ]);
    }
  });

  it('a draft keeps its files from the sweep, and lets them go when they are taken out', async () => {
    const uses = () => road.core.db('file_use').where({ subject_id: id, subject_kind: 'declarationForm:attachments' });
    const file = await road.upload(applicant.actor);
    await save({ certificate: [file] }, 'attachments');
    expect((await uses()).map((use) => use.file_id)).toEqual([file.id]);
    await save({}, 'attachments');
    expect(await uses()).toEqual([]);
  });
});

describe('the heading', () => {
  it('[AH-19.06] [AH-19.07] [SM-DECL.03] specialty and title change within the plan', async () => {
    const plan = await road.as(null).plans.get({ id: planId });
    const specialty = plan.specialties[1];
    const title = plan.titles.find(({ level }) => level === 'FULL_SENIOR');
    if (!specialty || !title) throw new Error('the plan offers too little');
    const change = { id, specialtyId: specialty.id, titleId: title.id, expectedVersion: await version() };
    await api().changeSpecialty(change);
    const { card, data } = await api().fill({ id });
    expect([card.specialty, card.title, data.situation.level]).toEqual([specialty.name, title.name, 'FULL_SENIOR']);
  });

  it('[AH-25.05] not to what another plan or series offers', async () => {
    const series = (await road.as(null).catalog.series()).find(({ name }) => name === '样本系列');
    const seriesCode = series?.code ?? '';
    const [foreign] = await road.as(null).catalog.specialties({ seriesCode });
    const [title] = await road.as(null).catalog.titles({ seriesCode });
    const change = { id, specialtyId: foreign?.id ?? '', titleId: title?.id ?? '', expectedVersion: await version() };
    const error = await refusal(api().changeSpecialty(change));
    expect(error.code).toBe('INVALID');
    expect(error.issues.map(({ path }) => path)).toEqual(['specialtyId', 'titleId']);
  });

  it('[AH-19.19] [AH-28.02] an own picture becomes the photo', async () => {
    const photo = await road.photo(applicant.actor);
    await api().setPhoto({ id, fileId: photo.id, expectedVersion: await version() });
    expect((await api().fill({ id })).data.applicant.photo?.id).toBe(photo.id);
  });

  it('[AH-25.06] not a document, nor somebody else’s picture', async () => {
    const document = await road.upload(applicant.actor);
    const foreign = await road.photo(stranger);
    for (const fileId of [document.id, foreign.id, randomUUID()]) {
      const error = await refusal(api().setPhoto({ id, fileId, expectedVersion: await version() }));
      expect(error).toMatchObject({ code: 'INVALID', message: '请上传电子照片' });
    }
  });

  it('[AH-19.05] [AH-25.04] name, sex, birth and the masked number stand in it, as registered', async () => {
    const { data } = await api().fill({ id });
    expect(data.applicant).toMatchObject({ name: '示例一', gender: '女', birthDate: '1985-05-01' });
    expect(data.applicant.idNumberMasked).toMatch(/^\d{3}\*{14}\w$/);
  });
});

describe('when it can no longer be worked on', () => {
  it('[GP.89] after the plan’s deadline: refused with date and office, and the page says so', async () => {
    const until = new Date('2027-05-20T09:30:00.000Z');
    const short = await road.plan({
      ...{ year: 2027, name: '2027年度示例短期计划', template: easy },
      declareUntil: until.toISOString(),
      auditUntil: inDays(400).toISOString(),
    });
    const own = await road.declare(applicant.actor, short);
    const expectedVersion = await road.version(applicant.actor, own);
    await road.setNow(until);
    const error = await refusal(api().saveForm({ id: own, section: 'profile', raw: {}, expectedVersion }));
    const message =
      '申报已于 2027 年 5 月 20 日 17:30（北京时间）截止，不能再改。特殊情况请联系办事机构：0000-0000 0021。';
    expect(error).toMatchObject({ code: 'REFUSED', message });
    expect((await api().fill({ id: own })).closed).toEqual([message]);
    await road.setNow(null);
  });

  it('[SM-DECL.05] a removed record is gone for every change', async () => {
    const { actor } = await road.applicant('示例四');
    const own = await road.declare(actor, planId);
    await api(actor).remove({ id: own, expectedVersion: 1 });
    const change = api(actor).saveForm({ id: own, section: 'profile', raw: {}, expectedVersion: 2 });
    expect((await refusal(change)).code).toBe('NOT_FOUND');
    expect((await refusal(api(actor).remove({ id: own, expectedVersion: 2 }))).code).toBe('NOT_FOUND');
    expect((await refusal(api(actor).fill({ id: own }))).code).toBe('NOT_FOUND');
  });
});
