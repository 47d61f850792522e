import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { invariantViolations } from '../invariants.ts';
import { grantAssignment } from '../identity/grant-assignment.ts';
import { organisationOf } from '../context.ts';
import { refusal } from '../organisations/test-world.ts';
import type { Place } from './mark-places.ts';
import { PROFILE, roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let applicant: Applicant;
let planId: string;
let id: string;

beforeAll(async () => {
  road = await roadForTest();
  applicant = await road.applicant('示例一');
  planId = await road.plan();
  id = await road.submitted(applicant, planId);
  await road.walk(id, ['school']);
});
afterAll(() => road.drop());

const api = () => road.as(applicant.actor).declarations;
const processOf = async (round: number) =>
  (await road.core.db('process').where({ subject_id: id, round }).first('id')).id as string;
const auditor = (actor: Actor) => road.as(actor).declarations;
const marksOf = async (actor: Actor, round = 1) => auditor(actor).marks({ processId: await processOf(round) });
const mark = async (actor: Actor, reason: string, ...places: Place[]) =>
  auditor(actor).mark({ taskId: await road.task(id), reason, places });
const idCard = async () => {
  const { data } = await api().detail({ id });
  return (data.forms.attachments?.idCard as { id: string }[])[0]?.id ?? '';
};
const checklist = async () => (await api().fill({ id })).checklist;
const states = async () => (await checklist()).map(({ state }) => state);
const submit = async () =>
  api().submit({ id, expectedVersion: await road.version(applicant.actor, id), idempotencyKey: randomUUID() });

describe('marking', () => {
  it('sections, rows, answers and files, several at once with one reason; named as they are called', async () => {
    const { district } = road.auditors;
    await mark(district, '看不清，请重新扫描。', { section: 'attachments', path: 'idCard', fileId: await idCard() });
    await mark(
      district,
      '请写到县；与证明不符。',
      { section: 'profile', path: 'birthplace' },
      { section: 'experiences', entryId: applicant.entries.experience },
      { section: 'educations', entryId: applicant.entries.education, path: 'major' },
    );
    await mark(district, '请核对。', { section: 'heading', path: 'photo' }, { section: 'assessments' });
    const { drafts, earlier } = await marksOf(district);
    expect(earlier).toEqual([]);
    expect(drafts.map(({ label }) => label)).toEqual([
      '附件上传 › 身份证正反面照片 › 证明.pdf',
      '基本信息 › 出生地',
      expect.stringMatching(/^工作经历.* › 示例市第一中学$/),
      expect.stringMatching(/ › 示例师范大学 › .*专业/),
      '申报情况 › 电子照片',
      expect.stringContaining('考核'),
    ]);
  });

  it('a place marked again gets the new reason; a mark can be taken back', async () => {
    const { district } = road.auditors;
    await mark(district, '请写到县。', { section: 'profile', path: 'birthplace' });
    const { drafts } = await marksOf(district);
    expect(drafts).toHaveLength(6);
    expect(drafts.find(({ path }) => path === 'birthplace')?.reason).toBe('请写到县。');
    const taskId = await road.task(id);
    for (const { id: markId } of drafts.slice(4)) await auditor(district).unmark({ taskId, markId });
    expect((await marksOf(district)).drafts).toHaveLength(4);
    expect((await refusal(auditor(district).unmark({ taskId, markId: randomUUID() }))).code).toBe('NOT_FOUND');
  });

  it('only what the frozen dossier has', async () => {
    const nowhere: Place[] = [
      { section: 'nothing' },
      { section: 'profile', path: 'constructor' },
      { section: 'profile', entryId: applicant.entries.experience },
      { section: 'experiences', entryId: applicant.entries.education },
      { section: 'experiences', path: 'unit' },
      { section: 'attachments', path: 'idCard', fileId: randomUUID() },
      { section: 'heading', path: 'title' },
    ];
    for (const place of nowhere)
      expect((await refusal(mark(road.auditors.district, '请核对。', place))).code).toBe('INVALID');
    expect((await refusal(mark(road.auditors.district, '  ', { section: 'profile' }))).code).toBe('INVALID');
    expect((await refusal(mark(road.auditors.district, '请核对。'))).code).toBe('INVALID');
  });

  it('[AH-39.02] is seen by colleagues and nobody else; another level neither marks nor reads drafts', async () => {
    const others = await marksOf(road.auditors.school);
    expect(others).toEqual({ drafts: [], earlier: [] });
    for (const other of [road.auditors.school, road.auditors.hrss])
      expect((await refusal(mark(other, '请核对。', { section: 'profile' }))).code).toBe('NOT_FOUND');
    expect((await refusal(marksOf(road.auditors.hrss))).code).toBe('NOT_FOUND');
  });

  it('[GP.32] with several administrators only the one who claimed it marks', async () => {
    const colleague = await road.builtin('示例区教育局二号', ['operator']);
    const { core, operator } = road;
    const organisationId = organisationOf(road.auditors.district);
    await grantAssignment({
      ...{ core, actor: operator, accountId: colleague.accountId, role: 'department', organisationId },
    });
    const row = await core.db('assignment').where({ account_id: colleague.accountId, role: 'department' }).first('id');
    const second: Actor = { ...colleague, role: 'department', organisationId, assignmentId: row.id };
    expect((await marksOf(second)).drafts).toHaveLength(4);
    const unclaimed = await refusal(mark(second, '请核对。', { section: 'profile' }));
    expect(unclaimed).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('请先领取') });
    await road.as(road.auditors.district).tasks.claim({ taskId: await road.task(id) });
    expect((await refusal(mark(second, '请核对。', { section: 'profile' }))).message).toContain('已领取这一件');
  });
});

describe('a return', () => {
  it('[AH-31.09] without words of its own says what was marked; the ledger keeps how many of what', async () => {
    const taskId = await road.task(id);
    await road.as(road.auditors.district).tasks.decide({ taskId, decision: 'return', opinion: '' });
    const { card } = await api().detail({ id });
    const lines = card.returned?.opinion.split('\n') ?? [];
    expect(lines).toHaveLength(4);
    expect(lines[1]).toBe('2. 基本信息 › 出生地：请写到县。');
    const step = await road.core
      .db('step')
      .where({ process_id: await processOf(1), state: 'returned' })
      .first();
    const event = await road.core.db('ledger_event').where({ subject_id: step.id, action: 'mark' }).first();
    expect(event.data).toEqual({ marks: 4, sections: 0, rows: 1, fields: 2, files: 1 });
    const late = road
      .as(road.auditors.district)
      .declarations.mark({ taskId, reason: '晚了', places: [{ section: 'profile' }] });
    expect((await refusal(late)).code).toBe('REFUSED');
  });

  it('without words and without marks is INVALID', async () => {
    const other = await road.submitted(await road.applicant('示例二'), planId);
    const attempt = road
      .as(road.auditors.school)
      .tasks.decide({ ...{ taskId: await road.task(other), decision: 'return' } });
    expect((await refusal(attempt)).code).toBe('INVALID');
    await road.decideDeclaration(road.auditors.school, other, 'return', '请核对。');
    expect((await road.core.db('declaration').where({ id: other }).first()).state).toBe('returned');
  });
});

describe('the checklist', () => {
  it('has each mark with its reason, whose it is and where it is mended', async () => {
    expect(await states()).toEqual(['open', 'open', 'open', 'open']);
    const [file, field, row, inner] = await checklist();
    expect(file).toMatchObject({
      by: '示例区教育局',
      nodeLabel: '主管部门审核',
      mend: { section: 'attachments', field: 'idCard' },
    });
    expect(field?.mend).toEqual({ section: 'profile', field: 'birthplace' });
    expect(row?.mend).toEqual({ section: 'experiences', entry: applicant.entries.experience });
    // The library's answers are mended in the library: the row leads there.
    expect(inner?.mend).toEqual({ section: 'educations', entry: applicant.entries.education });
    expect(await api().checklist({ id })).toEqual(await checklist());
  });

  it('[AH-33.21] submitting is refused while a mark is neither mended nor explained, with links to the places', async () => {
    const error = await refusal(submit());
    expect(error.code).toBe('REFUSED');
    expect(error.issues.map(({ code }) => code)).toEqual(Array(4).fill('markOpen'));
    expect(error.issues[1]).toMatchObject({
      message: '退回时标记的“基本信息 › 出生地”还没有修改，也没有说明：请写到县。',
      mendAt: `/declarations/${id}/fill?step=personal&section=profile#profile.birthplace`,
    });
  });

  it('finds by itself what was changed: a scan beside the marked one is none', async () => {
    await road.form(applicant.actor, id, 'profile', { ...PROFILE, birthplace: '示例省示例县' });
    expect(await states()).toEqual(['open', 'changed', 'open', 'open']);
    const { data } = await api().fill({ id });
    const attachments = data.forms.attachments ?? {};
    const old = attachments.idCard as object[];
    const beside = await road.upload(applicant.actor);
    await road.form(applicant.actor, id, 'attachments', { ...attachments, idCard: [...old, beside] });
    expect((await states())[0]).toBe('open');
    await road.form(applicant.actor, id, 'attachments', {
      ...attachments,
      idCard: [await road.photo(applicant.actor)],
    });
    expect((await states())[0]).toBe('changed');
    await road.form(applicant.actor, id, 'profile', PROFILE);
    expect((await states())[1]).toBe('open');
    await road.form(applicant.actor, id, 'profile', { ...PROFILE, birthplace: '示例省示例县' });
  });

  it('what stays as it is needs words; they can be taken back', async () => {
    const [, , row, inner] = await checklist();
    const answer = async (markId: string, words: string) =>
      api().answerMark({ id, markId, answer: words, expectedVersion: await road.version(applicant.actor, id) });
    await answer(row?.id ?? '', '单位已核对，起止日期无误。');
    await answer(inner?.id ?? '', '与学信网一致。');
    expect(await states()).toEqual(['changed', 'changed', 'explained', 'explained']);
    await answer(inner?.id ?? '', '   ');
    expect((await states())[3]).toBe('open');
    expect((await refusal(submit())).issues).toHaveLength(1);
    await answer(inner?.id ?? '', '与学信网一致。');
    expect((await refusal(answer(randomUUID(), '不存在'))).code).toBe('NOT_FOUND');
    const stale = api().answerMark({ id, markId: row?.id ?? '', answer: '旧', expectedVersion: 1 });
    expect((await refusal(stale)).code).toBe('CONFLICT');
    const other = await road.applicant('示例三');
    const foreign = road
      .as(other.actor)
      .declarations.answerMark({ id, markId: row?.id ?? '', answer: '别人', expectedVersion: 1 });
    expect((await refusal(foreign)).code).toBe('NOT_FOUND');
  });
});

describe('[AH-26.05] [AH-33.21] the next round', () => {
  it('goes in; marks and answers are there for every later auditor, with how they were dealt with', async () => {
    const fileId = (await road.photo(applicant.actor)).id;
    await api().setPhoto({ id, fileId, expectedVersion: await road.version(applicant.actor, id) });
    await submit();
    expect(await checklist()).toEqual([]);
    const { earlier } = await marksOf(road.auditors.school, 2);
    expect(earlier.map(({ resolved, answer }) => [resolved, answer])).toEqual([
      ['changed', null],
      ['changed', null],
      ['explained', '单位已核对，起止日期无误。'],
      ['explained', '与学信网一致。'],
    ]);
  });

  it('shows who audits what changed against what his organisation had seen last', async () => {
    const difference = async (actor: Actor) => auditor(actor).difference({ processId: await processOf(2) });
    const seen = await difference(road.auditors.school);
    expect(seen?.since).toBe(1);
    const changed = seen?.sections.filter((section) => section.changed) ?? [];
    // The same photo uploaded again is no change: files are told apart by their content.
    expect(changed.map(({ section }) => section)).toEqual(['profile', 'attachments']);
    expect(changed[0]?.fields).toMatchObject([{ label: '出生地', before: '示例省示例市', after: '示例省示例县' }]);
    expect(changed[1]?.fields).toMatchObject([
      { label: '身份证正反面照片', before: '证明.pdf', after: '电子照片.jpg' },
    ]);
    expect((seen?.sections.length ?? 0) > 5).toBe(true);
    expect((await refusal(difference(road.auditors.hrss))).code).toBe('NOT_FOUND');
    await road.walk(id, ['school']);
    await road.as(road.auditors.district).tasks.claim({ taskId: await road.task(id) });
    await road.walk(id, ['district']);
    expect(await difference(road.auditors.hrss)).toBeNull();
    expect((await difference(road.auditors.district))?.since).toBe(1);
  });

  it('a level that was passed over counts from the round that it had seen', async () => {
    const policies = { returnMode: 'DIRECT', resume: 'AT_RETURNING_NODE', quota: 'NOT_APPLIED' } as const;
    const who = await road.applicant('示例四');
    const own = await road.submitted(who, await road.plan({ policies }));
    const back = async () => {
      await road.decideDeclaration(road.auditors.hrss, own, 'return');
      await road.form(who.actor, own, 'profile', { ...PROFILE, birthplace: `第${randomUUID().slice(0, 4)}` });
      await road.submit(who.actor, own);
    };
    await road.walk(own, ['school']);
    await road.as(road.auditors.district).tasks.claim({ taskId: await road.task(own) });
    await road.walk(own, ['district']);
    await back();
    await back();
    const process = await road.core.db('process').where({ subject_id: own, round: 3 }).first('id');
    const at = async (actor: Actor) => (await auditor(actor).difference({ processId: process.id }))?.since;
    expect([await at(road.auditors.school), await at(road.auditors.hrss)]).toEqual([1, 2]);
  });
});

it('[SM-DECL.09] level by level: the body below reads the superior’s marks, and the person answers all that were sent down', async () => {
  const policies = { returnMode: 'STEPWISE', quota: 'NOT_APPLIED' } as const;
  const who = await road.applicant('示例五');
  const own = await road.submitted(who, await road.plan({ policies }));
  const at = async (actor: Actor, reason: string) => {
    await auditor(actor).mark({
      taskId: await road.task(own),
      reason,
      places: [{ section: 'profile', path: 'birthplace' }],
    });
    await road.as(actor).tasks.decide({ taskId: await road.task(own), decision: 'return', opinion: '' });
  };
  await road.walk(own, ['school']);
  await road.as(road.auditors.district).tasks.claim({ taskId: await road.task(own) });
  await at(road.auditors.district, '第一次：请核对。');
  expect((await road.as(who.actor).declarations.fill({ id: own })).checklist).toEqual([]);
  const process = await road.core.db('process').where({ subject_id: own }).first('id');
  const read = () => auditor(road.auditors.school).marks({ processId: process.id });
  expect((await read()).earlier.map(({ reason }) => reason)).toEqual(['第一次：请核对。']);
  await road.walk(own, ['school']);
  await road.as(road.auditors.district).tasks.claim({ taskId: await road.task(own) });
  await at(road.auditors.district, '第二次：请写到县。');
  await at(road.auditors.school, '请本人修改。');
  const { checklist: items } = await road.as(who.actor).declarations.fill({ id: own });
  // The unit had answered the first return itself.
  expect(items.map(({ by, reason }) => [by, reason])).toEqual([
    ['示例区教育局', '第二次：请写到县。'],
    ['示例市第一中学', '请本人修改。'],
  ]);
});

it('leaves the data as the rules want them', async () => {
  expect(await invariantViolations(road.core.db)).toEqual([]);
});
