import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { runDueJobs } from '@zhicheng/jobs';
import { unzip } from '@zhicheng/documents/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { roadForTest, type Applicant, type Road } from '../declarations/test-world.ts';
import { refusal } from '../organisations/test-world.ts';
import { jobTasks } from '../worker.ts';
import type { ListAsked } from './lists.ts';
import { openDocument } from './open-document.ts';

/** What a spreadsheet program would compute, or take apart, were it not a text. */
const EVIL = ['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://example.invalid","x")'];
let road: Road;
let one: Applicant;

beforeAll(async () => {
  road = await roadForTest();
  const planId = await road.plan();
  one = await road.applicant('示例一');
  await road.submitted(one, planId);
  await road.submitted(await road.applicant('示例二'), planId);
  for (const specialty of EVIL)
    await road.saveAndSubmit(one.actor, {
      ...{ unit: '示例市第一中学', period: { from: '2010-09-01', to: null }, position: '教师', specialty },
    });
});
afterAll(() => road.drop());

const order = (actor: Actor, asked: ListAsked, idempotencyKey: string = randomUUID()) =>
  road.as(actor).documentOrders.orderList({ asked, idempotencyKey });

async function made(actor: Actor, asked: ListAsked): Promise<{ name: string; bytes: Uint8Array }> {
  const { id } = await order(actor, asked);
  await runDueJobs({ url: road.url, tasks: jobTasks(road.core), log: () => undefined });
  expect(await road.as(actor).documentOrders.get({ id })).toMatchObject({ state: 'ready', kind: 'list' });
  const { stream, name } = await openDocument({ core: road.core, actor, id });
  return { name, bytes: await buffer(stream) };
}
const sheetOf = (bytes: Uint8Array): string =>
  Object.entries(unzip(bytes))
    .filter(([name]) => /worksheets\/sheet1|sharedStrings/.test(name))
    .map(([, part]) => Buffer.from(part).toString('utf8'))
    .join('');
const { school, district } = { school: () => road.auditors.school, district: () => road.auditors.district };

describe('[HN-04.06] a list is exported as it is filtered', () => {
  it('holds what the filter finds, and nothing else', async () => {
    const all = await made(school(), { list: 'declarations', tab: 'all', keyword: '' });
    expect(all.name).toBe('申报情况.xlsx');
    const text = sheetOf(all.bytes);
    for (const words of ['申报人', '示例一', '示例二', '常规申报']) expect(text).toContain(words);
    const some = sheetOf((await made(school(), { list: 'declarations', tab: 'all', keyword: '示例二' })).bytes);
    expect([some.includes('示例二'), some.includes('示例一')]).toEqual([true, false]);
    const tasks = sheetOf((await made(school(), { list: 'tasks', tab: 'todo', keyword: '' })).bytes);
    expect(tasks).toContain('流程名称');
    expect(tasks).toContain('示例一');
  });

  it('[AH-34.02] is masked as the page is', async () => {
    const text = sheetOf((await made(school(), { list: 'people', state: 'all', keyword: '示例一' })).bytes);
    const person = await road.core.db('person').where({ account_id: one.actor.accountId }).first();
    expect(text).toContain(person.id_number_masked);
    expect(text).not.toContain(road.core.cipher.open(person.id_number_cipher));
    expect(text).not.toContain('示例二');
    // What is asked for is stored with the order, and an ID number must not be.
    const number = road.core.cipher.open(person.id_number_cipher);
    const refusedOne = await refusal(order(school(), { list: 'people', state: 'all', keyword: number }));
    expect([refusedOne.code, refusedOne.issues[0]?.code]).toEqual(['REFUSED', 'idNumber']);
  });

  it('a text that looks like a formula is a text', async () => {
    const asked: ListAsked = { list: 'entries', entity: 'experience', tab: 'all', keyword: '' };
    const { bytes, name } = await made(school(), asked);
    expect(name).toMatch(/^业绩档案-.+\.xlsx$/);
    const text = sheetOf(bytes);
    expect(text).not.toMatch(/<f[ >]/);
    expect(text).not.toContain('<hyperlink');
    const head = [...text.matchAll(/<row r="2".*?<\/row>/gs)].join('');
    expect(head).not.toBe('');
    for (const evil of EVIL) expect(text).toContain(evil.replaceAll('"', '&quot;'));
  });

  it('every list: whatever is known of people, plans and cases is a text in every column', async () => {
    const { db } = road.core;
    const [evil = ''] = EVIL;
    const known = await db('person').where({ account_id: one.actor.accountId }).first('name');
    const plan = await db('review_plan').first('id', 'name');
    const flows = await db('process').select('id', 'flow_name');
    await db('person').where({ account_id: one.actor.accountId }).update({ name: evil });
    await db('review_plan').where({ id: plan.id }).update({ name: evil });
    await db('process').update({ flow_name: evil });
    const lists: ListAsked[] = [
      { list: 'tasks', tab: 'todo', keyword: '' },
      { list: 'declarations', tab: 'all', keyword: '' },
      { list: 'people', state: 'all', keyword: '' },
      { list: 'entries', entity: 'experience', tab: 'all', keyword: '' },
    ];
    for (const asked of lists) {
      const text = sheetOf((await made(school(), asked)).bytes);
      expect(text.includes(`>${evil}<`), asked.list).toBe(true);
      expect(text.match(/<f[ >]|<hyperlink/), asked.list).toBeNull();
      const cells = [...text.matchAll(/<c ([^>]*[^/])>/g)].map(([, attributes = '']) => attributes);
      expect(
        cells.filter((attributes) => !/ t="(?:s|inlineStr|str)"/.test(attributes)),
        asked.list,
      ).toEqual([]);
    }
    await db('person').where({ account_id: one.actor.accountId }).update(known);
    await db('review_plan').where({ id: plan.id }).update({ name: plan.name });
    for (const { id, flow_name } of flows) await db('process').where({ id }).update({ flow_name });
  });

  it('is each body’s own: what it does not have it cannot export', async () => {
    const asked: ListAsked = { list: 'entries', entity: 'experience', tab: 'all', keyword: '' };
    expect((await refusal(order(district(), asked))).code).toBe('NOT_FOUND');
    expect((await refusal(order(road.auditors.hrss, { list: 'people', state: 'all', keyword: '' }))).code).toBe(
      'NOT_FOUND',
    );
    expect((await refusal(order(school(), { ...asked, entity: 'nothing' }))).code).toBe('NOT_FOUND');
    const empty = await refusal(order(district(), { list: 'declarations', tab: 'all', keyword: '' }));
    expect(empty.issues[0]?.message).toBe('没有符合条件的记录，不能导出。');
    const other = (await road.unit('示例市第二中学')).admins[0];
    expect((await refusal(order(other, asked))).code).toBe('REFUSED');
  });

  it('one key orders once, and the ledger says what was exported', async () => {
    const key = randomUUID();
    const asked: ListAsked = { list: 'tasks', tab: 'todo', keyword: '' };
    const { id } = await order(school(), asked, key);
    expect(await order(school(), asked, key)).toEqual({ id });
    await runDueJobs({ url: road.url, tasks: jobTasks(road.core), log: () => undefined });
    const event = await road.core.db('ledger_event').where({ subject_id: id, action: 'made' }).first('data');
    expect(event.data).toMatchObject({ kind: 'list', list: 'tasks' });
  });
});
