import { randomUUID } from 'node:crypto';
import { record, work } from '@zhicheng/plugin-specimen';
import { transaction, type Transaction } from '@zhicheng/database';
import type { Raw } from '@zhicheng/series-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { refusal } from '../organisations/test-world.ts';
import { openRevision } from './mend-entry.ts';
import { pinEntry, readRevisions } from './pins.ts';
import { approving, holdersOf, type NewVersion, type PinHolder } from './renew-pins.ts';
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
const approvedRecord = () => world.approved(owner, unit, recordRaw(), record.code);
const approvedWork = (ids: readonly string[]) =>
  world.approved(
    owner,
    unit,
    {
      title: '样本成果',
      finishedOn: '2025-06-01',
      templated: true,
      records: ids.map((entry) => ({ entry, extra: { group: '观察组' } })),
    },
    work.code,
  );
const inTransaction = <T>(run: (trx: Transaction) => Promise<T>) => transaction(world.core.db, run);
const pin = (entryId: string, holderId: string) =>
  inTransaction((trx) => pinEntry({ trx, entryId, ownerId: owner.accountId, holderId, holderLabel: '2026 年申报' }));
const open = (entryId: string, holderId: string) =>
  inTransaction((trx) => openRevision({ core: world.core, trx, actor: owner, entryId, holderId }));
const revision = (id: string, holderId: string, workId: string, workRevision = 1) =>
  readRevisions({ core: world.core, refs: [{ id: workId, revision: workRevision }], holderId }).then(
    (entries) => entries[id]?.data.age,
  );
const hand = async (id: string, age: number) => {
  const { version, data } = await world.get(owner, id);
  await library().saveAndSubmit({ entity: record.code, id, expectedVersion: version, raw: { ...data, age } });
};
/** Stands for the declarations: the holders that may be changed, and what they were told. */
const holderOf = (editable: readonly string[]) => {
  const told: [string, Pick<NewVersion, 'holderId' | 'from' | 'to' | 'direct'>][] = [];
  const note =
    (word: string) =>
    async ({ holderId, from, to, direct }: NewVersion) =>
      void told.push([word, { holderId, from, to, direct }]);
  const holder: PinHolder = {
    lockEditable: async (_, ids) => new Set(ids.filter((id) => editable.includes(id))),
    renewed: note('renewed'),
    kept: note('kept'),
  };
  return { holder, told };
};
/** The unit's pass, as its process makes it. */
const pass = (id: string, holder: PinHolder) =>
  inTransaction(async (trx) => {
    const actor = unit.admins[0];
    await approving({ core: world.core, trx, actor, holder, entryId: id }, async () => {
      await trx('process').where({ subject_id: id, state: 'running' }).update({ state: 'passed' });
      await world.core.transition({
        ...{ trx, flow: 'libraryEntry', id, action: 'pass', actor, scope: { organisation_id: unit.id } },
        patch: { approved_revision: trx.ref('revision') },
      });
    });
  });

describe('a new version of something behind a link', () => {
  it('[AH-07.14] opens for whoever holds what links to it, and serves that in its old version until it is approved', async () => {
    const [one, held] = [await approvedRecord(), randomUUID()];
    const paper = await approvedWork([one.id]);
    await pin(paper.id, held);
    await open(one.id, held);
    await hand(one.id, 50);
    expect(await revision(one.id, held, paper.id)).toBe(45);
    // The work that links to it stays usable and may be handed in again meanwhile.
    const { holder, told } = holderOf([held]);
    await pass(one.id, holder);
    expect(told).toEqual([['renewed', { holderId: held, from: 1, to: 2, direct: false }]]);
    expect(await revision(one.id, held, paper.id)).toBe(50);
  });

  it('[AH-07.14] stays as it was for a holder that can no longer be changed', async () => {
    const [one, open1, closed] = [await approvedRecord(), randomUUID(), randomUUID()];
    const paper = await approvedWork([one.id]);
    await pin(paper.id, open1);
    await pin(paper.id, closed);
    await open(one.id, open1);
    await hand(one.id, 51);
    const { holder, told } = holderOf([open1]);
    await pass(one.id, holder);
    expect(told.map(([word, { holderId }]) => [word, holderId]).toSorted()).toEqual(
      [
        ['renewed', open1],
        ['kept', closed],
      ].toSorted(),
    );
    expect([await revision(one.id, open1, paper.id), await revision(one.id, closed, paper.id)]).toEqual([51, 45]);
  });

  it('a new version of what links takes what its links mean now', async () => {
    const [one, two, held] = [await approvedRecord(), await approvedRecord(), randomUUID()];
    const paper = await approvedWork([one.id]);
    await pin(paper.id, held);
    await open(paper.id, held);
    const { version, data } = await world.get(owner, paper.id);
    const records = [{ entry: two.id, extra: { group: '对照组' } }];
    await library().saveAndSubmit({
      ...{ entity: work.code, id: paper.id, expectedVersion: version },
      raw: { ...data, records },
    });
    // The approved version still counts, and with it what it links to.
    const { version: now } = await world.get(owner, one.id);
    expect((await refusal(library().withdraw({ id: one.id, expectedVersion: now }))).code).toBe('REFUSED');
    await pass(paper.id, holderOf([held]).holder);
    const [found] = await inTransaction((trx) => holdersOf(trx, { id: two.id, owner_id: owner.accountId }));
    expect(found).toMatchObject({ holderId: held, pinned: paper.id, revision: 1 });
    await library().withdraw({ id: one.id, expectedVersion: now });
  });
});

describe('what is refused', () => {
  it('[AH-39.05] [GP.63] what came from a register is opened for nobody', async () => {
    const [one, held] = [await approvedRecord(), randomUUID()];
    await pin(one.id, held);
    await world.core.db('library_entry').where({ id: one.id }).update({ source: 'auto' });
    await expect(open(one.id, held)).rejects.toMatchObject({ code: 'REFUSED', issues: [{ code: 'fromRegister' }] });
  });

  it('放弃修改 where nothing was approved before', async () => {
    const { id, version } = await world.save(owner);
    const error = await refusal(library().discard({ id, expectedVersion: version }));
    expect([error.code, error.message]).toEqual(['REFUSED', '没有可以恢复的已审核版本。']);
    const approved = await world.approved(owner, unit);
    const { version: withdrawn } = await library().withdraw({ id: approved.id, expectedVersion: approved.version });
    expect((await world.get(owner, approved.id)).can.discard).toEqual({ allowed: false });
    const late = await refusal(library().discard({ id: approved.id, expectedVersion: withdrawn }));
    expect(late.code).toBe('REFUSED');
  });
});
