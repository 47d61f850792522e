import { randomUUID } from 'node:crypto';
import { runDueJobs } from '@zhicheng/jobs';
import { anhui } from '@zhicheng/profiles';
import { readTable, templateXlsx } from '@zhicheng/spreadsheets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCEPTING_COLUMNS, ACCEPTING_NAME, PRINTED_NAME } from '../audit-path/import-accepting.ts';
import { IMPORT_COLUMNS } from '../audit-path/import-columns.ts';
import { organisationOf, type Actor } from '../context.ts';
import { acceptFile } from '../files/accept-file.ts';
import { refusal } from '../organisations/test-world.ts';
import type { Node } from '../tasks/process-kind.ts';
import { jobTasks } from '../worker.ts';
import { roadForTest, type Road } from './test-world.ts';

const INITIAL = 'INITIAL_DETERMINATION';
const RECOGNITION = 'RECOGNITION';

let road: Road;
let bureau: Actor;
let elsewhere: Actor;
let school: Actor;
let district: Actor;

beforeAll(async () => {
  road = await roadForTest({ ...anhui, policies: { ...anhui.policies, acceptingBodies: true } });
  ({ hrss: bureau, school, district } = road.auditors);
  elsewhere = await road.builtin('示例异地人社局', ['hrss']);
  await road.core.db('organisation').where({ id: elsewhere.organisationId }).update({ region_code: '340200' });
});
afterAll(() => road.drop());

const api = (actor: Actor = bureau) => road.as(actor).auditPath;
const bodyOf = (actor: Actor, more: object = {}) => ({
  ...{ organisationId: organisationOf(actor), node: actor.role as Node['node'], levels: null, modes: [INITIAL] },
  ...{ certificateName: '示例区职称工作领导小组', ...more },
});
const save = (body: ReturnType<typeof bodyOf>, more: object = {}, actor = bureau) =>
  api(actor).saveAcceptingBody({ body, idempotencyKey: randomUUID(), ...more });
const pathsOf = async (attempt: Promise<unknown>) => (await refusal(attempt)).issues.map(({ path }) => path);
const names = async (filter: object = {}, actor = bureau) =>
  (await api(actor).acceptingBodies(filter)).rows.map(({ name }) => name);

describe('职称初定/认定受理机构', () => {
  it('[HN-30.01] [HN-30.06] [HN-30.08] [GP.68] are added, searched, changed and cancelled without a reason', async () => {
    const { id } = await save(bodyOf(district, { levels: ['JUNIOR_ASSISTANT'] }));
    expect(await names()).toEqual(['示例区教育局']);
    expect(await names({ keyword: '领导小组', mode: INITIAL, level: 'JUNIOR_ASSISTANT', node: 'department' })).toEqual([
      '示例区教育局',
    ]);
    for (const none of [{ keyword: '没有' }, { mode: RECOGNITION }, { level: 'FULL_SENIOR' }, { node: 'convening' }])
      expect(await names(none)).toEqual([]);
    const changed = bodyOf(district, { modes: [RECOGNITION, INITIAL], certificateName: '示例区教育局' });
    await save(changed, { id, expectedVersion: 1 });
    expect(await api().acceptingBody({ id })).toMatchObject({
      ...{ version: 2, levels: null, modes: [INITIAL, RECOGNITION], certificateName: '示例区教育局' },
    });
    expect((await refusal(save(changed, { id, expectedVersion: 1 }))).code).toBe('CONFLICT');
    await api().cancelAcceptingBody({ id, expectedVersion: 2 });
    expect(await names()).toEqual([]);
    expect((await refusal(api().acceptingBody({ id }))).code).toBe('NOT_FOUND');
    expect(await road.core.db('accepting_body').where({ id }).first('version')).toEqual({ version: 3 });
    const events = await road.core.db('ledger_event').where({ subject_id: district.organisationId }).orderBy('seq');
    expect(events.map(({ action }) => action).slice(-3)).toEqual([
      ...['addAcceptingBody', 'changeAcceptingBody', 'cancelAcceptingBody'],
    ]);
  });

  it('[HN-30.02..04] every field has to be right; what is wrong is said beside it', async () => {
    expect(await pathsOf(save(bodyOf(bureau, { modes: [], certificateName: '  ' })))).toEqual([
      'modes',
      'certificateName',
    ]);
    expect(await pathsOf(save(bodyOf(bureau, { modes: ['REVIEW'], levels: ['NO_LEVEL'] })))).toEqual([
      'modes',
      'levels',
    ]);
    expect(await pathsOf(save(bodyOf(bureau, { node: 'convening' })))).toEqual(['organisationId']);
    expect(await pathsOf(save(bodyOf(bureau, { certificateName: '名'.repeat(101) })))).toEqual(['certificateName']);
    expect(await names()).toEqual([]);
  });

  it('accept the same once: else nobody knows which name is printed', async () => {
    const { id } = await save(bodyOf(district, { levels: ['JUNIOR_ASSISTANT'], modes: [INITIAL, RECOGNITION] }));
    expect((await refusal(save(bodyOf(district, { modes: [RECOGNITION] })))).code).toBe('CONFLICT');
    const other = await save(bodyOf(district, { levels: ['INTERMEDIATE'] }));
    const wider = save(bodyOf(district), { id: other.id, expectedVersion: 1 });
    expect((await refusal(wider)).code).toBe('CONFLICT');
    await api().cancelAcceptingBody({ id, expectedVersion: 1 });
    await save(bodyOf(district), { id: other.id, expectedVersion: 1 });
    await api().cancelAcceptingBody({ id: other.id, expectedVersion: 2 });
  });

  it('[RF.32] a bureau keeps those of its region and sees no others', async () => {
    const { id } = await save(bodyOf(district));
    expect(await names({}, elsewhere)).toEqual([]);
    const at = { id, expectedVersion: 1 };
    for (const attempt of [
      () => api(elsewhere).acceptingBody({ id }),
      () => api(elsewhere).cancelAcceptingBody(at),
      () => api(elsewhere).saveNotice({ ...at, notice: '别处的须知' }),
      () => save(bodyOf(elsewhere), at, elsewhere),
    ])
      expect((await refusal(attempt())).code).toBe('NOT_FOUND');
    expect(await pathsOf(save(bodyOf(bureau), {}, elsewhere))).toEqual(['organisationId']);
    await api().cancelAcceptingBody(at);
  });
});

describe('申报须知', () => {
  it('[HN-30.05] [GP.69] is written for a body, and read before declaring by those whose path ends there', async () => {
    const committee = road.auditors.convening;
    const planId = await road.plan({ mode: RECOGNITION });
    const { titles } = await road.as(null).plans.get({ id: planId });
    const titleId = titles.find(({ level }) => level === 'ASSOCIATE_SENIOR')?.id ?? '';
    const { actor } = await road.applicant('示例一');
    const notice = async () => (await road.as(actor).declarations.previewPath({ planId, titleId }))?.notice;
    const { id } = await save(bodyOf(committee, { levels: ['ASSOCIATE_SENIOR'], modes: [RECOGNITION] }));
    expect(await notice()).toBeNull();
    await api().saveNotice({ id, expectedVersion: 1, notice: ' 请带学历证书原件。\n周五不受理。 ' });
    expect(await notice()).toEqual({ name: '示例市评委会组建单位', text: '请带学历证书原件。\n周五不受理。' });
    const stale = api().saveNotice({ id, expectedVersion: 1, notice: '旧的' });
    expect((await refusal(stale)).code).toBe('CONFLICT');
    const long = api().saveNotice({ id, expectedVersion: 2, notice: '长'.repeat(5001) });
    expect((await refusal(long)).issues[0]?.path).toBe('notice');
    await api().cancelAcceptingBody({ id, expectedVersion: 2 });
    expect(await notice()).toBeNull();
  });
});

describe('导入', () => {
  async function imported(
    rows: readonly (readonly string[])[],
    { modes = [RECOGNITION], columns = ACCEPTING_COLUMNS }: { modes?: string[]; columns?: typeof IMPORT_COLUMNS } = {},
  ) {
    const bytes = await templateXlsx({ title: '示例', columns, rows });
    async function* source() {
      yield bytes;
    }
    const slot = { types: ['xlsx' as const], maxMB: 5 };
    const file = await acceptFile({ core: road.core, actor: bureau, source: source(), name: '受理机构.xlsx', slot });
    const { id } = await api().startImport({
      ...{ fileId: file.id, configuration: 'accepting' as const, levels: ['INTERMEDIATE'], modes },
      idempotencyKey: randomUUID(),
    });
    await runDueJobs({ url: road.url, tasks: jobTasks(road.core) });
    return id;
  }
  const GOOD = ['经办机构（人社部门）', '示例区人力资源和社会保障局', '示例区人社局'];
  const BAD = ['单位', '示例市无此中学', '示例'];
  const BARE = ['单位', '示例市第一中学', ''];

  it('[HN-30.07] level and way of acquisition of the page hold for the file; counts; 提交 creates the good ones once', async () => {
    const id = await imported([GOOD, BAD, BARE, GOOD]);
    const view = await api().importView({ id });
    expect(view).toMatchObject({ configuration: 'accepting', read: true, total: 4, good: 1, bad: 3, known: 0 });
    expect(view.wrong).toEqual([
      { row: 4, column: ACCEPTING_NAME, message: expect.stringContaining('没有找到“示例市无此中学”') },
      { row: 5, column: PRINTED_NAME, message: expect.any(String) },
      { row: 6, column: '', message: '与第 3 行重复。' },
    ]);
    expect(await names()).toEqual([]);
    expect(await api().takeImport({ id, allOrNothing: false })).toEqual({ taken: 1 });
    expect(await api().takeImport({ id, allOrNothing: false })).toEqual({ taken: 1 });
    const { rows } = await api().acceptingBodies({});
    expect(rows).toMatchObject([
      { name: GOOD[1], node: 'hrss', levels: ['INTERMEDIATE'], modes: [RECOGNITION], certificateName: GOOD[2] },
    ]);
    const again = await imported([GOOD]);
    expect(await api().importView({ id: again })).toMatchObject({ good: 1, known: 1 });
    expect(await api().takeImport({ id: again, allOrNothing: true })).toEqual({ taken: 0 });
  });

  it('[HN-30.07] 下载excel模板, and the wrong rows to correct', async () => {
    const { name } = await api().template({ configuration: 'accepting' });
    expect(name).toBe('职称初定/认定受理机构管理导入模板.xlsx');
    const { base64 } = await api().importCorrections({ id: await imported([BAD]) });
    const table = await readTable({ bytes: Buffer.from(base64, 'base64'), columns: ACCEPTING_COLUMNS });
    expect(table.ok && table.rows[0]?.cells).toEqual(BAD);
  });

  it('needs 初定 or 认定, and the right sheet', async () => {
    for (const modes of [[], ['REVIEW']]) expect(await pathsOf(imported([GOOD], { modes }))).toEqual(['modes']);
    const id = await imported([], { columns: IMPORT_COLUMNS });
    expect((await api().importView({ id })).problem).toContain(PRINTED_NAME);
  });
});

describe('终审机构', () => {
  const asked = (more: object = {}) => ({
    ...{ organisationId: organisationOf(school), level: 'JUNIOR_ASSISTANT' as const, mode: INITIAL, seriesCode: '020' },
    ...more,
  });

  it('[HN-30.01] [HN-55.08] of 初定 and 认定 are the accepting bodies and no other; the path ends at the first', async () => {
    expect(await api().simulate(asked())).toMatchObject({ complete: false });
    const { id } = await save(bodyOf(district, { levels: ['JUNIOR_ASSISTANT'] }));
    const found = await api().simulate(asked());
    expect(found.complete).toBe(true);
    expect(found.path.map(({ name }) => name)).toEqual(['示例市第一中学', '示例区教育局']);
    expect(found.rows.map(({ to, final, broken }) => [to.name, final, broken])).toEqual([
      ['示例区教育局', true, false],
    ]);
    expect(found.breaks).toEqual([]);
    expect(await api().simulate(asked({ level: 'INTERMEDIATE' }))).toMatchObject({ complete: false });
    const reviewed = await api().simulate(asked({ mode: 'REVIEW' }));
    expect(reviewed.path.at(-1)?.name).toBe('示例市评委会组建单位');
    await api().cancelAcceptingBody({ id, expectedVersion: 1 });
    expect(await api().simulate(asked())).toMatchObject({ complete: false });
  });

  it('may be the unit itself', async () => {
    const { id } = await save(bodyOf(school, { levels: ['JUNIOR_ASSISTANT'] }));
    const found = await api().simulate(asked());
    expect(found).toMatchObject({ complete: true, path: [{ name: '示例市第一中学' }] });
    await api().cancelAcceptingBody({ id, expectedVersion: 1 });
  });
});
