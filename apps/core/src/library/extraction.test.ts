import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runDueJobs } from '@zhicheng/jobs';
import type { Raw } from '@zhicheng/series-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor, Core } from '../context.ts';
import { invariantViolations } from '../invariants.ts';
import { refusal } from '../organisations/test-world.ts';
import { createCallerFactory } from '../procedures.ts';
import { appRouter } from '../router.ts';
import { jobTasks } from '../worker.ts';
import { httpRegister } from './http-register.ts';
import { pinEntry } from './pins.ts';
import { worldForTest, type Unit, type World } from './test-world.ts';
import { transaction } from '@zhicheng/database';
import { randomUUID } from 'node:crypto';

const entity = 'continuing-education';
const createCaller = createCallerFactory(appRouter);

let world: World;
let unit: Unit;
let owner: Actor;
let core: Core;
let server: Server;
let serial = 0;
/** What the register has, and what it was asked. */
let rows: { no: string; answers: Raw }[];
let asked: Raw[] = [];
let status = 200;

const course = (year: number, more: Raw = {}) => ({
  no: `P-${year}`,
  answers: {
    ...{ type: '公需课', year, hours: 30, item: '示例公需课', organiser: '示例基地', certificateNo: `C${year}` },
    ...{ from: `${year}-04-01`, to: `${year}-10-31` },
    ...more,
  },
});

beforeAll(async () => {
  world = await worldForTest();
  unit = await world.unit('示例市第一中学');
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    asked.push(JSON.parse(Buffer.concat(chunks).toString()) as Raw);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ rows }));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  core = { ...world.core, register: httpRegister({ url: `http://127.0.0.1:${port}/`, sandbox: true }) };
});
afterAll(async () => {
  expect(await invariantViolations(world.core.db)).toEqual([]);
  server.close();
  await world.drop();
});
beforeEach(async () => {
  serial += 1;
  owner = await world.person(`示例${serial}`);
  await world.bind(owner, unit);
  [rows, asked, status] = [[course(2021), course(2025)], [], 200];
});

const library = () => createCaller({ core, actor: owner, requestId: 'test' }).library;
const work = () => runDueJobs({ url: world.url, tasks: jobTasks(core), log: () => undefined });
const extract = async () => {
  await library().extract({ entity });
  await work();
  return (await library().extraction({ entity })).latest;
};
const list = async () => (await library().list({ entity, size: 100 })).rows;
const years = async () => (await list()).map(({ data }) => data.year).toSorted();

describe('提取', () => {
  it('[AH-10.03] [SM-LIB.10] [AH-39.05] [GP.22] public courses of 2021 and later are approved at once, 来源 自动生成', async () => {
    rows = [course(2019), course(2020), course(2021), course(2025)];
    rows.push({ ...course(2024, { type: '专业课' }), no: 'S-2024' });
    expect(await extract()).toMatchObject({ running: false, problem: null, found: 2, added: 2, updated: 0 });
    const found = await list();
    expect(await years()).toEqual([2021, 2025]);
    for (const row of found) expect(row).toMatchObject({ state: 'approved', stateLabel: '审核通过', source: 'auto' });
    expect(found[0]?.data).toMatchObject({ type: '公需课', hours: 30, period: { from: expect.any(String) } });
    const waiting = await world.as(unit.admins[0]).tasks.list({ tab: 'todo', keyword: `示例${serial}提交` });
    expect(waiting.rows).toEqual([]);
    const menu = (await library().menu()).flatMap(({ items }) => items);
    expect(menu.find((item) => item.entity === entity)).toMatchObject({ all: 2, approved: 2 });
    const note = (await world.as(owner).notifications.list({}))[0];
    expect(note?.text).toBe('继续教育提取完成：登记系统有 2 条，新增 2 条，更新 0 条。');
  });

  it('[GP.22] asks with the number of the person, and the log of reveals says so', async () => {
    await extract();
    expect(asked).toMatchObject([{ entity, idType: '111', idNumber: expect.stringMatching(/^\d{17}[\dX]$/) }]);
    const reveals = await world.core.db('reveal_log').where({ person_id: owner.accountId });
    expect(reveals).toMatchObject([{ purpose: 'educationRegister' }]);
  });

  it('[GP.63] extracted again, rows are updated and none is doubled; equal ones stay as they are', async () => {
    await extract();
    const before = await list();
    expect(await extract()).toMatchObject({ found: 2, added: 0, updated: 0 });
    expect((await list()).map(({ version }) => version)).toEqual(before.map(({ version }) => version));
    rows = [course(2021, { hours: 42 }), course(2025), course(2026)];
    expect(await extract()).toMatchObject({ found: 3, added: 1, updated: 1 });
    expect(await years()).toEqual([2021, 2025, 2026]);
    const changed = (await list()).find(({ data }) => data.year === 2021);
    expect(changed).toMatchObject({ state: 'approved', revision: 2, approvedRevision: 2, data: { hours: 42 } });
    expect((await library().list({ entity, keyword: '示例公需课' })).total).toBe(3);
  });

  it('[GP.63] what the register no longer has stays', async () => {
    await extract();
    rows = [];
    expect(await extract()).toMatchObject({ found: 0, added: 0, updated: 0 });
    expect(await years()).toEqual([2021, 2025]);
  });

  it('[GP.63] such a row is only looked at', async () => {
    await extract();
    const [row] = await list();
    const allowed = Object.entries(row?.can ?? {}).filter(([, can]) => can.allowed || can.why);
    expect(allowed).toEqual([]);
    const moved = { id: row?.id ?? '', expectedVersion: row?.version ?? 0 };
    expect((await refusal(library().withdraw(moved))).issues).toMatchObject([{ code: 'fromRegister' }]);
    expect((await refusal(library().adjust(moved))).issues[0]).toMatchObject({ code: expect.any(String) });
    expect((await refusal(library().remove(moved))).code).toBe('CONFLICT');
    expect((await refusal(library().save({ ...moved, entity, raw: {} }))).code).toBe('CONFLICT');
  });

  it('[AH-10.04] [GP.84] a course of the same year may be entered by hand as well, and is warned of', async () => {
    await extract();
    const byHand = { type: '公需课', year: 2025, hours: 12 };
    const { notes, id } = await library().save({ entity, raw: byHand, idempotencyKey: randomUUID() });
    expect(notes).toEqual(['已有一条继教类型、继教年度相同的继续教育，请确认没有重复录入。']);
    expect(await world.get(owner, id)).toMatchObject({ source: 'user', state: 'draft' });
    await extract();
    expect(await list()).toHaveLength(3);
  });

  it('[SM-LIB.10] a correction reaches what has imported the row', async () => {
    await extract();
    const [row] = await list();
    await transaction(core.db, (trx) =>
      pinEntry({
        ...{ trx, entryId: row?.id ?? '', ownerId: owner.accountId, holderLabel: '2026 年申报' },
        holderId: randomUUID(),
      }),
    );
    rows = [course(2021, { hours: 42 }), course(2025, { hours: 42 })];
    expect(await extract()).toMatchObject({ updated: 2 });
    // Whoever cannot be changed any more keeps what it had, and the person is told.
    const kept = await core
      .db('library_pin')
      .where({ entry_id: row?.id ?? '' })
      .first();
    expect(kept.revision).toBe(1);
    const texts = (await world.as(owner).notifications.list({})).map(({ text }) => text);
    expect(texts.some((text) => text.includes('已经提交，其中仍是原来的版本'))).toBe(true);
    await core
      .db('library_pin')
      .where({ entry_id: row?.id ?? '' })
      .delete();
  });
});

describe('what goes wrong', () => {
  it('two presses at once are one', async () => {
    const [first, second] = await Promise.all([library().extract({ entity }), library().extract({ entity })]);
    expect(second).toEqual(first);
    expect((await library().extraction({ entity })).latest).toMatchObject({ running: true, found: null });
    await work();
    expect(asked).toHaveLength(1);
  });

  it('a register that does not answer is asked again later, then the person is told; nothing is half done', async () => {
    status = 503;
    await library().extract({ entity });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await core.db.raw('update graphile_worker._private_jobs set run_at = now()');
      await work();
    }
    const { latest } = await library().extraction({ entity });
    expect(latest).toMatchObject({ running: false, problem: expect.stringContaining('暂时没有回应'), added: 0 });
    expect(asked).toHaveLength(3);
    expect(await list()).toEqual([]);
    status = 200;
    expect(await extract()).toMatchObject({ problem: null, added: 2 });
  });

  it('a row that cannot be read is left out, the others are taken', async () => {
    rows = [course(2021, { hours: '很多' }), course(2025), course(2025)];
    expect(await extract()).toMatchObject({ found: 1, added: 1 });
    expect(await years()).toEqual([2025]);
  });

  it('[GP.22] where no register is connected the button says so; lists without one have none', async () => {
    const { why, latest } = await world.as(owner).library.extraction({ entity });
    expect([why, latest]).toEqual([expect.stringContaining('还没有接入'), null]);
    const error = await refusal(world.as(owner).library.extract({ entity }));
    expect([error.code, error.message]).toEqual(['REFUSED', why]);
    expect((await refusal(library().extract({ entity: 'experience' }))).code).toBe('NOT_FOUND');
    expect((await refusal(library().extraction({ entity: 'nothing' }))).code).toBe('NOT_FOUND');
  });

  it('the work of another is not seen', async () => {
    await extract();
    const other = await world.person(`示例旁${serial}`);
    expect((await world.as(other).library.extraction({ entity })).latest).toBeNull();
    expect((await world.as(other).library.list({ entity })).total).toBe(0);
  });
});
