import { randomUUID } from 'node:crypto';
import { unzip } from '@zhicheng/documents/testing';
import { runDueJobs } from '@zhicheng/jobs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { inDays, roadForTest, type Applicant, type Road } from '../declarations/test-world.ts';
import { endAssignment } from '../identity/grant-assignment.ts';
import { reviewFormDocx } from '../declarations/review-form.ts';
import { refusal } from '../organisations/test-world.ts';
import { jobTasks } from '../worker.ts';
import { openDocument } from './open-document.ts';
import { reviewFormFiles } from './review-form-archive.ts';
import { resumeOrders, runOrder, sweepDocuments } from './run-order.ts';
import { namePart } from './safe-name.ts';

let road: Road;
let planId: string;
let one: Applicant;
let two: Applicant;
let first: string;

beforeAll(async () => {
  road = await roadForTest();
  planId = await road.plan();
  one = await road.applicant('示例一');
  two = await road.applicant('示例/二');
  first = await road.submitted(one, planId);
  await road.submitted(two, planId);
  await road.walk(first, ['school']);
  // Begun, not submitted.
  const three = await road.applicant('示例三');
  await road.declare(three.actor, planId);
});
afterAll(() => road.drop());

const orders = (actor: Actor) => road.as(actor).documentOrders;
const order = (actor: Actor, key: string = randomUUID()) => orders(actor).orderForms({ planId, idempotencyKey: key });
const work = () => runDueJobs({ url: road.url, tasks: jobTasks(road.core), log: () => undefined });
const made = async (actor: Actor) => {
  const { id } = await order(actor);
  await work();
  return id;
};

async function bytesOf(actor: Actor, id: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await openDocument({ core: road.core, actor, id })).stream) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}
const textOf = (docx: Uint8Array | undefined) =>
  Buffer.from(unzip(docx ?? new Uint8Array())['word/document.xml'] ?? new Uint8Array()).toString('utf8');
/** Parts of a document by name, but for the moment of its print. */
const partsOf = (docx: Uint8Array): Map<string, string> =>
  new Map(
    Object.entries(unzip(docx)).map(([name, bytes]) => [
      name,
      Buffer.from(bytes)
        .toString('latin1')
        .replace(/>[\dT:.-]+Z<\/dcterms/g, '></dcterms'),
    ]),
  );
const idNumberOf = async ({ actor }: Applicant) => {
  const person = await road.core.db('person').where({ account_id: actor.accountId }).first();
  return road.core.cipher.open(person.id_number_cipher);
};

describe('review forms of a plan', () => {
  it('[AH-27.01] [AH-39.02] each body gets those that were before it, submitted ones only, under safe names', async () => {
    const school = await made(road.auditors.school);
    const numbers = await road.core.db('declaration').where({ plan_id: planId }).select('record_no', 'account_id');
    const numberOf = ({ actor }: Applicant) =>
      numbers.find(({ account_id }) => account_id === actor.accountId)?.record_no as string;
    const files = unzip(await bytesOf(road.auditors.school, school));
    const names = [`示例市第一中学-示例一-${numberOf(one)}.docx`, `示例市第一中学-示例二-${numberOf(two)}.docx`];
    expect(Object.keys(files).sort()).toEqual([...names].sort());
    const text = textOf(files[names[0] ?? '']);
    expect(text).toContain('示例一');
    expect(text).toContain(await idNumberOf(one));
    expect(text).not.toContain(await idNumberOf(two));

    const district = await made(road.auditors.district);
    expect(Object.keys(unzip(await bytesOf(road.auditors.district, district)))).toEqual([names[0]]);
  });

  it('[AH-27.01] [AH-27.05] a form of the archive is the one that is printed alone, part by part', async () => {
    const { school } = road.auditors;
    const archived = Object.values(unzip(await bytesOf(school, await made(school))));
    const { bytes } = await reviewFormDocx({ core: road.core, actor: school, id: first });
    const parts = partsOf(bytes);
    expect(parts.size).toBeGreaterThan(20);
    const same = archived.map(partsOf).filter((form) => form.get('word/footer2.xml') === parts.get('word/footer2.xml'));
    expect(same).toEqual([parts]);
  });

  it('[AH-39.02] who has seen none of the plan is told that there is none', async () => {
    expect((await refusal(order(road.auditors.convening))).code).toBe('NOT_FOUND');
    expect(await orders(road.auditors.convening).plans()).toEqual([]);
    expect(await orders(road.auditors.school).plans()).toMatchObject([{ planId, forms: 2 }]);
    expect(await orders(road.auditors.district).plans()).toMatchObject([{ planId, forms: 1 }]);
  });

  it('[AH-27.01] a batch asks the database as often for many forms as for one', async () => {
    const queriesOf = async (actor: Actor) => {
      let [queries, forms] = [0, 0];
      const listen = () => void (queries += 1);
      road.core.db.on('query', listen);
      for await (const { bytes } of reviewFormFiles(road.core, actor, planId, () => Promise.resolve()))
        forms += bytes.length > 0 ? 1 : 0;
      road.core.db.off('query', listen);
      return { queries, forms };
    };
    const [district, school] = [await queriesOf(road.auditors.district), await queriesOf(road.auditors.school)];
    expect([district.forms, school.forms]).toEqual([1, 2]);
    expect(school.queries).toBe(district.queries);
    expect(school.queries).toBeLessThanOrEqual(20);
  });

  it('[GP.95] every ID number printed leaves a trace', async () => {
    const reveals = () =>
      road.core.db('reveal_log').where({ account_id: road.auditors.district.accountId, purpose: 'reviewFormArchive' });
    const before = await reveals();
    await made(road.auditors.district);
    const after = await reveals();
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toMatchObject({ person_id: one.actor.accountId, what: 'idNumber' });
  });

  it('shows how far it is, tells when it is there, and one key orders once', async () => {
    const key = randomUUID();
    const { id } = await order(road.auditors.school, key);
    expect(await order(road.auditors.school, key)).toEqual({ id });
    expect(await orders(road.auditors.school).get({ id })).toMatchObject({ state: 'making', total: 2, done: 0 });
    expect((await refusal(openDocument({ core: road.core, actor: road.auditors.school, id }))).code).toBe('REFUSED');
    await work();
    expect(await orders(road.auditors.school).get({ id })).toMatchObject({ state: 'ready', done: 2, problem: null });
    const [message] = await road.core
      .db('notification')
      .where({ account_id: road.auditors.school.accountId, kind: 'documentOrder' })
      .orderBy('id', 'desc');
    expect(message).toMatchObject({ link: '/work/declarations/exports', text: expect.stringContaining('已生成') });
  });

  it('is of the account and the capacity that asked for it, and of nobody else', async () => {
    const id = await made(road.auditors.school);
    const { school, district } = road.auditors;
    for (const actor of [district, { ...school, role: 'department' as const }, one.actor]) {
      expect((await refusal(openDocument({ core: road.core, actor, id }))).code).toBe('NOT_FOUND');
      expect((await refusal(orders(actor).get({ id }))).code).toBe('NOT_FOUND');
    }
  });

  it('made twice at once, or after a crash, it is one file and one message', async () => {
    const messages = async () =>
      (await road.core.db('notification').where({ account_id: road.auditors.school.accountId, kind: 'documentOrder' }))
        .length;
    const before = await messages();
    const { id } = await order(road.auditors.school);
    await road.core.db.raw(
      `update document_order set touched_at = clock_timestamp() - interval '6 minutes' where id = ?`,
      [id],
    );
    await resumeOrders({ core: road.core });
    await Promise.all([runOrder({ core: road.core, orderId: id }), runOrder({ core: road.core, orderId: id }), work()]);
    await runOrder({ core: road.core, orderId: id });
    expect(await orders(road.auditors.school).get({ id })).toMatchObject({ state: 'ready' });
    const events = await road.core.db('ledger_event').where({ subject_id: id, action: 'made' });
    expect(events).toHaveLength(1);
    expect(await messages()).toBe(before + 1);
  });

  it('is given up after workers died of it three times', async () => {
    const { id } = await order(road.auditors.school);
    await road.core.db('document_order').where({ id }).update({ attempt: 3 });
    await work();
    expect(await orders(road.auditors.school).get({ id })).toMatchObject({
      state: 'failed',
      problem: '系统没有生成成功，请联系客服。',
    });
    expect((await refusal(openDocument({ core: road.core, actor: road.auditors.school, id }))).code).toBe('REFUSED');
  });

  it('three at a time are enough', async () => {
    const { school } = road.auditors;
    for (let n = 0; n < 3; n += 1) await order(school);
    expect((await refusal(order(school))).issues[0]?.message).toBe('已有 3 份文件在生成，请等其中一份完成后再试。');
    await work();
    await expect(order(school)).resolves.toHaveProperty('id');
    await work();
  });

  it('is swept after a week, unless somebody else’s file has the same bytes', async () => {
    const id = await made(road.auditors.district);
    const { hash } = await road.core.db('document_order').where({ id }).first('hash');
    await road.setNow(inDays(6));
    expect(await sweepDocuments({ core: road.core })).toBe(0);
    await road.setNow(inDays(8));
    expect(await orders(road.auditors.district).get({ id })).toMatchObject({ state: 'expired' });
    await sweepDocuments({ core: road.core });
    expect(await road.core.store.exists(hash)).toBe(false);
    expect((await refusal(openDocument({ core: road.core, actor: road.auditors.district, id }))).issues[0]?.code).toBe(
      'expired',
    );
    await road.setNow(null);
  });

  it('who lost the assignment meanwhile gets nothing', async () => {
    const { id } = await order(road.auditors.district);
    const { assignmentId } = road.auditors.district;
    await endAssignment({ core: road.core, actor: road.operator, assignmentId });
    await work();
    const row = await road.core.db('document_order').where({ id }).first();
    expect(row).toMatchObject({ hash: null, problem: '您的身份已经终止，没有生成。' });
  });
});

describe('names of files', () => {
  it.each([
    ['../../etc/passwd', 'etcpasswd'],
    ['示例\u202egpj.exe', '示例gpj exe'],
    ['  ', '未填写'],
    ['a:b*c?"<>|', 'abc'],
    ['𠮷'.repeat(60), '𠮷'.repeat(40)],
    ['CON.', 'CON'],
  ])('%j becomes %j', (text, name) => expect(namePart(text)).toBe(name));
});
