import { randomUUID } from 'node:crypto';
import { record } from '@zhicheng/plugin-specimen';
import type { Raw } from '@zhicheng/series-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { invariantViolations } from '../invariants.ts';
import { resumeSubmissions, runSubmissions } from './run-submissions.ts';
import { worldForTest, type Unit, type World } from './test-world.ts';

const entity = record.code;
let world: World;
let unit: Unit;
let owner: Actor;
let level: Raw;
let serial = 0;

beforeAll(async () => {
  world = await worldForTest();
  unit = await world.unit('示例医院');
  level = await world.core.db('dictionary_item').where({ dictionary: 'publicationLevel' }).first('code', 'name');
});
afterAll(async () => {
  expect(await invariantViolations(world.core.db)).toEqual([]);
  await world.drop();
});
beforeEach(async () => {
  serial += 1;
  owner = await world.person(`示例${serial}`);
  await world.bind(owner, unit);
  await world.joinSeries(owner, 'specimen');
});

const library = () => world.as(owner).library;
const draft = (number: string, more: Raw = {}) =>
  world.save(owner, { ...record.sample, level, number, ...more }, entity);
const submitMany = (ticked: { ids: string[] } | { keyword: string }, idempotencyKey = randomUUID()) =>
  library().submitMany({ entity, ticked, idempotencyKey });
const states = async () =>
  Object.fromEntries((await library().list({ entity, size: 100 })).rows.map(({ data, state }) => [data.number, state]));

describe('批量提交', () => {
  it('[AH-14.05] submits the ticked drafts to the unit and leaves the others', async () => {
    const [a, b] = [await draft('R-1'), await draft('R-2'), await draft('R-3')];
    const { id, total } = await submitMany({ ids: [a.id, b.id] });
    expect(total).toBe(2);
    expect(await library().submissions({ entity })).toMatchObject({ id, total: 2, done: 0, finished: false });
    await runSubmissions({ core: world.core, batchId: id });
    expect(await states()).toEqual({ 'R-1': 'inAudit', 'R-2': 'inAudit', 'R-3': 'draft' });
    expect(await library().submissions({ entity })).toMatchObject({ done: 2, failed: 0, finished: true });
    expect((await world.as(owner).notifications.list({})).map(({ text }) => text)).toContain(
      `${record.label}批量提交已办完：提交 2 条。`,
    );
    const waiting = await world.core.db('process').where({ applicant_id: owner.accountId, state: 'running' });
    expect(waiting.map(({ kind }) => kind).filter((kind) => kind === 'libraryEntry')).toHaveLength(2);
  });

  it('[AH-14.05] takes everything that is found under a keyword, on whatever page it stands', async () => {
    for (const number of ['AAA-1', 'AAA-2', 'BBB-1']) await draft(number);
    const { id, total } = await submitMany({ keyword: 'AAA' });
    expect(total).toBe(2);
    await runSubmissions({ core: world.core, batchId: id });
    expect(await states()).toEqual({ 'AAA-1': 'inAudit', 'AAA-2': 'inAudit', 'BBB-1': 'draft' });
  });

  it('[AH-14.05] says of each that cannot be submitted why, and submits the rest', async () => {
    const good = await draft('R-1');
    const unfinished = await draft('', {});
    const { id } = await submitMany({ ids: [good.id, unfinished.id] });
    await runSubmissions({ core: world.core, batchId: id });
    const { done, failed, failures } = (await library().submissions({ entity })) ?? {};
    expect({ done, failed }).toEqual({ done: 1, failed: 1 });
    expect(failures).toMatchObject([{ entryId: unfinished.id, reason: expect.stringContaining('编号') }]);
    expect(await states()).toMatchObject({ 'R-1': 'inAudit' });
  });

  it('does nothing twice: asked again with one key, run again, or taken up after a worker died', async () => {
    const a = await draft('R-1');
    const key = randomUUID();
    const { id } = await submitMany({ ids: [a.id] }, key);
    expect(await submitMany({ ids: [a.id] }, key)).toEqual({ id, total: 1 });
    await runSubmissions({ core: world.core, batchId: id });
    await runSubmissions({ core: world.core, batchId: id });
    expect(await states()).toEqual({ 'R-1': 'inAudit' });
    const events = await world.core.db('ledger_event').where({ subject_id: a.id, action: 'submit' });
    expect(events).toHaveLength(1);
    const b = await draft('R-2');
    const second = await submitMany({ ids: [b.id] });
    await world.core
      .db('entry_batch')
      .where({ id: second.id })
      .update({ touched_at: world.core.db.raw(`clock_timestamp() - interval '2 minutes'`) });
    await world.core.db.raw('delete from graphile_worker._private_jobs');
    await resumeSubmissions({ core: world.core });
    const jobs = await world.core.db('graphile_worker._private_jobs').select('payload');
    expect(JSON.stringify(jobs)).toContain(second.id);
    await runSubmissions({ core: world.core, batchId: second.id });
  });

  it('is refused for what is nobody`s own, not submittable, of another list, and while a batch runs', async () => {
    const a = await draft('R-1');
    const stranger = await world.person('示例外人');
    await world.joinSeries(stranger, 'specimen');
    const refuse = (call: Promise<unknown>, code: string) => expect(call).rejects.toMatchObject({ cause: { code } });
    const other = world.as(stranger).library;
    const ask = { entity, ticked: { ids: [a.id] }, idempotencyKey: randomUUID() };
    await refuse(other.submitMany(ask), 'REFUSED');
    await world.bind(stranger, unit);
    await refuse(other.submitMany({ ...ask, idempotencyKey: randomUUID() }), 'NOT_FOUND');
    expect(await other.submissions({ entity })).toBeNull();
    await refuse(
      library().submitMany({ entity: 'experience', ticked: { keyword: '' }, idempotencyKey: randomUUID() }),
      'NOT_FOUND',
    );
    const { id } = await submitMany({ ids: [a.id] });
    await refuse(submitMany({ ids: [a.id] }), 'REFUSED');
    await runSubmissions({ core: world.core, batchId: id });
    await refuse(submitMany({ ids: [a.id] }), 'REFUSED');
  });
});

describe('entries to link', () => {
  it('[AH-14.17] are the own approved ones, searched and paged, with the number of those that wait', async () => {
    const ids: string[] = [];
    for (const number of ['AAA-1', 'AAA-2', 'BBB-1'])
      ids.push((await world.approved(owner, unit, { ...record.sample, level, number }, entity)).id);
    await draft('AAA-3');
    const page = await library().linkable({ entity, keyword: 'AAA', size: 10, everything: true });
    expect(page.rows.map(({ data }) => data.number)).toEqual(['AAA-2', 'AAA-1']);
    expect(page).toMatchObject({ total: 2, waiting: 1, ids: [ids[1], ids[0]] });
    const named = await library().linkable({ entity, ids: [ids[2] ?? ''] });
    expect(named.rows.map(({ data }) => data.number)).toEqual(['BBB-1']);
    const stranger = await world.person('示例外人');
    expect(await world.as(stranger).library.linkable({ entity, ids })).toMatchObject({ rows: [], total: 0 });
  });
});
