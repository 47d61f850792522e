import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { invariantViolations } from '../invariants.ts';
import { worldForTest, type Unit, type World } from '../library/test-world.ts';
import { refusal } from '../organisations/test-world.ts';

let world: World;
let unit: Unit;
let one: Actor;
let two: Actor;
let three: Actor;
let owner: Actor;

beforeAll(async () => {
  world = await worldForTest();
  unit = await world.unit('示例市第一中学');
  [one] = unit.admins;
  owner = await world.person('示例一');
  await world.bind(owner, unit);
  two = await world.colleague(unit);
  three = await world.colleague(unit);
});
afterAll(() => world.drop());

interface Item {
  readonly taskId: string;
  readonly stepId: string;
  readonly processId: string;
}
async function waiting(): Promise<Item> {
  const { id } = await world.saveAndSubmit(owner);
  return world.core
    .db('task')
    .join('step', 'step.id', 'task.step_id')
    .join('process', 'process.id', 'step.process_id')
    .where({ 'process.subject_id': id })
    .first('task.id as taskId', 'step.id as stepId', 'process.id as processId');
}
const claimed = async (actor: Actor): Promise<Item> => {
  const item = await waiting();
  await world.as(actor).tasks.claim({ taskId: item.taskId });
  return item;
};
const ids = async (actor: Actor, tab: 'todo' | 'claimable') =>
  (await world.as(actor).tasks.list({ tab, size: 100 })).rows.map(({ taskId }) => taskId);
const decide = (actor: Actor, { taskId }: Item) =>
  world.as(actor).tasks.decide({ taskId, decision: 'pass', opinion: '' });
const lastEvent = async (subjectId: string) =>
  world.core.db('ledger_event').where({ subject_id: subjectId }).orderBy('seq', 'desc').first();
const inbox = async (actor: Actor) => world.as(actor).notifications.list({});

describe('放回', () => {
  it('[AH-32.10] a claim that is given back can be claimed by anybody; the ledger keeps it', async () => {
    const item = await claimed(one);
    await world.as(one).tasks.release({ taskId: item.taskId });
    expect(await ids(two, 'claimable')).toContain(item.taskId);
    expect(await ids(one, 'todo')).not.toContain(item.taskId);
    expect(await lastEvent(item.stepId)).toMatchObject({ action: 'release', account_id: one.accountId });
    await world.as(two).tasks.claim({ taskId: item.taskId });
  });

  it('what a colleague holds is not mine to give back, nor what nobody holds', async () => {
    const held = await claimed(two);
    expect(await refusal(world.as(one).tasks.release({ taskId: held.taskId }))).toMatchObject({
      ...{ code: 'CONFLICT', message: '示例管理员已领取这一件。' },
    });
    const free = await waiting();
    expect(await refusal(world.as(one).tasks.release({ taskId: free.taskId }))).toMatchObject({
      ...{ code: 'CONFLICT', message: '这一件没有人领取。' },
    });
  });
});

describe('转交', () => {
  const handOver = (actor: Actor, { taskId }: Item, to: Actor, reason = '外出培训') =>
    world.as(actor).tasks.handOver({ taskId, toAccountId: to.accountId, reason });

  it('[AH-32.10] the colleague has it to do and is told; the ledger keeps who, to whom and why', async () => {
    const item = await claimed(one);
    await handOver(one, item, two);
    expect(await ids(two, 'todo')).toContain(item.taskId);
    expect(await ids(one, 'todo')).not.toContain(item.taskId);
    expect(await lastEvent(item.stepId)).toMatchObject({
      ...{ action: 'handOver', account_id: one.accountId },
      data: { from: one.accountId, toAccount: two.accountId, reason: '外出培训' },
    });
    const [letter] = await inbox(two);
    expect(letter).toMatchObject({ kind: 'taskHandedOver', link: `/work/tasks/${item.taskId}` });
    expect(letter?.text).toMatch(/转交给您审核：外出培训$/);
    expect(await refusal(decide(one, item))).toMatchObject({ code: 'CONFLICT' });
    await decide(two, item);
  });

  it('needs a reason and a colleague of the same capacity', async () => {
    const item = await claimed(one);
    const stranger = (await world.unit('示例市第二中学')).admins[0];
    expect((await refusal(handOver(one, item, two, '  '))).issues).toMatchObject([
      { path: 'handOverReason', message: '请写明转交原因。' },
    ]);
    for (const nobody of [stranger, one])
      expect((await refusal(handOver(one, item, nobody))).issues).toMatchObject([
        { path: 'toAccountId', message: '请选择一位同事。' },
      ]);
    expect(await ids(one, 'todo')).toContain(item.taskId);
  });

  it('lists the colleagues, oneself left out', async () => {
    const others = (await world.as(one).tasks.colleagues()).map(({ accountId }) => accountId);
    expect(others.toSorted()).toEqual([two.accountId, three.accountId].toSorted());
  });
});

describe('委托授权', () => {
  const give = (more: object = {}, actor: Actor = one) =>
    world
      .as(actor)
      .tasks.delegate({ toAccountId: two.accountId, from: '2031-03-01', to: '2031-03-05', reason: '出差', ...more });
  beforeEach(async () => {
    await world.setNow(new Date('2031-03-01T02:00:00Z'));
    for (const { id, mine, state } of await world.as(one).tasks.delegations())
      if (mine && state !== 'over') await world.as(one).tasks.endDelegation({ delegationId: id });
  });
  afterAll(() => world.setNow(null));

  it('during it the delegate decides what the other claimed; the ledger and the log say on whose behalf', async () => {
    const item = await claimed(one);
    expect(await refusal(decide(two, item))).toMatchObject({ code: 'CONFLICT' });
    const { delegationId } = await give();
    expect((await inbox(two))[0]?.text).toMatch(/委托您在 2031 年 3 月 1 日至 2031 年 3 月 5 日/);
    const row = (await world.as(two).tasks.list({ tab: 'todo', size: 100 })).rows.find((r) => r.taskId === item.taskId);
    expect(row).toMatchObject({ claimedByMe: false, onBehalfOf: one.name });
    expect(await world.as(two).tasks.get({ taskId: item.taskId })).toMatchObject({
      ...{ whyNot: null, holder: { delegated: true, me: false } },
    });
    await decide(two, item);
    expect(await lastEvent(item.stepId)).toMatchObject({
      ...{ action: 'pass', account_id: two.accountId },
      data: { onBehalfOf: one.accountId },
    });
    const { log } = await world.as(two).tasks.get({ taskId: item.taskId });
    expect(log.at(-1)).toMatchObject({ actorName: two.name, onBehalfOfName: one.name });
    expect(await lastEvent(delegationId)).toMatchObject({
      ...{ action: 'delegate', data: { to: two.accountId, from: '2031-03-01', until: '2031-03-05', reason: '出差' } },
    });
  });

  it('holds for its days only: not before, and over by itself after the last', async () => {
    const item = await claimed(one);
    await give({ from: '2031-03-02', to: '2031-03-03' });
    const allowed = async (at: string) => {
      await world.setNow(new Date(at));
      return (await ids(two, 'todo')).includes(item.taskId);
    };
    expect(await allowed('2031-03-01T15:59:00Z')).toBe(false);
    expect(await refusal(decide(two, item))).toMatchObject({ code: 'CONFLICT' });
    expect(await allowed('2031-03-01T16:00:00Z')).toBe(true);
    expect(await allowed('2031-03-03T15:59:00Z')).toBe(true);
    expect(await allowed('2031-03-03T16:00:00Z')).toBe(false);
    expect(await refusal(decide(two, item))).toMatchObject({ code: 'CONFLICT' });
    expect((await world.as(two).tasks.delegations())[0]).toMatchObject({ state: 'over', mine: false });
  });

  it('a third colleague gets nothing by it, and it goes one way', async () => {
    const item = await claimed(one);
    const hers = await claimed(two);
    await give();
    expect(await refusal(decide(three, item))).toMatchObject({ code: 'CONFLICT' });
    expect(await refusal(decide(one, hers))).toMatchObject({ code: 'CONFLICT' });
  });

  it('ended early it is over at once; only its giver ends it, and once', async () => {
    const item = await claimed(one);
    const { delegationId } = await give();
    expect((await refusal(world.as(two).tasks.endDelegation({ delegationId }))).code).toBe('NOT_FOUND');
    await world.as(one).tasks.endDelegation({ delegationId });
    expect(await refusal(decide(two, item))).toMatchObject({ code: 'CONFLICT' });
    expect((await refusal(world.as(one).tasks.endDelegation({ delegationId }))).message).toBe('这次委托已经结束。');
    expect((await inbox(two))[0]?.text).toMatch(/已结束对您的委托。$/);
  });

  it('refuses wrong days, no reason, strangers, and days that are given already', async () => {
    const paths = async (more: object) => (await refusal(give(more))).issues.map(({ path }) => path);
    expect(await paths({ from: '2031-02-28' })).toEqual(['from']);
    expect(await paths({ from: '2031-02-30' })).toEqual(['from']);
    expect(await paths({ to: '2031-02-28' })).toEqual(['to']);
    expect(await paths({ to: '2033-03-01' })).toEqual(['to']);
    expect(await paths({ reason: ' ' })).toEqual(['reason']);
    expect(await paths({ toAccountId: one.accountId })).toEqual(['toAccountId']);
    expect(await paths({ toAccountId: owner.accountId })).toEqual(['toAccountId']);
    await give();
    expect(await refusal(give({ toAccountId: three.accountId, from: '2031-03-05', to: '2031-03-06' }))).toMatchObject({
      ...{ code: 'CONFLICT', message: '这段日期已经委托给示例管理员，请先结束那一次，或改选日期。' },
    });
    await give({ toAccountId: three.accountId, from: '2031-03-06', to: '2031-03-07' });
  });
});

describe('the place among what one has to do', () => {
  it('第 n 件，共 m 件, longest waiting first', async () => {
    const actor = (await world.unit('示例市第四中学')).admins[0];
    const person = await world.person('示例二');
    const { processId } = await world.request(person, actor.organisationId);
    const other = await world.person('示例三');
    await world.request(other, actor.organisationId);
    const { rows } = await world.as(actor).tasks.list({ tab: 'todo' });
    expect(rows[0]?.processId).toBe(processId);
    const places = [];
    for (const { taskId } of rows) places.push((await world.as(actor).tasks.get({ taskId })).place);
    expect(places).toEqual([
      { position: 1, total: 2 },
      { position: 2, total: 2 },
    ]);
    expect(await world.as(actor).tasks.waiting()).toEqual({ binding: 2 });
    const newest = await world.as(actor).tasks.list({ tab: 'todo', newestFirst: true });
    expect(newest.rows.map(({ taskId }) => taskId)).toEqual(rows.map(({ taskId }) => taskId).toReversed());
  });
});

it('leaves the data as the rules want them', async () => {
  expect(await invariantViolations(world.core.db)).toEqual([]);
});
