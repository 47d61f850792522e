import { randomUUID } from 'node:crypto';
import { runDueJobs, enqueue } from '@zhicheng/jobs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { roadForTest, type Applicant, type Road } from '../declarations/test-world.ts';
import { sweepOrphanFiles } from '../files/sweep-orphans.ts';
import { EXPERIENCE } from '../library/test-world.ts';
import { jobTasks } from '../worker.ts';

let road: Road;
let teacher: Applicant;
let me: Actor;

beforeAll(async () => {
  road = await roadForTest();
  teacher = await road.applicant('示例一');
  me = teacher.actor;
});
afterAll(() => road.drop());

const NEW = 'library/experience/new';
const drafts = (actor: Actor = me) => road.as(actor).drafts;
const keep = (record: string, baseVersion: number | null, raw: object, revision: string | null = null, actor = me) =>
  drafts(actor).keep({ record, baseVersion, revision, raw: { ...raw } });
const drop = async (record: string, actor = me) => {
  const found = await drafts(actor).read({ record });
  if (found) await drafts(actor).discard({ record, revision: found.revision });
};
const draftRows = () => road.core.db('draft').count();

describe('text that is not saved yet', () => {
  it('is there on the next visit, from any device, and is no record', async () => {
    const before = await road.as(me).library.list({ entity: 'experience', tab: 'all' });
    const { savedAt } = await keep(NEW, null, { unit: '写了一半' });
    expect(await drafts().read({ record: NEW })).toMatchObject({
      raw: { unit: '写了一半' },
      baseVersion: null,
      savedAt,
    });
    expect(await road.as(me).library.list({ entity: 'experience', tab: 'all' })).toEqual(before);
    await drop(NEW);
    expect(await drafts().read({ record: NEW })).toBeNull();
  });

  it('of a record leaves the record as it is', async () => {
    const { id, version } = await road.save(me);
    const before = await road.get(me, id);
    await keep(`library/experience/${id}`, version, { ...EXPERIENCE, position: '校长' });
    expect(await road.get(me, id)).toEqual(before);
  });

  it('is written over only by who knows it: a second window is told', async () => {
    const first = await keep(NEW, null, { unit: '甲' });
    await expect(keep(NEW, null, { unit: '乙' })).rejects.toMatchObject({
      code: 'CONFLICT',
      cause: { issues: [{ code: 'draftMoved' }] },
    });
    const second = await keep(NEW, null, { unit: '丙' }, first.revision);
    await expect(keep(NEW, null, { unit: '丁' }, first.revision)).rejects.toMatchObject({ code: 'CONFLICT' });
    // An old window that forgets its own text does not take the newer one along.
    expect(await drafts().discard({ record: NEW, revision: first.revision })).toEqual({ discarded: false });
    expect(await drafts().read({ record: NEW })).toMatchObject({ raw: { unit: '丙' }, revision: second.revision });
    await drop(NEW);
  });

  it('two windows that begin at once: one is kept, the other told', async () => {
    const both = await Promise.allSettled([keep(NEW, null, { unit: '甲' }), keep(NEW, null, { unit: '乙' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await drop(NEW);
  });

  it('typed over a version that is no longer the last is refused, and says so', async () => {
    const { id, version } = await road.save(me);
    await road.as(me).library.save({ entity: 'experience', id, expectedVersion: version, raw: EXPERIENCE });
    await expect(keep(`library/experience/${id}`, version, { unit: '旧' })).rejects.toMatchObject({
      code: 'CONFLICT',
      cause: { issues: [{ code: 'recordMoved' }] },
    });
  });

  it('is nobody else’s, whatever the form', async () => {
    const stranger = await road.person('示例外人');
    const { id, version } = await road.save(me);
    const declarationId = await road.declare(me, await road.plan({ year: 2081 }));
    for (const record of [`library/experience/${id}`, `declarations/${declarationId}`]) {
      await expect(keep(record, version, {}, null, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(drafts(stranger).read({ record })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    await keep(NEW, null, { unit: '我的' });
    expect(await drafts(stranger).read({ record: NEW })).toBeNull();
    await drop(NEW);
  });

  it.each(['', 'library/nothing/new', 'library/experience/x', '../me', 'plans/1', `task/${randomUUID()}`])(
    'is not kept for a form that does not exist: %j',
    async (record) => {
      const before = await draftRows();
      await expect(keep(record, null, {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await draftRows()).toEqual(before);
    },
  );

  it('too long to be typed is refused in words', async () => {
    await expect(keep(NEW, null, { unit: '长'.repeat(200_000) })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: '内容太多，没有自动保存，已留在本机。请点“保存”。',
    });
  });

  it('of the profile and of the unit goes by their versions', async () => {
    const { version } = await road.as(me).identity.profile();
    await keep('me', version, { mobile: '1' });
    await expect(keep('me', version - 1, { mobile: '2' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(keep('register', null, {})).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    const admin = road.school.admins[0];
    const unit = await road.as(admin).organisations.mine();
    await keep('unit', unit.version, { address: 'x' }, null, admin);
    await expect(keep('unit', unit.version, {}, null, me)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('an old tab and what was submitted meanwhile', () => {
  it('[SM-DECL.04] its text never reaches a submitted declaration, neither kept nor saved', async () => {
    const id = await road.declare(me, await road.plan({ year: 2082 }));
    await road.fill(teacher, id);
    const version = await road.version(me, id);
    const record = `declarations/${id}`;
    const { revision } = await keep(record, version, { 'form:profile': { birthplace: '旧标签页' } });
    await road.submit(me, id);
    const submitted = await road.core.db('declaration').where({ id }).first();
    const forms = await road.core.db('declaration_form').where({ declaration_id: id }).orderBy('section');
    for (const baseVersion of [version, submitted.version])
      await expect(keep(record, baseVersion, { 'form:profile': {} }, revision)).rejects.toMatchObject({
        code: 'PRECONDITION_FAILED',
        message: '这份内容已提交或已办结，不能再改。',
      });
    const save = { id, section: 'profile', raw: {}, expectedVersion: version };
    await expect(road.as(me).declarations.saveForm(save)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await road.core.db('declaration').where({ id }).first()).toEqual(submitted);
    expect(await road.core.db('declaration_form').where({ declaration_id: id }).orderBy('section')).toEqual(forms);
    // What was kept before stays out of sight, and goes when it is discarded.
    expect(await drafts().read({ record })).toBeNull();
    expect(await drafts().discard({ record, revision })).toEqual({ discarded: true });
  });

  it('the same for a library entry under audit', async () => {
    const { id, version } = await road.saveAndSubmit(me);
    await expect(keep(`library/experience/${id}`, version, {})).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
  });

  it('the opinion on a case is kept until the case is decided', async () => {
    const id = await road.submitted(teacher, await road.plan({ year: 2083 }));
    const record = `task/${await road.task(id)}`;
    const { school, district } = road.auditors;
    await keep(record, null, { opinions: { return: '写了一半' } }, null, school);
    await expect(keep(record, null, {}, null, district)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await road.decideDeclaration(school, id, 'pass');
    await expect(keep(record, null, {}, null, school)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect(await drafts(school).read({ record })).toBeNull();
  });
});

describe('what unsaved text holds', () => {
  const exists = async (id: string) => (await road.core.db('file').where({ id }).first('id')) !== undefined;
  const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000);
  const run = async (name: string) => {
    await enqueue(road.core.db, name);
    await runDueJobs({ url: road.url, tasks: jobTasks(road.core) });
  };
  const text = (id: string) => ({ evidence: [{ id, name: '证明.pdf', bytes: 1 }] });

  it('its own files outlive the daily sweep; a foreign one is not held', async () => {
    const [own, lone] = [await road.upload(me), await road.upload(me)];
    const foreign = await road.upload(road.school.admins[0]);
    const { revision } = await keep(NEW, null, { ...text(own.id), other: text(foreign.id) });
    await road.setNow(inDays(2));
    await sweepOrphanFiles({ core: road.core });
    expect(await Promise.all([own, lone, foreign].map(({ id }) => exists(id)))).toEqual([true, false, false]);
    await drafts().discard({ record: NEW, revision });
    await sweepOrphanFiles({ core: road.core });
    expect(await exists(own.id)).toBe(false);
    await road.setNow(null);
  });

  it('goes after 30 days, its files with it', async () => {
    const { id } = await road.upload(me);
    await keep(NEW, null, text(id));
    await road.setNow(inDays(29));
    await run('sweep-drafts');
    expect(await drafts().read({ record: NEW })).not.toBeNull();
    await road.setNow(inDays(31));
    await run('sweep-drafts');
    await sweepOrphanFiles({ core: road.core });
    await road.setNow(null);
    expect(await drafts().read({ record: NEW })).toBeNull();
    expect(await exists(id)).toBe(false);
  });

  it('keys of old forms go after 30 days, newer ones still answer', async () => {
    const key = randomUUID();
    const input = { entity: 'experience', raw: EXPERIENCE, idempotencyKey: key };
    const { id } = await road.as(me).library.save(input);
    await run('sweep-idempotency-keys');
    expect(await road.as(me).library.save(input)).toMatchObject({ id });
    await road.setNow(inDays(31));
    await run('sweep-idempotency-keys');
    await road.setNow(null);
    expect(await road.core.db('idempotency_key').where({ key }).first()).toBeUndefined();
  });
});
