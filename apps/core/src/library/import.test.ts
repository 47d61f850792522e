import { randomUUID } from 'node:crypto';
import { record } from '@zhicheng/plugin-specimen';
import { rawFromCells } from '@zhicheng/series-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { invariantViolations } from '../invariants.ts';
import { exampleOf } from './import-template.ts';
import { cellsOf, entity, importing, type Importing } from './import-world.testing.ts';
import { resumeImports, runImport, sweepImports } from './run-import.ts';
import { worldForTest, type World } from './test-world.ts';

let world: World;
let xlsx: Importing;
let owner: Actor;
let serial = 0;

beforeAll(async () => {
  world = await worldForTest();
  xlsx = importing(world);
});
afterAll(async () => {
  expect(await invariantViolations(world.core.db)).toEqual([]);
  await world.drop();
});
beforeEach(async () => {
  serial += 1;
  owner = await world.person(`示例${serial}`);
  await world.joinSeries(owner, 'specimen');
});

const library = () => world.as(owner).library;
const listed = async () => (await library().list({ entity, size: 100 })).rows;
const numbers = async () => (await listed()).map(({ data }) => data.number).toSorted();
const row = (number: string, more: Readonly<Record<string, string>> = {}) => cellsOf({ 编号: number, ...more });
const good = (n: number) => Array.from({ length: n }, (_, index) => row(`R-${index}`));
const inbox = async () => (await world.as(owner).notifications.list({})).map(({ text, link }) => ({ text, link }));

describe('模板下载', () => {
  it('[AH-14.04] the template has the columns of the entity and an example that is passed over when it comes back', async () => {
    const { name, base64 } = await library().importTemplate({ entity });
    expect(name).toBe('样本记录模板.xlsx');
    const table = await xlsx.read(base64);
    expect(table).toMatchObject({ ok: true, rows: [{ row: 3, cells: exampleOf(record) }] });
    expect(await xlsx.imported(owner, Buffer.from(base64, 'base64'))).toMatchObject({
      phase: 'failed',
      problem: '文件里只有示例，没有数据。请在表头下面填写后再上传。',
    });
    const filled = await xlsx.workbook([exampleOf(record), row('R-1000')]);
    expect(await xlsx.imported(owner, filled)).toMatchObject({ phase: 'done', total: 1, stored: 1, bad: 0 });
  });

  it('[AH-14.01] is for people of its series, and for lists that are imported', async () => {
    const stranger = await world.person('示例外人');
    for (const call of [
      () => world.as(stranger).library.importTemplate({ entity }),
      () => library().importTemplate({ entity: 'experience' }),
      () => library().importTemplate({ entity: 'nothing' }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('导入', () => {
  it('[AH-14.03] rows become drafts, exactly as a save of each would have made them', async () => {
    const cells = row('R-7', { 说明: '第一行\n第二行', 费用: '', 参与形式: '参与、主持' });
    await world.save(owner, rawFromCells(record, cells), entity);
    const byHand = await stored(owner);
    const other = await world.person('示例另一人');
    await world.joinSeries(other, 'specimen');
    const result = await xlsx.imported(other, await xlsx.workbook([cells]));
    const imported = await stored(other);
    expect(imported).toEqual({
      ...byHand,
      events: byHand.events.map((event) => ({ ...event, data: { ...event.data, importId: result.id } })),
    });
    expect(imported.entries).toMatchObject([{ state: 'draft', revision: 1, source: 'user', version: 1 }]);
    expect((await world.as(other).library.list({ entity, keyword: 'R-7' })).total).toBe(1);
  });

  it('[AH-14.03] only the right rows: counts, every wrong row with its column and reason, a message at the end', async () => {
    const bytes = await xlsx.workbook([
      row('R-1'),
      row('R-2', { 年龄: '四十五', 出院日期: '2025-02-30' }),
      row('R-3', { 出院日期: '2025-01-01' }),
      row('R-4', { 结果: '死亡', 发表级别: 'NOPE 没有' }),
      row('', { 姓名: '' }),
      row('R-6'),
    ]);
    const result = await xlsx.imported(owner, bytes);
    expect(result).toMatchObject({ phase: 'done', total: 6, checked: 6, stored: 2, bad: 4, problem: null });
    expect(result.wrong.map(({ row: line, errors }) => [line, errors.map(({ column }) => column)])).toEqual([
      [4, ['年龄（岁）', '起止日期（出院日期）']],
      [5, ['起止日期（出院日期）']],
      [6, ['结果', '发表级别']],
      [7, ['编号', '姓名']],
    ]);
    expect(result.wrong[1]?.errors[0]?.message).toBe('出院日期不能早于入院日期');
    expect(await numbers()).toEqual(['R-1', 'R-6']);
    expect(await inbox()).toContainEqual({
      text: '样本记录导入完成：成功 2 条，失败 4 条。请下载更正文件，改好后再导入。',
      link: `/library/${entity}/imports/${result.id}`,
    });
  });

  it('[AH-14.03] all or nothing: one wrong row, and none is stored', async () => {
    const result = await xlsx.imported(owner, await xlsx.workbook([row('R-1'), row('R-2', { 年龄: '' })]), 'all');
    expect(result).toMatchObject({ phase: 'done', total: 2, stored: 0, bad: 1, wrong: [{ row: 4 }] });
    expect(await numbers()).toEqual([]);
    expect(await xlsx.imported(owner, await xlsx.workbook(good(2)), 'all')).toMatchObject({ stored: 2, bad: 0 });
  });

  it('[AH-14.03] the corrected-rows file: mended and sent again as it is, until nothing is wrong', async () => {
    const bytes = await xlsx.workbook([row('R-1'), row('R-2', { 年龄: '很多' }), row('R-3', { 姓名: '' })]);
    const { id } = await xlsx.imported(owner, bytes);
    const { name, base64 } = await library().importCorrections({ id });
    expect(name).toBe('样本记录更正.xlsx');
    const table = await xlsx.read(base64);
    if (!table.ok) throw new Error(table.message);
    expect(table.rows.map(({ cells }) => [cells[0], cells[2]])).toEqual([
      ['R-2', '很多'],
      ['R-3', '46'],
    ]);
    const again = await xlsx.imported(owner, await xlsx.workbook([row('R-2'), row('R-3')]));
    expect(again).toMatchObject({ stored: 2, bad: 0 });
    expect(await numbers()).toEqual(['R-1', 'R-2', 'R-3']);
  });

  it('[GP.84] duplicates: within the file, and with the own library; what others have is nobody’s business', async () => {
    await xlsx.imported(owner, await xlsx.workbook([row('R-1')]));
    const result = await xlsx.imported(owner, await xlsx.workbook([row('R-1'), row('R-2'), row('R-2')]));
    expect(result.wrong).toEqual([
      { row: 3, errors: [{ column: '编号', message: '已有一条编号相同的样本记录，不能重复录入。' }] },
      { row: 5, errors: [{ column: '编号', message: '编号与第 4 行相同，不能重复导入。' }] },
    ]);
    expect(await numbers()).toEqual(['R-1', 'R-2']);
    const other = await world.person('示例另一人');
    await world.joinSeries(other, 'specimen');
    expect(await xlsx.imported(other, await xlsx.workbook([row('R-1')]))).toMatchObject({ stored: 1, bad: 0 });
  });

  it('many wrong rows are shown by the page', async () => {
    const rows = Array.from({ length: 25 }, (_, index) => row(`R-${index}`, { 年龄: '' }));
    const { id } = await xlsx.imported(owner, await xlsx.workbook(rows));
    const second = await library().importView({ id, page: 2, size: 20 });
    expect([second.bad, second.wrong.map(({ row: line }) => line)]).toEqual([25, [23, 24, 25, 26, 27]]);
  });
});

describe('the job', () => {
  it('run twice, and at once, is run once', async () => {
    const id = await xlsx.start(owner, await xlsx.workbook(good(3)));
    const run = () => runImport({ core: world.core, id, attempt: 1 });
    await Promise.all([run(), run()]);
    await run();
    await xlsx.work();
    expect(await numbers()).toEqual(['R-0', 'R-1', 'R-2']);
    expect((await inbox()).length).toBe(1);
  });

  it('whose worker died is taken up by another', async () => {
    const id = await xlsx.start(owner, await xlsx.workbook(good(2)));
    const { db } = world.core;
    await db('library_import')
      .where({ id })
      .update({ begun_at: db.fn.now(), touched_at: db.raw(`now() - interval '2 minutes'`) });
    await db.raw('delete from graphile_worker._private_jobs');
    await xlsx.work();
    expect(await numbers()).toEqual([]);
    await resumeImports({ core: world.core });
    await xlsx.work();
    expect(await numbers()).toEqual(['R-0', 'R-1']);
  });

  it('that fails for good stores nothing and says so', async () => {
    const id = await xlsx.start(owner, await xlsx.workbook(good(2)));
    const { file_id } = await world.core.db('library_import').where({ id }).first();
    const { hash } = await world.core.db('file').where({ id: file_id }).first();
    await world.core.store.delete(hash);
    await expect(runImport({ core: world.core, id, attempt: 1 })).rejects.toThrow();
    expect(await xlsx.view(owner, id)).toMatchObject({ phase: 'running' });
    await runImport({ core: world.core, id, attempt: 3 });
    expect(await xlsx.view(owner, id)).toMatchObject({
      phase: 'failed',
      stored: 0,
      problem: expect.stringContaining('没有保存任何一行'),
    });
  });

  it('is cancelled while it waits, and not later', async () => {
    const bytes = await xlsx.workbook(good(1));
    const id = await xlsx.start(owner, bytes);
    await library().cancelImport({ id });
    await library().cancelImport({ id });
    await xlsx.work();
    expect(await xlsx.view(owner, id)).toMatchObject({ phase: 'cancelled', stored: 0 });
    expect(await numbers()).toEqual([]);
    const { id: done } = await xlsx.imported(owner, bytes);
    await expect(library().cancelImport({ id: done })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('one’s own', () => {
  it('imports are listed, latest first; nobody else sees, cancels or downloads them', async () => {
    const first = await xlsx.imported(owner, await xlsx.workbook(good(1)));
    const second = await xlsx.start(owner, await xlsx.workbook(good(1)));
    const { rows, total } = await library().imports({ entity });
    expect([total, rows.map(({ id, phase }) => [id, phase])]).toEqual([
      2,
      [
        [second, 'queued'],
        [first.id, 'done'],
      ],
    ]);
    const stranger = world.as(await world.person('示例外人')).library;
    for (const call of [
      () => stranger.importView({ id: first.id }),
      () => stranger.importCorrections({ id: first.id }),
      () => stranger.cancelImport({ id: second }),
      () => stranger.imports({ entity }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('file only, of the right sort; the same form sent twice starts one; four at once are too many', async () => {
    const stranger = await world.person('示例外人');
    const bytes = await xlsx.workbook(good(1));
    const start = async (fileId: string, idempotencyKey: string = randomUUID()) =>
      library().startImport({ entity, fileId, mode: 'good', idempotencyKey });
    await expect(start(await xlsx.upload(stranger, bytes))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(start((await world.upload(owner)).id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const [fileId, key] = [await xlsx.upload(owner, bytes), randomUUID()];
    expect(await start(fileId, key)).toEqual(await start(fileId, key));
    await start(fileId);
    await start(fileId);
    await expect(start(fileId)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    await xlsx.work();
  });

  it('workbook and wrong rows are given up after a month, the counts stay', async () => {
    const { id } = await xlsx.imported(owner, await xlsx.workbook([row('R-1'), row('R-2', { 年龄: '' })]));
    const { db } = world.core;
    const { file_id } = await db('library_import').where({ id }).first();
    await sweepImports(world.core);
    expect(await xlsx.view(owner, id)).toMatchObject({ kept: true, wrong: [{ row: 4 }] });
    await db('library_import')
      .where({ id })
      .update({ created_at: db.raw(`now() - interval '31 days'`) });
    await sweepImports(world.core);
    expect(await xlsx.view(owner, id)).toMatchObject({ kept: false, stored: 1, bad: 1, wrong: [] });
    expect(await db('file_use').where({ file_id }).first()).toBeUndefined();
  });
});

describe('across people', () => {
  it('[AH-14.04] the unit’s auditor is warned when two people claim what only one can have', async () => {
    const unit = await world.unit(`示例市第${serial}医院`);
    const people = [owner, await world.person('示例另一人'), await world.person('示例第三人')] as const;
    for (const person of people) {
      await world.joinSeries(person, 'specimen');
      await world.bind(person, unit);
    }
    const handIn = async (person: Actor, typed: Readonly<Record<string, string>>) => {
      await xlsx.imported(person, await xlsx.workbook([row('R-1', typed)]));
      const [entry] = (await world.as(person).library.list({ entity })).rows;
      await world.as(person).library.submit({ id: entry?.id ?? '', expectedVersion: entry?.version ?? 0 });
    };
    const rivals = async (name: string) => {
      const { rows } = await world.as(unit.admins[0]).library.unitList({ entity });
      const processId = rows.find(({ ownerName }) => ownerName === name)?.processId ?? '';
      return (await world.as(unit.admins[0]).library.auditView({ processId })).rivals;
    };
    await handIn(people[0], {});
    expect(await rivals(people[0].name)).toEqual([]);
    await handIn(people[1], { 结果: '好转' });
    expect(await rivals('示例另一人')).toEqual([]);
    expect(await rivals(people[0].name)).toEqual([]);
    await handIn(people[2], {});
    expect(await rivals('示例第三人')).toEqual([{ ownerName: people[0].name, stateLabel: '审核中' }]);
    expect(await rivals(people[0].name)).toEqual([{ ownerName: '示例第三人', stateLabel: '审核中' }]);
  });
});

/** Everything in the database that a save writes, without ids and times. */
async function stored({ accountId }: Actor) {
  const { db } = world.core;
  const rows = await db('library_entry').where({ owner_id: accountId });
  const ids = rows.map(({ id }) => id);
  const revisions = await db('library_entry_revision').whereIn('entry_id', ids);
  const events = await db('ledger_event').whereIn('subject_id', ids);
  const links = await db('library_link').whereIn('from_entry_id', ids);
  return {
    entries: rows.map(({ id: _id, owner_id: _owner, created_at: _created, updated_at: _updated, ...entry }) => entry),
    revisions: revisions.map(({ entry_id: _id, created_at: _created, ...revision }) => revision),
    events: events.map(({ subject_kind, seq, action, organisation_id, previous_hash, data }) => ({
      ...{ subject_kind, seq, action, organisation_id, previous_hash },
      data: data as Record<string, unknown>,
    })),
    links,
  };
}
