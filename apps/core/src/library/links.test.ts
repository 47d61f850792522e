import { transaction } from '@zhicheng/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import type { Raw } from '@zhicheng/series-kit';
import { record, work } from '@zhicheng/plugin-specimen';
import type { Actor } from '../context.ts';
import { approvedEntries, pinEntry, portions, readRevisions, releaseAll, releaseEntry } from './pins.ts';
import { worldForTest, type Unit, type World } from './test-world.ts';

let world: World;
let unit: Unit;
let owner: Actor;
let level: Raw;
let number = 0;

beforeAll(async () => {
  world = await worldForTest();
  unit = await world.unit('示例医院');
  owner = await world.person('示例一');
  await world.bind(owner, unit);
  await world.joinSeries(owner, 'specimen');
  level = await world.core.db('dictionary_item').where({ dictionary: 'publicationLevel' }).first('code', 'name');
});
afterAll(() => world.drop());

const library = () => world.as(owner).library;
const recordRaw = (changes: Raw = {}): Raw => ({ ...record.sample, level, number: `R-${(number += 1)}`, ...changes });
const workRaw = (ids: readonly string[], changes: Raw = {}): Raw => ({
  title: '样本成果',
  finishedOn: '2025-06-01',
  templated: true,
  records: ids.map((entry) => ({ entry, extra: { group: '观察组' } })),
  ...changes,
});
const approvedRecord = (changes?: Raw) => world.approved(owner, unit, recordRaw(changes), record.code);
const approvedWork = (ids: readonly string[]) => world.approved(owner, unit, workRaw(ids), work.code);
const inTransaction = <T>(run: Parameters<typeof transaction<T>>[1]) => transaction(world.core.db, run);
const pin = (entryId: string, holderId: string = randomUUID(), ownerId = owner.accountId) =>
  inTransaction((trx) => pinEntry({ trx, entryId, ownerId, holderId, holderLabel: '2026 年申报' }));

describe('links', () => {
  it('what is linked must be approved before the entry is submitted', async () => {
    const draft = await world.save(owner, recordRaw(), record.code);
    const saved = await world.save(owner, workRaw([draft.id]), work.code);
    await expect(library().submit({ id: saved.id, expectedVersion: saved.version })).rejects.toMatchObject({
      cause: {
        code: 'REFUSED',
        issues: [{ code: 'linkedNotApproved', mendAt: '/library/specimen-record' }],
      },
    });
  });

  it('links reach own entries of the right entity only', async () => {
    const stranger = await world.person('示例二');
    await world.joinSeries(stranger, 'specimen');
    const foreign = await world.save(stranger, recordRaw(), record.code);
    const other = await world.save(owner);
    for (const id of [foreign.id, other.id, randomUUID(), 'no-id'])
      await expect(world.save(owner, workRaw([id]), work.code)).rejects.toMatchObject({
        cause: {
          code: 'INVALID',
          issues: [{ code: 'link', message: '选中的样本记录已删除或不在您的业绩库中，请重新选择。' }],
        },
      });
  });

  it('[AH-14.18] the check of a row sees the linked entries and the day', async () => {
    const old = await approvedRecord({ period: { from: '2015-03-01', to: null }, openedOn: '2015-03-02' });
    await expect(world.save(owner, workRaw([old.id]), work.code)).rejects.toMatchObject({
      cause: { code: 'INVALID', issues: [{ path: 'records' }] },
    });
  });

  it('[AH-07.14] a linked entry is held by what is under audit or approved; 调整 of the latter frees it', async () => {
    const linked = await approvedRecord();
    const holder = await world.saveAndSubmit(owner, workRaw([linked.id]), work.code);
    const withdraw = () => library().withdraw({ id: linked.id, expectedVersion: linked.version });
    const message = '有 1 条样本成果用到这一条，不能直接撤回。请先撤回或调整样本成果。';
    await expect(withdraw()).rejects.toMatchObject({ cause: { code: 'REFUSED', message } });
    await world.decide(unit.admins[0], holder.id, 'pass');
    await expect(withdraw()).rejects.toMatchObject({ cause: { code: 'REFUSED', message } });
    expect((await world.get(owner, linked.id)).can.withdraw).toEqual({ allowed: false, why: message });
    const view = await world.get(owner, holder.id);
    expect(view.linked).toMatchObject([{ id: linked.id, entity: record.code, data: { number: expect.any(String) } }]);
    await library().adjust({ id: holder.id, expectedVersion: view.version });
    expect(await withdraw()).toMatchObject({ state: 'draft' });
  });

  it('[SM-LIB.06] [AH-14.09] an approved adjustable entry is adjusted, not withdrawn, and audited again', async () => {
    const { id, version } = await approvedWork([(await approvedRecord()).id]);
    expect((await world.get(owner, id)).can).toMatchObject({ adjust: { allowed: true }, withdraw: { allowed: false } });
    await expect(library().withdraw({ id, expectedVersion: version })).rejects.toMatchObject({
      cause: { code: 'REFUSED', message: '样本成果审核通过后不能撤回，请使用“调整”。' },
    });
    const adjusted = await library().adjust({ id, expectedVersion: version });
    expect(adjusted.state).toBe('draft');
    const raw = workRaw([(await approvedRecord()).id]);
    await library().saveAndSubmit({ entity: work.code, id, expectedVersion: adjusted.version, raw });
    expect(await world.get(owner, id)).toMatchObject({ state: 'inAudit', revision: 2 });
  });

  it('[AH-07.14] under audit an adjustable entry is withdrawn', async () => {
    const { id, version } = await world.saveAndSubmit(owner, workRaw([(await approvedRecord()).id]), work.code);
    expect(await library().withdraw({ id, expectedVersion: version })).toMatchObject({ state: 'draft' });
  });

  it('the unit cannot take back its audit of what another entry stands on', async () => {
    const linked = await approvedRecord();
    await approvedWork([linked.id]);
    const { stepId } = (await world.get(owner, linked.id)).log[0] ?? { stepId: '' };
    await expect(world.as(unit.admins[0]).tasks.withdraw({ stepId })).rejects.toMatchObject({
      cause: { code: 'REFUSED' },
    });
    expect((await world.get(owner, linked.id)).state).toBe('approved');
  });

  it('submitting and withdrawing what it links to at once leaves no approved entry without its links', async () => {
    const linked = await approvedRecord();
    const saved = await world.save(owner, workRaw([linked.id]), work.code);
    await Promise.allSettled([
      library().submit({ id: saved.id, expectedVersion: saved.version }),
      library().withdraw({ id: linked.id, expectedVersion: linked.version }),
    ]);
    const states = [(await world.get(owner, saved.id)).state, (await world.get(owner, linked.id)).state];
    expect([
      ['inAudit', 'approved'],
      ['draft', 'draft'],
    ]).toContainEqual(states);
  });
});

describe('pins', () => {
  it('[SM-LIB.11] [AH-07.10] only an approved entry of the owner is imported, once per declaration', async () => {
    const draft = await world.save(owner);
    await expect(pin(draft.id)).rejects.toMatchObject({ code: 'REFUSED', message: '单位还没有审核通过，暂不能导入。' });
    const { id } = await world.approved(owner, unit);
    const stranger = await world.person('示例三');
    for (const wanted of [id, randomUUID(), 'no-id'])
      await expect(pin(wanted, randomUUID(), stranger.accountId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const holder = randomUUID();
    expect(await pin(id, holder)).toEqual({ revision: 1, entity: 'experience' });
    await expect(pin(id, holder)).rejects.toMatchObject({ code: 'REFUSED', message: '已导入，不能重复。' });
  });

  it('[AH-07.13] [SM-LIB.05] [SM-LIB.12] a referenced entry cannot be withdrawn until it is removed from the declaration', async () => {
    const { id, version } = await world.approved(owner, unit);
    const holder = randomUUID();
    await pin(id, holder);
    const withdraw = () => library().withdraw({ id, expectedVersion: version });
    const message = '已导入 2026 年申报，不能直接撤回。请先在申报中“移除”，再撤回。';
    await expect(withdraw()).rejects.toMatchObject({
      cause: { code: 'REFUSED', message, issues: [{ mendAt: '/declarations' }] },
    });
    expect(await world.get(owner, id)).toMatchObject({
      state: 'approved',
      pinnedBy: [{ holderId: holder, label: '2026 年申报' }],
      can: { withdraw: { allowed: false, why: message } },
    });
    await inTransaction((trx) => releaseEntry({ trx, entryId: id, holderId: holder }));
    expect(await withdraw()).toMatchObject({ state: 'draft' });
  });

  it('[GP.15] the unit cannot take back its audit of a referenced entry', async () => {
    const { id } = await world.approved(owner, unit);
    const holder = randomUUID();
    await pin(id, holder);
    const { stepId } = (await world.get(owner, id)).log[0] ?? { stepId: '' };
    const withdraw = () => world.as(unit.admins[0]).tasks.withdraw({ stepId });
    await expect(withdraw()).rejects.toMatchObject({
      cause: {
        code: 'REFUSED',
        message: '已导入 2026 年申报，不能直接撤回审核。请先由申报人在申报中“移除”，再撤回审核。',
      },
    });
    await inTransaction((trx) => releaseAll({ trx, holderId: holder }));
    expect(await withdraw()).toEqual({ message: '已成功撤回 此流程审核!' });
  });

  it('[GP.14] an adjustable entry in a declaration is not adjusted either', async () => {
    const { id, version } = await approvedWork([(await approvedRecord()).id]);
    await pin(id);
    await expect(library().adjust({ id, expectedVersion: version })).rejects.toMatchObject({
      cause: { code: 'REFUSED' },
    });
  });

  it('pinning and withdrawing at once: one of the two', async () => {
    const { id, version } = await world.approved(owner, unit);
    const [pinned, withdrawn] = await Promise.allSettled([
      pin(id),
      library().withdraw({ id, expectedVersion: version }),
    ]);
    expect([pinned.status, withdrawn.status].sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('reading for a declaration', () => {
  it('[AH-07.10] offers approved entries only, of one entity or of all', async () => {
    const person = await world.person('示例四');
    await world.bind(person, unit);
    await world.save(person);
    const { id } = await world.approved(person, unit);
    const { core } = world;
    const ownerId = person.accountId;
    expect(await approvedEntries({ core, ownerId, entity: 'experience' })).toMatchObject([
      { id, revision: 1, data: { position: '教师' } },
    ]);
    expect(await approvedEntries({ core, ownerId })).toHaveLength(1);
    expect(await approvedEntries({ core, ownerId, entity: 'paper' })).toEqual([]);
  });

  it('reads pinned revisions with everything behind their links', async () => {
    const [first, second] = [await approvedRecord(), await approvedRecord()];
    const { id } = await approvedWork([first.id, second.id]);
    const entries = await readRevisions({ core: world.core, refs: [{ id, revision: 1 }] });
    expect(Object.keys(entries).sort()).toEqual([id, first.id, second.id].sort());
    expect(entries[id]).toMatchObject({ entity: work.code, version: 2 });
    await expect(readRevisions({ core: world.core, refs: [{ id, revision: 9 }] })).rejects.toThrow();
    expect(await readRevisions({ core: world.core, refs: [] })).toEqual({});
  });
});

describe('a form that changed', () => {
  it('reads rows of the old form in today’s words, submits them, and keeps them in the new form when saved', async () => {
    const linked = await approvedRecord();
    const { id, version } = await world.save(owner, workRaw([]), work.code);
    const old = { ...work.history?.[1], records: [{ entry: linked.id, extra: { group: '对照组' } }] };
    await world.core
      .db('library_entry_revision')
      .where({ entry_id: id })
      .update({ entity_version: 1, data: JSON.stringify(old) });
    const read = { title: '旧成果', finishedOn: '2024-05-01', parts: [] };
    const view = await world.get(owner, id);
    expect(view.data).toMatchObject(read);
    expect(view.data).not.toHaveProperty('done');
    const { rows } = await library().list({ entity: work.code, size: 100 });
    expect(rows.find((row) => row.id === id)?.data).toMatchObject(read);
    const saved = await library().save({ entity: work.code, id, expectedVersion: version, raw: view.data });
    const row = await world.core.db('library_entry_revision').where({ entry_id: id }).first();
    expect(row).toMatchObject({ revision: 1, entity_version: 2, data: read });
    await world.core
      .db('library_entry_revision')
      .where({ entry_id: id })
      .update({ entity_version: 1, data: JSON.stringify(old) });
    await library().submit({ id, expectedVersion: saved.version });
    const { rows: waiting } = await world
      .as(unit.admins[0])
      .library.unitList({ entity: work.code, tab: 'inAudit', size: 100 });
    expect(waiting.find((entry) => entry.id === id)?.data).toMatchObject(read);
  });
});

it('many are worked through in portions, each once', () => {
  const many = Array.from({ length: 1001 }, (_, index) => index);
  expect(portions(many).map(({ length }) => length)).toEqual([500, 500, 1]);
  expect(portions(many).flat()).toEqual(many);
  expect(portions([])).toEqual([]);
});
