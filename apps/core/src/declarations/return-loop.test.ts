import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invariantViolations } from '../invariants.ts';
import { EXPERIENCE } from '../library/test-world.ts';
import { refusal } from '../organisations/test-world.ts';
import { inDays, PROFILE, roadForTest, type Applicant, type Road } from './test-world.ts';

const OPINION = '工作经历与证明不符；出生地请写到县。';
const DAY = 86_400_000;
const declareUntil = inDays(10);
const repairUntil = inDays(20);

let road: Road;
let applicant: Applicant;
let id: string;

beforeAll(async () => {
  road = await roadForTest();
  const dates = { declareUntil: declareUntil.toISOString(), repairUntil: repairUntil.toISOString() };
  applicant = await road.applicant('示例一');
  id = await road.submitted(applicant, await road.plan(dates));
  await road.walk(id, ['school', 'district']);
  await road.decideDeclaration(road.auditors.hrss, id, 'return', OPINION);
});
afterAll(() => road.drop());

const api = () => road.as(applicant.actor).declarations;
const version = () => road.version(applicant.actor, id);
const rounds = () => road.core.db('process').where({ subject_id: id }).orderBy('round');
const snapshots = () => road.core.db('declaration_snapshot').where({ declaration_id: id }).orderBy('round');
const submit = async () => api().submit({ id, expectedVersion: await version(), idempotencyKey: randomUUID() });

describe('a return', () => {
  it('[AH-26.06] [SM-DECL.07] goes straight to the applicant, from whichever level', async () => {
    const { card } = await api().detail({ id });
    expect(card).toMatchObject({ state: 'returned', stateLabel: '退回', editable: true });
    expect(card.returned).toMatchObject({ by: '示例区人力资源和社会保障局', opinion: OPINION });
    expect((await rounds()).map(({ state }) => state)).toEqual(['returned']);
    await expect(road.task(id)).rejects.toThrow('nobody has');
    expect((await road.as(applicant.actor).notifications.list({}))[0]?.text).toContain(`被退回：${OPINION}`);
  });

  it('[GP.94] the tracker shows who sent it back and what was passed before', async () => {
    const { tracker } = (await api().detail({ id })).card;
    // The city's department has not had it: its step is not past.
    expect(tracker.map(({ face, count }) => [face, count])).toEqual([
      ['fix', ''],
      ['past', ''],
      ['todo', '(1/2)'],
      ['back', ''],
      ['todo', ''],
      ['todo', ''],
    ]);
  });

  it('[AH-36.04] nobody below has anything to withdraw', async () => {
    const steps = await road.core.db('step').where({ state: 'passed' }).whereIn('node', ['employer', 'department']);
    const [{ id: processId }] = await rounds();
    for (const step of steps.filter((s) => s.process_id === processId)) {
      const auditor = step.node === 'employer' ? road.auditors.school : road.auditors.district;
      const error = await refusal(road.as(auditor).tasks.withdraw({ stepId: step.id }));
      expect(error).toMatchObject({ code: 'REFUSED', message: '指定流程的当前状态不允许撤回' });
    }
  });

  it('[AH-33.22] the unit sees it as returned, with 个人申报', async () => {
    const { rows } = await road.as(road.auditors.school).declarations.unitList({ tab: 'returned' });
    expect(rows).toMatchObject([{ declarationId: id, open: false, nodeLabel: '个人申报', stateLabel: '退回' }]);
    const tasks = await road.as(road.auditors.school).tasks.list({ tab: 'mine', flowType: '职称申报' });
    expect(tasks.rows).toMatchObject([{ nodeLabel: '个人申报', stateLabel: '退回', open: false }]);
  });

  it('[AH-39.11] auditors go on reading what was submitted, not what is being mended', async () => {
    await road.form(applicant.actor, id, 'profile', { ...PROFILE, birthplace: '改到一半' });
    const form = await road.as(road.auditors.hrss).declarations.reviewForm({ id });
    expect(JSON.stringify(form.blocks)).not.toContain('改到一半');
    expect(form).toMatchObject({ hash: (await snapshots())[0].hash, watermark: null });
    const own = await api().reviewForm({ id });
    expect(JSON.stringify(own.blocks)).toContain('改到一半');
    expect(own).toMatchObject({ hash: null, watermark: '未提交' });
  });
});

describe('mending', () => {
  it('[AH-26.09] remove, withdraw, change, have it audited again, import again', async () => {
    const { library } = road.as(applicant.actor);
    const entryId = applicant.entries.experience;
    await api().removePick({ id, section: 'experiences', entryId, expectedVersion: await version() });
    const before = await road.get(applicant.actor, entryId);
    const { version: withdrawn } = await library.withdraw({ id: entryId, expectedVersion: before.version });
    const raw = { ...EXPERIENCE, position: '年级主任' };
    await library.saveAndSubmit({ entity: 'experience', id: entryId, expectedVersion: withdrawn, raw });
    const early = api().importEntries({
      ...{ id, section: 'experiences', entryIds: [entryId] },
      expectedVersion: await version(),
    });
    expect((await refusal(early)).code).toBe('REFUSED');
    await road.decide(road.school.admins[0], entryId, 'pass');
    await api().importEntries({ id, section: 'experiences', entryIds: [entryId], expectedVersion: await version() });
    const { data } = await api().fill({ id });
    expect(data.entries[entryId]?.data).toMatchObject({ position: '年级主任' });
  });

  it('[GP.89] is possible until 退回修改截止, later than 申报截止', async () => {
    await road.setNow(new Date(declareUntil.getTime() + DAY));
    await road.form(applicant.actor, id, 'profile', { ...PROFILE, birthplace: '示例省示例县' });
    await road.setNow(repairUntil);
    const expectedVersion = await version();
    const late = api().saveForm({ id, section: 'profile', raw: PROFILE, expectedVersion });
    const error = await refusal(late);
    expect(error.message).toContain('退回修改已于');
    const submission = api().submit({ id, expectedVersion, idempotencyKey: randomUUID() });
    expect((await refusal(submission)).message).toContain('退回修改已于');
    await road.setNow(null);
  });
});

describe('the second round', () => {
  it('[AH-26.07] [SM-DECL.07] starts at the unit again', async () => {
    await submit();
    expect((await rounds()).map(({ round, state }) => [round, state])).toEqual([
      [1, 'returned'],
      [2, 'running'],
    ]);
    const { rows } = await road.as(road.auditors.school).tasks.list({ tab: 'todo', flowType: '职称申报' });
    expect(rows).toMatchObject([{ nodeLabel: '单位审核' }]);
    const { card } = await api().detail({ id });
    expect(card.tracker.map(({ face, count }) => face + count)).toEqual([
      'done',
      'now',
      'todo(0/2)',
      'todo',
      'todo',
      'todo',
    ]);
    expect(card.returned).toBeNull();
  });

  it('[AH-26.05] the log keeps the earlier round and goes on', async () => {
    const { log, submissions } = await api().detail({ id });
    expect(log.map(({ round, nodeLabel, state, opinion }) => [round, nodeLabel, state, opinion])).toEqual([
      [1, '单位审核', 'passed', '同意'],
      [1, '主管部门审核', 'passed', '同意'],
      [1, '人社部门审核', 'returned', OPINION],
      [2, '单位审核', 'open', null],
    ]);
    expect(submissions.map(({ round }) => round)).toEqual([1, 2]);
  });

  it('freezes a snapshot of its own; the first stays as it was', async () => {
    const [first, second] = await snapshots();
    const entryId = applicant.entries.experience;
    expect(first.dossier.entries[entryId].data.position).toBe('教师');
    expect(second.dossier.entries[entryId].data.position).toBe('年级主任');
    expect(second.dossier.forms.profile.birthplace).toBe('示例省示例县');
    const [one, two] = await rounds();
    const view = (processId: string) => road.as(road.auditors.school).declarations.auditView({ processId });
    expect(await view(one.id)).toMatchObject({ round: 1, hash: first.hash });
    expect(await view(two.id)).toMatchObject({ round: 2, hash: second.hash, recommendation: null });
  });

  it('[AH-26.07] passes every level again, and is approved', async () => {
    await road.walk(id);
    const { card, log } = await api().detail({ id });
    expect(card.state).toBe('approved');
    expect(log.filter(({ round }) => round === 2).map(({ nodeLabel }) => nodeLabel)).toEqual([
      '单位审核',
      '主管部门审核',
      '人社部门审核',
      '主管部门审核',
      '组建单位审核',
    ]);
    expect(card.tracker.map(({ face, count }) => face + count)).toEqual([
      'done',
      'done',
      'done(2/2)',
      'done',
      'done',
      'done',
    ]);
  });
});

describe('deleting a returned record', () => {
  it('[SM-DECL.05] frees the year and lets its entries go; the log of it stays in the ledger', async () => {
    const person = await road.applicant('示例二');
    const planId = await road.plan({ name: '2026年度示例补充评审' });
    const own = await road.submitted(person, planId);
    await road.decideDeclaration(road.auditors.school, own, 'return');
    const pins = () => road.core.db('library_pin').where({ holder_id: own });
    expect(await pins()).toHaveLength(3);
    await road
      .as(person.actor)
      .declarations.remove({ id: own, expectedVersion: await road.version(person.actor, own) });
    expect(await pins()).toEqual([]);
    expect(await road.as(person.actor).declarations.mayDeclare({ planId })).toEqual([]);
    const { rows } = await road.as(road.auditors.school).declarations.unitList({ tab: 'all', name: '示例二' });
    expect(rows).toEqual([]);
    const again = await road.declare(person.actor, planId);
    await road.fill(person, again);
    await road.submit(person.actor, again);
    const actions = await road.core.db('ledger_event').where({ subject_id: own }).orderBy('seq').select('action');
    expect(actions.map(({ action }) => action)).toEqual(['create', 'submit', 'freeze', 'return', 'remove']);
  });
});

it('leaves the data as the rules want them', async () => {
  expect(await invariantViolations(road.core.db)).toEqual([]);
});
