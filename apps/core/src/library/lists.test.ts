import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { EXPERIENCE, worldForTest, type Unit, type World } from './test-world.ts';

let world: World;
let unit: Unit;

beforeAll(async () => {
  world = await worldForTest();
  unit = await world.unit('示例市第一中学');
});
afterAll(() => world.drop());

async function member(name: string): Promise<Actor> {
  const person = await world.person(name);
  await world.bind(person, unit);
  return person;
}
/** One entry of each state. */
async function fourStates(owner: Actor) {
  const draft = await world.save(owner, { ...EXPERIENCE, unit: '草稿学校' });
  const inAudit = await world.saveAndSubmit(owner, { ...EXPERIENCE, unit: '待审学校' });
  const approved = await world.approved(owner, unit, { ...EXPERIENCE, unit: '通过学校' });
  const returned = await world.saveAndSubmit(owner, { ...EXPERIENCE, unit: '退回学校' });
  await world.decide(unit.admins[0], returned.id, 'return', '缺少证明。');
  return { draft, inAudit, approved, returned };
}
async function queriesOf(run: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const listen = () => (count += 1);
  world.core.db.on('query', listen);
  await run();
  world.core.db.removeListener('query', listen);
  return count;
}

describe('the own library', () => {
  it('[AH-07.06] [AH-07.08] tabs count what they list; drafts stand under 全部 only', async () => {
    const owner = await member('示例一');
    const { draft, inAudit, approved, returned } = await fourStates(owner);
    const list = (tab: 'all' | 'inAudit' | 'approved' | 'returned') =>
      world.as(owner).library.list({ entity: 'experience', tab });
    const all = await list('all');
    expect(all.counts).toEqual({ all: 4, inAudit: 1, approved: 1, returned: 1 });
    expect(all.rows.map(({ stateLabel }) => stateLabel)).toEqual(['退回', '审核通过', '审核中', '编辑中']);
    expect(all.rows.map(({ id }) => id)).toEqual([returned.id, approved.id, inAudit.id, draft.id]);
    for (const [tab, { id }] of [
      ['inAudit', inAudit],
      ['approved', approved],
      ['returned', returned],
    ] as const) {
      const { rows, total } = await list(tab);
      expect([rows.map((row) => row.id), total]).toEqual([[id], 1]);
    }
  });

  it('[AH-05.02] what waits for its owner: returned entries with the reason, then drafts', async () => {
    const owner = await member('示例十');
    const { draft, returned } = await fourStates(owner);
    const work = await world.as(owner).library.openWork();
    expect(work.map(({ stateLabel, count, entryId, reason }) => [stateLabel, count, entryId, reason])).toEqual([
      ['退回', 1, returned.id, '缺少证明。'],
      ['编辑中', 1, draft.id, null],
    ]);
    expect(await world.as(await member('示例十一')).library.openWork()).toEqual([]);
  });

  it('[AH-07.09] row actions by state', async () => {
    const owner = await member('示例二');
    await fourStates(owner);
    const { rows } = await world.as(owner).library.list({ entity: 'experience' });
    const actions = rows.map(({ stateLabel, can }) => [
      stateLabel,
      Object.entries(can).flatMap(([name, { allowed }]) => (allowed ? [name] : [])),
    ]);
    expect(Object.fromEntries(actions)).toEqual({
      编辑中: ['edit', 'submit', 'remove'],
      审核中: ['withdraw'],
      审核通过: ['withdraw'],
      退回: ['edit', 'submit', 'remove'],
    });
  });

  it('[AH-07.05] [GP.60] [GP.24] the menu counts all and approved entries of every item', async () => {
    const owner = await member('示例三');
    await fourStates(owner);
    const menu = await world.as(owner).library.menu();
    expect(menu.map(({ group }) => group).slice(0, 3)).toEqual(['基本信息', '表彰考核', '能力条件']);
    const items = menu.flatMap(({ items }) => items);
    expect(items.find(({ entity }) => entity === 'experience')).toEqual({
      entity: 'experience',
      label: '工作经历',
      all: 4,
      approved: 1,
    });
    expect(items.find(({ entity }) => entity === 'paper')).toMatchObject({ all: 0, approved: 0 });
  });

  it('[AH-06.13] [AH-39.10] what belongs to one series is seen and filled in by its people only', async () => {
    const owner = await member('示例四');
    const has = async () =>
      (await world.as(owner).library.menu()).some(({ items }) =>
        items.some(({ entity }) => entity === 'specimen-record'),
      );
    expect(await has()).toBe(false);
    await expect(world.save(owner, {}, 'specimen-record')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await world.joinSeries(owner, 'specimen');
    expect(await has()).toBe(true);
    expect(await world.save(owner, {}, 'specimen-record')).toMatchObject({ version: 1 });
  });

  it('[AH-07.07] the keyword finds words of two characters in the searchable fields, several together', async () => {
    const owner = await member('示例五');
    await world.save(owner, { ...EXPERIENCE, unit: '示例县职业学校', position: '实训主任' });
    await world.save(owner, { ...EXPERIENCE, unit: '示例市实验中学', position: '教师' });
    const find = async (keyword: string) => {
      const { rows, counts } = await world.as(owner).library.list({ entity: 'experience', keyword });
      expect(counts.all).toBe(rows.length);
      return rows.map(({ data }) => data.unit);
    };
    expect(await find('实训')).toEqual(['示例县职业学校']);
    expect(await find('示例')).toHaveLength(2);
    expect(await find('职业 主任')).toEqual(['示例县职业学校']);
    expect(await find('实主')).toEqual([]);
    expect(await find('县')).toEqual(['示例县职业学校']);
    expect(await find("'%_")).toEqual([]);
  });

  it('[AH-04.04] pages do not overlap and follow one order', async () => {
    const owner = await member('示例六');
    for (let index = 0; index < 12; index++) await world.save(owner, { ...EXPERIENCE, unit: `第${index}学校` });
    const page = async (page: number) =>
      (await world.as(owner).library.list({ entity: 'experience', page })).rows.map(({ data }) => data.unit);
    const pages = [await page(1), await page(2), await page(3)];
    expect(pages.map((rows) => rows.length)).toEqual([10, 2, 0]);
    expect(pages.flat()).toEqual(Array.from({ length: 12 }, (_, index) => `第${11 - index}学校`));
  });

  it('a page takes the same number of queries whatever it holds', async () => {
    const owner = await member('示例七');
    const list = () => world.as(owner).library.list({ entity: 'experience', size: 50 });
    const empty = await queriesOf(list);
    await fourStates(owner);
    for (let index = 0; index < 8; index++) await world.save(owner);
    // Without rows there is nothing whose references could be asked for.
    expect([empty, await queriesOf(list)]).toEqual([3, 4]);
    expect(await queriesOf(() => world.as(owner).library.menu())).toBe(2);
  });

  it('[AH-07.11] shows nothing of anybody else', async () => {
    const [owner, other] = [await member('示例八'), await member('示例九')];
    await world.save(owner);
    expect(await world.as(other).library.list({ entity: 'experience' })).toMatchObject({ rows: [], total: 0 });
  });
});

describe('duplicates', () => {
  it('[GP.84] a second entry of the same kind is warned of, not refused', async () => {
    const owner = await member('示例十');
    const training = { type: '公需课', year: 2022, hours: 30 };
    expect((await world.save(owner, training, 'continuing-education')).notes).toEqual([]);
    const second = await world.save(owner, training, 'continuing-education');
    expect(second.notes).toEqual(['已有一条继教类型、继教年度相同的继续教育，请确认没有重复录入。']);
    expect((await world.save(owner, { ...training, type: '专业课' }, 'continuing-education')).notes).toEqual([]);
  });

  it('a second entry under the same key is refused, also when both are saved at once', async () => {
    const owner = await member('示例十一');
    const grade = { year: 2024, unit: '示例市第一中学' };
    const { id, version } = await world.save(owner, grade, 'assessment');
    await expect(world.save(owner, grade, 'assessment')).rejects.toMatchObject({
      cause: {
        issues: [{ path: 'year', code: 'duplicate', message: '已有一条考核年度相同的年度考核，不能重复录入。' }],
      },
    });
    await world
      .as(owner)
      .library.save({ entity: 'assessment', id, expectedVersion: version, raw: { ...grade, unit: '别处' } });
    const results = await Promise.allSettled([
      world.save(owner, { year: 2023 }, 'assessment'),
      world.save(owner, { year: 2023 }, 'assessment'),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await world.save(await member('示例十二'), grade, 'assessment')).toMatchObject({ version: 1 });
  });
});

describe('what comes from dictionaries and files', () => {
  it('takes the name from the dictionary and refuses a code that it does not have', async () => {
    const owner = await member('示例十三');
    const item = await world.core.db('dictionary_item').where({ dictionary: 'assessmentGrade' }).first();
    const { id } = await world.save(owner, { year: 2020, grade: { code: item.code, name: '别的' } }, 'assessment');
    expect((await world.get(owner, id)).data.grade).toEqual({ code: item.code, name: item.name });
    await expect(
      world.save(owner, { year: 2019, grade: { code: 'NONE', name: '无' } }, 'assessment'),
    ).rejects.toMatchObject({
      cause: { code: 'INVALID', issues: [{ path: 'grade' }] },
    });
  });

  it('[AH-08.10] evidence must be the own file; a draft keeps it from the sweep, its unit may read it once submitted', async () => {
    const [owner, other] = [await member('示例十四'), await member('示例十五')];
    const file = await world.upload(owner);
    const raw = { ...EXPERIENCE, evidence: [{ id: file.id, name: '假.pdf', bytes: 1 }] };
    await expect(world.save(other, raw)).rejects.toMatchObject({
      cause: { issues: [{ path: 'evidence', message: '请重新上传佐证材料' }] },
    });
    const { id, version } = await world.save(owner, raw);
    expect((await world.get(owner, id)).data.evidence).toEqual([{ id: file.id, name: '证明.pdf', bytes: file.bytes }]);
    const read = () => world.as(unit.admins[0]).files.info({ id: file.id });
    await expect(read()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await world.as(owner).library.submit({ id, expectedVersion: version });
    expect(await read()).toMatchObject({ name: '证明.pdf' });
    const elsewhere = await world.unit('示例医院');
    await expect(world.as(elsewhere.admins[0]).files.info({ id: file.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('业绩档案 of the unit', () => {
  it('[AH-31.01] [AH-31.10] [GP.60] lists what was submitted to it, of all its people, without drafts', async () => {
    const school = await world.unit('示例市第二中学');
    const owner = await world.person('示例二十');
    await world.bind(owner, school);
    await world.save(owner, { ...EXPERIENCE, unit: '草稿学校' });
    const waiting = await world.saveAndSubmit(owner, { ...EXPERIENCE, unit: '待审学校' });
    const passed = await world.approved(owner, school, { ...EXPERIENCE, unit: '通过学校' });
    const admin = world.as(school.admins[0]).library;
    const { rows, counts, total } = await admin.unitList({ entity: 'experience' });
    expect({ counts, total }).toEqual({ counts: { all: 2, inAudit: 1, approved: 1, returned: 0 }, total: 2 });
    expect(rows.map(({ id, ownerName }) => [id, ownerName])).toEqual([
      [passed.id, '示例二十'],
      [waiting.id, '示例二十'],
    ]);
    const [done, open] = rows;
    expect([done?.openTaskId, typeof done?.taskId, open?.openTaskId === open?.taskId]).toEqual([null, 'string', true]);
    const items = (await admin.unitMenu()).flatMap((group) => group.items);
    expect(items.find(({ entity }) => entity === 'experience')).toMatchObject({ all: 2, approved: 1 });
    expect(items.some(({ entity }) => entity === 'specimen-record')).toBe(false);
    expect(
      (await world.as(unit.admins[0]).library.unitList({ entity: 'experience', size: 100 })).rows.map(({ id }) => id),
    ).not.toContain(waiting.id);
  });

  it('[AH-31.02] finds by the name of the person as well', async () => {
    const school = await world.unit('示例市第三中学');
    for (const name of ['示例廿一', '示例廿二']) {
      const owner = await world.person(name);
      await world.bind(owner, school);
      await world.saveAndSubmit(owner, { ...EXPERIENCE, unit: `${name}的学校` });
    }
    const find = async (keyword: string) =>
      (await world.as(school.admins[0]).library.unitList({ entity: 'experience', keyword })).rows.map(
        ({ ownerName }) => ownerName,
      );
    expect(await find('廿一')).toEqual(['示例廿一']);
    expect(await find('的学校')).toEqual(['示例廿二', '示例廿一']);
    expect(await find('没有')).toEqual([]);
    const list = () => world.as(school.admins[0]).library.unitList({ entity: 'experience' });
    expect(await queriesOf(list)).toBe(2);
  });

  it('[AH-31.08] the audit view is the submitted content, whatever the owner does meanwhile, with what changed', async () => {
    const owner = await member('示例廿三');
    const { id } = await world.saveAndSubmit(owner);
    const admin = world.as(unit.admins[0]);
    const processOf = async () =>
      (await admin.library.unitList({ entity: 'experience', keyword: '示例廿三' })).rows[0]?.processId ?? '';
    const first = await processOf();
    expect(await admin.library.auditView({ processId: first })).toMatchObject({
      entryId: id,
      label: '工作经历',
      ownerName: '示例廿三',
      gender: '女',
      unitName: '示例市第一中学',
      round: 1,
      data: { position: '教师' },
      changes: [],
    });
    await world.decide(unit.admins[0], id, 'return', '职务写错。');
    const { version } = await world.get(owner, id);
    const raw = { ...EXPERIENCE, position: '教研组长' };
    const saved = await world.as(owner).library.save({ entity: 'experience', id, expectedVersion: version, raw });
    expect((await admin.library.auditView({ processId: first })).data).toMatchObject({ position: '教师' });
    await world.as(owner).library.submit({ id, expectedVersion: saved.version });
    expect(await admin.library.auditView({ processId: await processOf() })).toMatchObject({
      round: 2,
      data: { position: '教研组长' },
      changes: [{ field: 'position', before: '教师', after: '教研组长' }],
      log: [{ round: 1, opinion: '职务写错。' }, { round: 2 }],
    });
    const elsewhere = await world.unit('示例设计院');
    for (const processId of [first, randomUUID()])
      await expect(world.as(elsewhere.admins[0]).library.auditView({ processId })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
  });
});
