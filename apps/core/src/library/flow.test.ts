import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { DomainError } from '../errors.ts';
import { EXPERIENCE, worldForTest, type Unit, type World } from './test-world.ts';

let world: World;
let unit: Unit;
let owner: Actor;

beforeAll(async () => {
  world = await worldForTest();
  unit = await world.unit('示例市第一中学');
  owner = await world.person('示例一');
  await world.bind(owner, unit);
});
afterAll(() => world.drop());

const library = () => world.as(owner).library;
/** The refusal behind a rejected call. */
const refusal = async (call: Promise<unknown>): Promise<DomainError> => {
  const error = await call.then(
    () => undefined,
    (thrown: { cause?: unknown }) => thrown.cause,
  );
  if (!(error instanceof DomainError)) throw new Error(`no refusal: ${String(error)}`);
  return error;
};
const state = async (id: string) => (await world.get(owner, id)).state;

describe('SM-LIB, the owner', () => {
  it('[SM-LIB.01] [AH-04.08] 保存 makes a draft, with blanks and without submission date', async () => {
    const { id, version, notes } = await world.save(owner, { unit: '示例市第一中学' });
    expect({ version, notes }).toEqual({ version: 1, notes: [] });
    expect(await world.get(owner, id)).toMatchObject({
      state: 'draft',
      stateLabel: '编辑中',
      submittedAt: null,
      data: { unit: '示例市第一中学' },
    });
  });

  it('[GP.88] 保存 refuses wrong values with the path of each field', async () => {
    const wrong = { unit: 'x'.repeat(101), period: { from: '2024-02-30', to: null } };
    const error = await refusal(world.save(owner, wrong));
    expect(error.code).toBe('INVALID');
    expect(error.issues.map(({ path }) => path)).toEqual(['unit', 'period']);
  });

  it('[GP.88] [AH-02.21] 提交 from the form refuses blanks and saves nothing then', async () => {
    const before = await library().list({ entity: 'experience' });
    const error = await refusal(world.saveAndSubmit(owner, { unit: '示例市第一中学' }));
    expect(error.code).toBe('INVALID');
    expect(error.issues.map(({ path, code }) => [path, code])).toEqual([
      ['period', 'blank'],
      ['specialty', 'blank'],
      ['position', 'blank'],
    ]);
    expect((await library().list({ entity: 'experience' })).total).toBe(before.total);
  });

  it('[SM-LIB.02] 提交 hands a draft to the unit as a task', async () => {
    const { id, version } = await world.save(owner);
    const moved = await library().submit({ id, expectedVersion: version });
    expect(moved).toMatchObject({ id, state: 'inAudit' });
    const { rows } = await world.as(unit.admins[0]).tasks.list({ tab: 'todo', keyword: '示例一提交工作经历' });
    expect(rows).toContainEqual(expect.objectContaining({ flowType: '业绩个人工作经历情况', stateLabel: '审核中' }));
  });

  it('[SM-LIB.02] a saved draft with blanks is refused, all of them at once and where to mend them', async () => {
    const { id, version } = await world.save(owner, { unit: '示例市第一中学' });
    const error = await refusal(library().submit({ id, expectedVersion: version }));
    expect(error.code).toBe('REFUSED');
    expect(error.issues).toHaveLength(3);
    expect(error.issues[0]).toMatchObject({ path: 'period', mendAt: `/library/experience/${id}` });
  });

  it('[SM-LIB.03] a draft is changed and removed; what is removed is gone from every list', async () => {
    const { id, version } = await world.save(owner);
    const changed = await library().save({
      entity: 'experience',
      id,
      expectedVersion: version,
      raw: { ...EXPERIENCE, position: '教研组长' },
    });
    expect(await world.get(owner, id)).toMatchObject({ revision: 1, data: { position: '教研组长' } });
    await library().remove({ id, expectedVersion: changed.version });
    expect((await refusal(world.get(owner, id))).code).toBe('NOT_FOUND');
    expect((await library().list({ entity: 'experience', size: 100 })).rows.map((row) => row.id)).not.toContain(id);
    expect((await refusal(library().submit({ id, expectedVersion: changed.version + 1 }))).code).toBe('NOT_FOUND');
  });

  it('[SM-LIB.04] 撤回 under audit takes the task from the unit', async () => {
    const { id, version } = await world.saveAndSubmit(owner);
    const admin = world.as(unit.admins[0]);
    const before = (await admin.tasks.counts()).todo;
    await library().withdraw({ id, expectedVersion: version });
    expect(await world.get(owner, id)).toMatchObject({
      state: 'draft',
      can: { edit: { allowed: true }, submit: { allowed: true } },
    });
    expect((await admin.tasks.counts()).todo).toBe(before - 1);
  });

  it('[SM-LIB.05] [AH-07.12] 撤回 after approval; the change is a revision of its own and needs a new audit', async () => {
    const { id, version } = await world.approved(owner, unit);
    const withdrawn = await library().withdraw({ id, expectedVersion: version });
    const raw = { ...EXPERIENCE, position: '年级组长' };
    const saved = await library().saveAndSubmit({ entity: 'experience', id, expectedVersion: withdrawn.version, raw });
    expect(await world.get(owner, id)).toMatchObject({ state: 'inAudit', revision: 2 });
    await world.decide(unit.admins[0], id, 'pass');
    const view = await world.get(owner, id);
    expect(view).toMatchObject({ state: 'approved', version: saved.version + 1 });
    expect(view.log.map(({ round, state: outcome }) => [round, outcome])).toEqual([
      [1, 'passed'],
      [2, 'passed'],
    ]);
  });

  it('[SM-LIB.06] 调整 is refused for what is not adjustable', async () => {
    const { id, version } = await world.approved(owner, unit);
    const error = await refusal(library().adjust({ id, expectedVersion: version }));
    expect([error.code, error.message]).toEqual(['REFUSED', '工作经历不能调整，请使用“撤回”。']);
  });

  it('[AH-07.09] what a state does not have is a conflict that names the state', async () => {
    const { id, version } = await world.saveAndSubmit(owner);
    const edit = await refusal(library().save({ entity: 'experience', id, expectedVersion: version, raw: EXPERIENCE }));
    expect([edit.code, edit.message]).toEqual(['CONFLICT', '现在是“审核中”，不能修改。请先撤回。']);
    for (const act of [library().remove, library().adjust, library().submit])
      expect((await refusal(act({ id, expectedVersion: version }))).code).toBe('CONFLICT');
    expect(await state(id)).toBe('inAudit');
  });
});

describe('SM-LIB, the unit', () => {
  it('[SM-LIB.07] 通过 makes it usable and tells the owner', async () => {
    const { id } = await world.approved(owner, unit);
    expect(await state(id)).toBe('approved');
    const note = await world.core
      .db('notification')
      .where({ account_id: owner.accountId, link: `/library/experience/${id}` })
      .first();
    expect(note).toMatchObject({ kind: 'entryPassed', text: '工作经历已审核通过，可以导入申报。' });
  });

  it('[SM-LIB.08] [AH-31.09] [MS.36] 退回 needs an opinion', async () => {
    const { id } = await world.saveAndSubmit(owner);
    const error = await refusal(world.decide(unit.admins[0], id, 'return', '  '));
    expect(error).toMatchObject({ code: 'INVALID', message: '请写明哪里需要改。需一次性告知退回意见。' });
    expect(await state(id)).toBe('inAudit');
  });

  it('[SM-LIB.08] [GP.64] what came back shows the opinion and may be changed, submitted again or removed', async () => {
    const { id } = await world.saveAndSubmit(owner);
    await world.decide(unit.admins[0], id, 'return', '缺少聘书。');
    const view = await world.get(owner, id);
    expect(view).toMatchObject({
      state: 'returned',
      returnReason: '缺少聘书。',
      can: {
        edit: { allowed: true },
        submit: { allowed: true },
        remove: { allowed: true },
        withdraw: { allowed: false },
      },
    });
    const raw = { ...EXPERIENCE, position: '班主任' };
    const saved = await library().save({ entity: 'experience', id, expectedVersion: view.version, raw });
    expect(await world.get(owner, id)).toMatchObject({ state: 'returned', returnReason: '缺少聘书。', revision: 2 });
    const again = await library().submit({ id, expectedVersion: saved.version });
    await world.decide(unit.admins[0], id, 'return', '仍缺聘书。');
    expect(await world.get(owner, id)).toMatchObject({ returnReason: '仍缺聘书。' });
    await library().remove({ id, expectedVersion: again.version + 1 });
  });

  it('[SM-LIB.09] [AH-32.11] [AH-07.15] the unit takes its pass back and returns the entry', async () => {
    const { id } = await world.approved(owner, unit);
    const admin = world.as(unit.admins[0]);
    const { stepId } = (await world.get(owner, id)).log[0] ?? { stepId: '' };
    expect(await admin.tasks.withdraw({ stepId })).toEqual({ message: '已成功撤回 此流程审核!' });
    expect(await state(id)).toBe('inAudit');
    const { rows } = await admin.library.unitList({ entity: 'experience', tab: 'inAudit' });
    expect(rows.find((row) => row.id === id)?.openTaskId).not.toBeNull();
    await world.decide(unit.admins[0], id, 'return', '撤回后退回。');
    expect(await world.get(owner, id)).toMatchObject({ state: 'returned', returnReason: '撤回后退回。' });
  });

  it('[SM-LIB.07] [AH-32.10] with several administrators a library audit must be claimed', async () => {
    const shared = await world.unit('示例医院');
    const person = await world.person('示例三');
    await world.bind(person, shared);
    const colleague = await world.colleague(shared);
    const { id } = await world.saveAndSubmit(person);
    expect((await refusal(world.decide(shared.admins[0], id, 'pass'))).code).toBe('REFUSED');
    const { rows } = await world.as(shared.admins[0]).library.unitList({ entity: 'experience' });
    await world.as(shared.admins[0]).tasks.claim({ taskId: rows[0]?.openTaskId ?? '' });
    expect((await refusal(world.decide(colleague, id, 'pass'))).code).toBe('CONFLICT');
    await world.decide(shared.admins[0], id, 'pass');
    expect((await world.get(person, id)).state).toBe('approved');
  });

  it('[AH-39.01] [AH-31.08] 终止 does not exist for an entry', async () => {
    const { id } = await world.saveAndSubmit(owner);
    const { rows } = await world
      .as(unit.admins[0])
      .library.unitList({ entity: 'experience', tab: 'inAudit', size: 100 });
    const taskId = rows.find((row) => row.id === id)?.openTaskId ?? '';
    const error = await refusal(world.as(unit.admins[0]).tasks.decide({ taskId, decision: 'terminate', opinion: 'x' }));
    expect(error.code).toBe('REFUSED');
  });
});

describe('binding', () => {
  it('[AH-03.05] [AH-03.06] [MS.02] [GP.13] [GP.83] without a unit: drafts yes, submitting no, with reason and remedy', async () => {
    const unbound = await world.person('示例四');
    const { id, version } = await world.save(unbound);
    const error = await refusal(world.as(unbound).library.submit({ id, expectedVersion: version }));
    expect(error).toMatchObject({ code: 'REFUSED', issues: [{ code: 'NOT_BOUND', mendAt: '/me/unit' }] });
    expect(error.message).toBe('还没有绑定工作单位，可以先录入，暂不能提交。到“个人中心”点“变更单位”。');
    expect((await world.get(unbound, id)).can.submit).toEqual({ allowed: false, why: error.message });
    expect((await refusal(world.saveAndSubmit(unbound))).code).toBe('REFUSED');
    expect((await world.as(unbound).library.list({ entity: 'experience' })).total).toBe(1);
  });

  it('[AH-37.03] a unit that cannot audit takes no entries', async () => {
    const person = await world.person('示例五');
    const department = await world.builtin('示例区教育局', ['department']);
    await world.bind(person, { id: '', name: '', admins: [department] });
    const error = await refusal(world.saveAndSubmit(person));
    expect(error.issues).toMatchObject([{ code: 'unitCannotAudit' }]);
  });
});

describe('exactly once', () => {
  it('a double click on 保存 makes one entry', async () => {
    const call = { entity: 'experience', raw: EXPERIENCE, idempotencyKey: randomUUID() };
    const before = (await library().list({ entity: 'experience' })).total;
    const [first, second] = await Promise.all([library().save(call), library().save(call)]);
    expect(second).toEqual(first);
    expect((await library().list({ entity: 'experience' })).total).toBe(before + 1);
  });

  it('a double click on 提交 submits once', async () => {
    const { id, version } = await world.save(owner);
    const call = { id, expectedVersion: version, idempotencyKey: randomUUID() };
    const [first, second] = await Promise.all([library().submit(call), library().submit(call)]);
    expect(second).toEqual(first);
    expect(await world.core.db('process').where({ subject_id: id })).toHaveLength(1);
  });

  it('of two changes from one version the second is a conflict and loses nothing', async () => {
    const { id, version } = await world.save(owner);
    const change = (position: string) =>
      library().save({ entity: 'experience', id, expectedVersion: version, raw: { ...EXPERIENCE, position } });
    const results = await Promise.allSettled([change('甲'), change('乙')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await refusal(change('丙'))).code).toBe('CONFLICT');
    expect((await world.get(owner, id)).version).toBe(version + 1);
  });

  it('withdrawing while the unit decides ends in one of the two, never both', async () => {
    const { id, version } = await world.saveAndSubmit(owner);
    const results = await Promise.allSettled([
      library().withdraw({ id, expectedVersion: version }),
      world.decide(unit.admins[0], id, 'return', '退回。'),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(['draft', 'returned']).toContain(await state(id));
  });
});

describe('foreign access', () => {
  it('[AH-39.01] another person, a colleague or an administrator finds nothing to touch', async () => {
    const { id, version } = await world.save(owner);
    const other = await world.person('示例六');
    await world.bind(other, unit);
    const foreign = world.as(other).library;
    const calls = [
      () => foreign.get({ id }),
      () => foreign.save({ entity: 'experience', id, expectedVersion: version, raw: EXPERIENCE }),
      ...[foreign.submit, foreign.withdraw, foreign.adjust, foreign.remove].map(
        (act) => () => act({ id, expectedVersion: version }),
      ),
    ];
    for (const call of calls) expect((await refusal(call())).code).toBe('NOT_FOUND');
    const admin = world.as(unit.admins[0]).library;
    await expect(admin.get({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(admin.remove({ id, expectedVersion: version })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(world.as(owner).library.unitList({ entity: 'experience' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(world.as(null).library.menu()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });

  it('an entry is found under its own entity only', async () => {
    const { id, version } = await world.save(owner);
    const call = library().save({ entity: 'paper', id, expectedVersion: version, raw: {} });
    expect((await refusal(call)).code).toBe('NOT_FOUND');
    expect((await refusal(library().list({ entity: 'nothing' }))).code).toBe('NOT_FOUND');
  });
});
