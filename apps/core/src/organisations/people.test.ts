import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { idNumberOf, peopleWorld, refusal, type PeopleWorld } from './test-world.ts';

let world: PeopleWorld;
let school: Actor;
let other: Actor;
let waiting: { bindingId: string; processId: string };
let mover: Actor;
beforeAll(async () => {
  world = await peopleWorld();
  school = await world.unit(1, '示例市第一中学');
  other = await world.unit(2, '示例市第二中学');
  await world.bind(await world.registered(1, '示例王小明'), school);
  waiting = await world.request(await world.registered(2, '示例李小红'), school.organisationId, '新入职');
  await world.bind(await world.registered(3, '示例王大力'), other);
  const returned = await world.request(await world.registered(4, '示例赵六'), school.organisationId);
  await world.decide(school, returned.processId, 'return');
  mover = await world.registered(5, '示例孙七');
  await world.bind(mover, school);
  await world.bind(mover, other);
});
afterAll(() => world.drop());

const people = (actor: Actor, filter = {}) => world.as(actor).organisations.people(filter);
const names = async (actor: Actor, filter = {}) => (await people(actor, filter)).rows.map(({ name }) => name);

describe('人员注册审核', () => {
  it('[AH-34.02] [AH-03.10] shows the columns, the ID number masked, waiting people first', async () => {
    const { rows, total } = await people(school);
    expect(total).toBe(3);
    expect(rows[0]).toMatchObject({
      name: '示例李小红',
      genderLabel: '女',
      mobile: '10000000001',
      politicalStatus: '群众',
      email: 'shili@example.cn',
      state: 'inAudit',
      stateLabel: '审核中',
      processId: waiting.processId,
    });
    expect(rows[0]?.taskId).not.toBeNull();
    expect(JSON.stringify(rows)).not.toContain(idNumberOf(2));
    expect(rows[0]?.idNumberMasked).toMatch(/^999\*{11,14}\w{1,4}$/);
  });

  it('[AH-34.03] [AH-03.10] approved people have no open task', async () => {
    const { rows } = await people(school, { state: 'approved' });
    expect(rows).toMatchObject([{ name: '示例王小明', stateLabel: '审核通过', taskId: null }]);
  });

  it('[AH-34.01] finds by part of the name and by the whole ID number, not by part of it', async () => {
    expect(await names(school, { keyword: '王小' })).toEqual(['示例王小明']);
    expect(await names(school, { keyword: '红' })).toEqual(['示例李小红']);
    expect(await names(school, { keyword: idNumberOf(1) })).toEqual(['示例王小明']);
    expect(await names(school, { keyword: idNumberOf(1).toLowerCase() })).toEqual(['示例王小明']);
    expect(await names(school, { keyword: idNumberOf(1).slice(0, 12) })).toEqual([]);
    expect(await names(school, { keyword: '%' })).toEqual([]);
  });

  it('[AH-39.02] a unit sees its own people only, even by their ID number', async () => {
    expect(await names(other)).not.toContain('示例王小明');
    expect(await names(other, { keyword: '王' })).toEqual(['示例王大力']);
    expect(await names(other, { keyword: idNumberOf(1) })).toEqual([]);
  });

  it('[AH-39.02] who has left for another unit is no longer listed, nor to be viewed', async () => {
    expect(await names(school)).not.toContain('示例孙七');
    expect(await names(other)).toContain('示例孙七');
    const left = await world.core
      .db('process')
      .join('binding', 'binding.id', 'process.subject_id')
      .where({ person_id: mover.accountId, organisation_id: school.organisationId })
      .first<{ id: string }>('process.id');
    expect((await refusal(world.as(school).organisations.bindingView({ processId: left.id }))).code).toBe('NOT_FOUND');
  });

  it('[LM.12] pages, with counts by state', async () => {
    const { rows, counts } = await people(school, { size: 2, page: 2 });
    expect(rows).toHaveLength(1);
    expect(counts).toEqual({ all: 3, inAudit: 1, approved: 1, returned: 1 });
  });

  it('[LM.12] pages follow one order over all states: waiting first, then the latest', async () => {
    const whole = (await people(school)).rows.map(({ name, state }) => [name, state]);
    expect(whole.map(([, state]) => state)).toEqual(['inAudit', 'returned', 'approved']);
    const pages = await Promise.all([1, 2, 3, 4].map((page) => people(school, { size: 1, page })));
    expect(pages.flatMap(({ rows }) => rows.map(({ name, state }) => [name, state]))).toEqual(whole);
    expect((await people(school, { state: 'returned', size: 1, page: 2 })).rows).toEqual([]);
  });

  it('asks the database once, however many people there are', async () => {
    let asked = 0;
    const count = () => void (asked += 1);
    world.core.db.on('query', count);
    await people(school, { size: 1 });
    await people(school, { size: 50 });
    world.core.db.off('query', count);
    expect(asked).toBe(2);
  });

  it('[AH-34.04] the workbench gets note and person', async () => {
    const view = await world.as(school).organisations.bindingView({ processId: waiting.processId });
    expect(view).toMatchObject({ note: '新入职', stateLabel: '审核中', currentUnit: null });
    expect(view.person).toMatchObject({ name: '示例李小红', idTypeName: '居民身份证' });
  });

  it('an applicant has no list of people, nobody signed in neither', async () => {
    expect((await refusal(people(mover))).code).toBe('FORBIDDEN');
    expect((await refusal(world.as(null).organisations.people({}))).code).toBe('UNAUTHENTICATED');
  });
});
