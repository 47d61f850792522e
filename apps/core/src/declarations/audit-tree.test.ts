import { randomUUID } from 'node:crypto';
import { transaction } from '@zhicheng/database';
import { runDueJobs } from '@zhicheng/jobs';
import { correctionsXlsx, readTable, templateXlsx } from '@zhicheng/spreadsheets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockTree } from '../audit-path/edges.ts';
import { configurationOf } from '../audit-path/configuration-fields.ts';
import { ABOVE_NAME, BELOW_NAME, IMPORT_COLUMNS } from '../audit-path/import-columns.ts';
import { organisationOf, type Actor } from '../context.ts';
import { acceptFile } from '../files/accept-file.ts';
import { refusal } from '../organisations/test-world.ts';
import type { Node } from '../tasks/process-kind.ts';
import { jobTasks } from '../worker.ts';
import { roadForTest, type Applicant, type Road } from './test-world.ts';

let road: Road;
let operator: Actor;
let bureau: Actor;
let elsewhere: Actor;
let lonely: Actor;
let planId: string;
let titleId: string;
let specialtyId: string;
let seriesCode: string;
let applicant: Applicant;

beforeAll(async () => {
  road = await roadForTest();
  operator = road.operator;
  bureau = road.auditors.hrss;
  elsewhere = await road.builtin('示例异地人社局', ['hrss']);
  await road.core.db('organisation').where({ id: elsewhere.organisationId }).update({ region_code: '340200' });
  lonely = (await road.unit('示例市第三中学')).admins[0];
  planId = await road.plan();
  const plan = await road.as(null).plans.get({ id: planId });
  titleId = plan.titles.find(({ level }) => level === 'ASSOCIATE_SENIOR')?.id ?? '';
  specialtyId = plan.specialties[0]?.id ?? '';
  seriesCode = plan.seriesCode;
  applicant = await road.applicant('示例一');
});
afterAll(() => road.drop());

const api = (actor: Actor = bureau) => road.as(actor).auditPath;
const nodeOf = (actor: Actor): Node => ({ node: actor.role as Node['node'], organisationId: organisationOf(actor) });
const ANY = { levels: null, modes: null, seriesCodes: null };
const save = (from: Actor, to: Actor, more: object = {}, actor = bureau) =>
  api(actor).saveEdge({ edge: { from: nodeOf(from), to: nodeOf(to), ...ANY }, idempotencyKey: randomUUID(), ...more });
const edgeBetween = async (from: Actor, to: Actor) => {
  const { rows } = await api(operator).edges({
    configuration: 'all',
    keyword: from.name.replace('管理员', ''),
    size: 100,
  });
  const found = rows.find(
    (row) => row.from.organisationId === from.organisationId && row.to.organisationId === to.organisationId,
  );
  if (!found) throw new Error('no such edge');
  return found;
};
const question = (unit: Actor, more: object = {}) => ({
  organisationId: organisationOf(unit),
  ...{ level: 'ASSOCIATE_SENIOR' as const, mode: 'REVIEW', seriesCode, specialtyId, ...more },
});

describe('审核路径', () => {
  it('[HN-31.01..03] [HN-33.01..03] [RF.32] are listed by configuration, searched, added and changed', async () => {
    const senior = { levels: ['ASSOCIATE_SENIOR', 'FULL_SENIOR'], modes: ['REVIEW'], seriesCodes: null };
    const { id } = await save(lonely, road.auditors.district, {
      edge: { from: nodeOf(lonely), to: nodeOf(road.auditors.district), ...senior },
    });
    const listed = async (configuration: 'senior' | 'junior' | 'initial') =>
      (await api().edges({ configuration, keyword: '第三' })).rows.map((row) => row.id);
    expect(await listed('senior')).toEqual([id]);
    expect(await listed('junior')).toEqual([]);
    expect(await listed('initial')).toEqual([]);
    const edge = { from: nodeOf(lonely), to: nodeOf(road.auditors.hrss), ...ANY };
    await api().saveEdge({ id, expectedVersion: 1, edge, idempotencyKey: randomUUID() });
    expect(await listed('junior')).toEqual([id]);
    expect(await api().edge({ id })).toMatchObject({ version: 2, levels: null, to: { node: 'hrss' } });
    const stale = api().saveEdge({ id, expectedVersion: 1, edge, idempotencyKey: randomUUID() });
    expect((await refusal(stale)).code).toBe('CONFLICT');
  });

  it('[HN-31.05] [HN-33.05] [GP.48] 注销 needs no reason, hides the edge and keeps it', async () => {
    const edge = await edgeBetween(lonely, road.auditors.hrss);
    await api().cancelEdge({ id: edge.id, expectedVersion: edge.version });
    expect((await refusal(api().edge({ id: edge.id }))).code).toBe('NOT_FOUND');
    expect(await road.core.db('audit_edge').where({ id: edge.id }).first()).toMatchObject({ version: 3 });
    const events = await road.core.db('ledger_event').where({ subject_id: lonely.organisationId }).orderBy('seq');
    expect(events.map(({ action }) => action).slice(-3)).toEqual(['connectNodes', 'changeEdge', 'cancelEdge']);
    await save(lonely, road.auditors.hrss);
    const again = await edgeBetween(lonely, road.auditors.hrss);
    await api().cancelEdge({ id: again.id, expectedVersion: 1, reason: '配置有误' });
  });

  it('[HN-31.01..03] [HN-31.05] [HN-32.01..03] [HN-32.05] [HN-33.05] [HN-34.01..03] [HN-34.05] [HN-35.01..03] [HN-35.05] each configuration keeps its own', async () => {
    const keys = ['initial', 'recognition', 'junior', 'intermediate', 'senior'] as const;
    const presets = keys.map((key) => {
      const { levels, modes } = configurationOf(key);
      return { levels: levels && [...levels], modes: modes && [...modes] };
    });
    for (const { levels, modes } of presets)
      await save(lonely, bureau, {
        edge: { from: nodeOf(lonely), to: nodeOf(bureau), levels, modes, seriesCodes: null },
      });
    const listed = async (configuration: (typeof keys)[number]) =>
      (await api().edges({ configuration, keyword: '第三' })).rows;
    for (const [at, key] of keys.entries()) {
      const [row, ...others] = await listed(key);
      expect(others).toEqual([]);
      expect(row?.modes?.toSorted()).toEqual(presets[at]?.modes?.toSorted());
      const { id, version, from, levels, modes } = row ?? expect.unreachable(key);
      const to = nodeOf(road.auditors.district);
      const end = { node: from.node, organisationId: from.organisationId };
      const edge = { from: end, to, levels: levels && [...levels], modes: modes && [...modes], seriesCodes: null };
      await api().saveEdge({ id, expectedVersion: version, edge, idempotencyKey: randomUUID() });
      expect((await listed(key)).map((changed) => changed.to.name)).toEqual(['示例区教育局']);
      await api().cancelEdge({ id, expectedVersion: version + 1 });
      expect(await listed(key)).toEqual([]);
    }
  });

  it('[GP.49] one with subordinates below it is not taken out of the tree', async () => {
    const edge = await edgeBetween(road.auditors.district, road.auditors.hrss);
    const error = await refusal(api().cancelEdge({ id: edge.id, expectedVersion: edge.version }));
    expect(error).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('1 个下级机构') });
  });

  it('[GP.49] nor one that declarations under audit need, by 注销 or by 编辑', async () => {
    const id = await road.submitted(applicant, planId);
    const edge = await edgeBetween(road.auditors.school, road.auditors.district);
    const cancelled = await refusal(api().cancelEdge({ id: edge.id, expectedVersion: edge.version }));
    expect(cancelled).toMatchObject({ code: 'REFUSED', message: expect.stringContaining('1 份正在审核的申报') });
    const junior = { from: edge.from, to: edge.to, levels: ['JUNIOR_ASSISTANT'], modes: null, seriesCodes: null };
    const changed = api().saveEdge({
      ...{ id: edge.id, expectedVersion: edge.version, edge: junior, idempotencyKey: randomUUID() },
    });
    expect((await refusal(changed)).code).toBe('REFUSED');
    await road.decideDeclaration(road.auditors.school, id, 'pass');
    expect(await api().edge({ id: edge.id })).toMatchObject({ levels: null });
  });

  it('[GP.49] a submission waits for whoever is changing the tree, and then sees it as it has become', async () => {
    const { db } = road.core;
    const late = await road.applicant('示例三');
    const id = await road.declare(late.actor, planId);
    await road.fill(late, id);
    const { id: edgeId } = await edgeBetween(road.auditors.school, road.auditors.district);
    const change = (cancelled_at: Date | null) => db('audit_edge').where({ id: edgeId }).update({ cancelled_at });
    const sent = await transaction(db, async (trx) => {
      await lockTree(trx);
      let over = false;
      const waits = () =>
        db('pg_locks as l')
          .join('pg_database as d', 'd.oid', 'l.database')
          .whereRaw('d.datname = current_database()')
          .where({ locktype: 'advisory', granted: false })
          .first('pid');
      const outcome = refusal(road.submit(late.actor, id)).finally(() => (over = true));
      const waiting = async () => {
        while (!over && !(await waits()));
        return over ? 'not waiting' : 'waiting';
      };
      expect(await waiting()).toBe('waiting');
      await trx('audit_edge').where({ id: edgeId }).update({ cancelled_at: new Date() });
      return { outcome };
    });
    expect((await sent.outcome).issues.map(({ code }) => code)).toEqual(['noPath']);
    await change(null);
  });

  it('wrong ones are refused beside their field, and the same one twice', async () => {
    const pathOf = async (attempt: Promise<unknown>) => (await refusal(attempt)).issues[0]?.path;
    expect(await pathOf(save(lonely, lonely))).toBe('to');
    expect(await pathOf(save(road.auditors.convening, road.auditors.city))).toBe('from');
    const wrongNode = {
      from: { node: 'department' as const, organisationId: organisationOf(lonely) },
      to: nodeOf(bureau),
      ...ANY,
    };
    expect(await pathOf(save(lonely, bureau, { edge: wrongNode }))).toBe('from');
    const wrongLevel = { from: nodeOf(lonely), to: nodeOf(bureau), ...ANY, levels: ['NO_LEVEL'] };
    expect(await pathOf(save(lonely, bureau, { edge: wrongLevel }))).toBe('levels');
    expect((await refusal(save(road.auditors.school, road.auditors.district))).code).toBe('CONFLICT');
  });

  it('[RF.32] a bureau keeps those of its region, and sees no others to keep', async () => {
    const edge = await edgeBetween(road.auditors.school, road.auditors.district);
    expect((await api(elsewhere).edges({ configuration: 'all' })).total).toBe(0);
    expect((await refusal(api(elsewhere).edge({ id: edge.id }))).code).toBe('NOT_FOUND');
    const at = { id: edge.id, expectedVersion: edge.version };
    expect((await refusal(api(elsewhere).cancelEdge(at))).code).toBe('NOT_FOUND');
    expect((await refusal(save(lonely, elsewhere, {}, elsewhere))).issues[0]?.code).toBe('region');
  });

  it('[AH-33.19] [AH-38.03] [AH-39.08] [RF.56] the talent centre is set up by operators, and is then a choice', async () => {
    const talent = await road.builtin('示例市人才服务中心', ['talentCentre']);
    expect((await refusal(save(road.auditors.school, talent))).issues[0]?.code).toBe('talentCentre');
    await save(road.auditors.school, talent, {}, operator);
    await save(talent, bureau, {}, operator);
    expect((await api(operator).edges({ configuration: 'talent' })).rows.map(({ to }) => to.name)).toEqual([
      '示例市人才服务中心',
    ]);
    const preview = await road.as(applicant.actor).declarations.previewPath({ planId, titleId });
    expect(preview?.stages[1]?.choices.map(({ name }) => name)).toEqual(['示例区教育局', '示例市人才服务中心']);
  });
});

describe('导入', () => {
  async function upload(actor: Actor, bytes: Buffer): Promise<string> {
    async function* source() {
      yield bytes;
    }
    const slot = { types: ['xlsx' as const], maxMB: 5 };
    return (await acceptFile({ core: road.core, actor, source: source(), name: '路径.xlsx', slot })).id;
  }
  const work = () => runDueJobs({ url: road.url, tasks: jobTasks(road.core) });
  async function imported(rows: readonly (readonly string[])[], actor = bureau, preset: object = {}): Promise<string> {
    const bytes = await templateXlsx({ title: '示例', columns: IMPORT_COLUMNS, rows });
    const { id } = await api(actor).startImport({
      ...{
        fileId: await upload(actor, bytes),
        configuration: 'senior',
        levels: ['ASSOCIATE_SENIOR'],
        modes: ['REVIEW'],
        ...preset,
      },
      idempotencyKey: randomUUID(),
    });
    await work();
    return id;
  }
  const GOOD = ['单位', '示例市第三中学', '经办机构', '示例区教育局', '中小学教师'];
  const BAD = ['单位', '示例市无此中学', '经办机构（主管部门）', '示例区教育局', ''];

  it('[HN-31.04] [HN-35.04] counts good and bad rows, says why, and takes the good ones once', async () => {
    const id = await imported([GOOD, BAD, GOOD]);
    const view = await api().importView({ id });
    expect(view).toMatchObject({ read: true, total: 3, done: 3, good: 1, bad: 2, known: 0, taken: null });
    expect(view.wrong).toEqual([
      { row: 4, column: BELOW_NAME, message: expect.stringContaining('没有找到“示例市无此中学”') },
      { row: 5, column: '', message: '与第 3 行重复。' },
    ]);
    expect((await refusal(api().takeImport({ id, allOrNothing: true }))).code).toBe('REFUSED');
    expect((await api().edges({ configuration: 'senior', keyword: '第三' })).total).toBe(0);
    expect(await api().takeImport({ id, allOrNothing: false })).toEqual({ taken: 1 });
    expect(await api().takeImport({ id, allOrNothing: false })).toEqual({ taken: 1 });
    const { rows } = await api().edges({ configuration: 'senior', keyword: '第三' });
    expect(rows).toMatchObject([{ levels: ['ASSOCIATE_SENIOR'], modes: ['REVIEW'], seriesCodes: [seriesCode] }]);
  });

  it('[HN-31.04] the wrong rows come back as a file, which is mended and sent again', async () => {
    const id = await imported([BAD]);
    const { base64 } = await api().importCorrections({ id });
    const table = await readTable({ bytes: Buffer.from(base64, 'base64'), columns: IMPORT_COLUMNS });
    expect(table.ok && table.rows[0]?.cells).toEqual(BAD);
    const mended = await imported([['单位', '示例市第三中学', '经办机构（主管部门）', '示例区教育局', '']]);
    expect(await api().importView({ id: mended })).toMatchObject({ good: 1, bad: 0 });
    expect(await correctionsXlsx({ title: '示例', columns: IMPORT_COLUMNS, wrong: [] })).toBeInstanceOf(Buffer);
  });

  it('[HN-31.04] [HN-32.04] [HN-33.04] [HN-34.04] every configuration takes a file for the level chosen on the page', async () => {
    for (const [configuration, level] of [
      ['initial', 'JUNIOR_ASSISTANT'],
      ['recognition', 'INTERMEDIATE'],
      ['junior', 'JUNIOR_TECHNICIAN'],
      ['intermediate', 'INTERMEDIATE'],
    ] as const) {
      const modes = [...(configurationOf(configuration).modes ?? [])];
      const row = ['单位', '示例市第三中学', '经办机构（人社部门）', '示例区人力资源和社会保障局', ''];
      const id = await imported([row, BAD], bureau, { configuration, levels: [level], modes });
      expect(await api().importView({ id })).toMatchObject({ configuration, good: 1, bad: 1 });
      expect(await api().takeImport({ id, allOrNothing: false })).toEqual({ taken: 1 });
      const { rows } = await api().edges({ configuration, keyword: '第三' });
      const added = rows.find(({ to }) => to.node === 'hrss') ?? expect.unreachable(configuration);
      expect(added).toMatchObject({ levels: [level], modes: modes.toSorted() });
      await api().cancelEdge({ id: added.id, expectedVersion: 1 });
    }
  });

  it('of rows outside the region, and what is no such table, nothing comes', async () => {
    const id = await imported([GOOD], elsewhere);
    expect((await api(elsewhere).importView({ id })).wrong[0]?.message).toMatch('属地');
    expect((await refusal(api(elsewhere).takeImport({ id, allOrNothing: false }))).code).toBe('REFUSED');
    for (const call of [
      () => api().importView({ id }),
      () => api().importCorrections({ id }),
      () => api().takeImport({ id, allOrNothing: false }),
    ])
      expect((await refusal(call())).code).toBe('NOT_FOUND');
    const other = await templateXlsx({
      title: '别的',
      columns: [{ header: '姓名', required: true }],
      rows: [['示例']],
    });
    const input = { fileId: await upload(bureau, other), configuration: 'all' as const, levels: null, modes: null };
    const started = await api().startImport({ ...input, idempotencyKey: randomUUID() });
    await work();
    expect((await api().importView({ id: started.id })).problem).toMatch(
      `缺少：下级节点类型、${BELOW_NAME}、上级节点类型、${ABOVE_NAME}`,
    );
  });

  it('[HN-31.04] 下载excel模板', async () => {
    const { name, base64 } = await api().template({ configuration: 'senior' });
    expect(name).toBe('高评会审核路径配置导入模板.xlsx');
    expect(Buffer.from(base64, 'base64').subarray(0, 2).toString()).toBe('PK');
  });
});

describe('查询与模拟', () => {
  it('[HN-55.01..05] [GP.45] [RF.33] superiors and subordinates of a body', async () => {
    const above = await api().neighbours({
      organisationId: organisationOf(road.auditors.district),
      direction: 'above',
    });
    expect(above.rows.map(({ to }) => to.name)).toEqual(['示例区人力资源和社会保障局']);
    const below = await api().neighbours({
      organisationId: organisationOf(road.auditors.district),
      direction: 'below',
    });
    expect(below.rows.map(({ from }) => from.name).toSorted()).toEqual(['示例市第一中学', '示例市第三中学']);
  });

  it('[HN-55.06] [HN-55.08..10] [MG.04] the complete path, its final body, and whether that reviews the specialty', async () => {
    const found = await api().simulate(question(lonely));
    expect(found.complete).toBe(true);
    expect(found.path.map(({ name }) => name)).toEqual([
      ...['示例市第三中学', '示例区教育局', '示例区人力资源和社会保障局', '示例市教育主管局', '示例市评委会组建单位'],
    ]);
    expect(found.rows.at(-1)).toMatchObject({ final: true, reviews: true, broken: false });
    const other = await api().simulate(question(lonely, { specialtyId: randomUUID() }));
    expect(other).toMatchObject({ complete: false, path: [] });
    expect(other.rows.at(-1)).toMatchObject({ final: true, reviews: false });
  });

  it('[HN-55.07] a body without a superior breaks the path: which, and who mends it', async () => {
    const found = await api().simulate(question(lonely, { level: 'FULL_SENIOR' }));
    expect(found).toMatchObject({ complete: false, path: [], rows: [] });
    expect(found.breaks.map(({ at }) => at.name)).toEqual(['示例市第三中学']);
    expect(found.breaks[0]?.words).toMatch('示例市第三中学的上级机构');
    expect(found.breaks[0]?.office?.name).toMatch('人');
  });

  it('the report names employers without a way for a level in use, to their bureau alone', async () => {
    const report = await api().brokenPaths({ size: 100 });
    expect(report.levels).toEqual(['FULL_SENIOR', 'ASSOCIATE_SENIOR']);
    const third = report.rows.filter(({ unit }) => unit.name === '示例市第三中学');
    expect(third.map(({ level }) => level)).toEqual(['FULL_SENIOR']);
    expect(report.rows.some(({ unit }) => unit.name === '示例市第一中学')).toBe(false);
    expect(await api(elsewhere).brokenPaths({})).toMatchObject({ total: 0, units: 0 });
    const { base64 } = await api().brokenPathsFile({});
    const columns = [{ header: '单位', required: true }, { header: '职称等级' }];
    const table = await readTable({ bytes: Buffer.from(base64, 'base64'), columns });
    expect(table.ok && table.rows.map(({ cells }) => cells)).toContainEqual(['示例市第三中学', '正高级']);
  });
});

describe('路径预览', () => {
  it('[MG.04] [GP.18] [GP.19] names who audits in which order, before anything is declared', async () => {
    const preview = await road.as(applicant.actor).declarations.previewPath({ planId, titleId });
    expect(preview?.complete).toBe(true);
    expect(preview?.stages.map(({ choices }) => choices[0]?.label)).toEqual([
      ...['单位审核', '主管部门审核', '人社部门审核', '主管部门审核', '组建单位审核'],
    ]);
  });

  it('[MG.04] the record names them too, and its own unit first', async () => {
    const { actor } = await road.applicant('示例四');
    const id = await road.declare(actor, planId);
    const { path } = await road.as(actor).declarations.detail({ id });
    expect(path).toEqual(await road.as(actor).declarations.previewPath({ planId, titleId }));
    expect(path?.stages[0]?.choices[0]?.name).toBe('示例市第一中学');
  });

  it('says where it is broken, and whom to ask', async () => {
    const teacher = await road.person('示例二');
    await road.bind(teacher, { ...road.school, name: '示例市第三中学', admins: [lonely] } as typeof road.school);
    const { titles } = await road.as(null).plans.get({ id: planId });
    const full = titles.find(({ level }) => level === 'FULL_SENIOR')?.id ?? '';
    const preview = await road.as(teacher).declarations.previewPath({ planId, titleId: full });
    expect(preview).toMatchObject({ complete: false, broken: { at: { name: '示例市第三中学' } } });
    expect(preview?.stages.map(({ choices }) => choices[0]?.name)).toEqual(['示例市第三中学']);
  });

  it('a title that the plan does not offer is not there', async () => {
    const attempt = road.as(applicant.actor).declarations.previewPath({ planId, titleId: randomUUID() });
    expect((await refusal(attempt)).code).toBe('NOT_FOUND');
  });
});
