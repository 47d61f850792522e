import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { EXPERIENCE } from '../../library/test-world.ts';
import type { Stage } from '../model/session.ts';
import { at } from '../model/state.ts';
import type { Case, movesOf } from './declaration-races.ts';
import { auditor, callerOf, oneWins, type Race } from './race.ts';

interface Entry {
  readonly id: string;
  readonly version: number;
}

/** The owner takes an entry back while its unit passes it, or while a declaration imports it. */
export function libraryRaces(stage: Stage, moves: ReturnType<typeof movesOf>, one: Case): Race<Entry>[] {
  const { road } = stage;
  const { actor } = at(stage.applicants, one.person);
  const owner = callerOf(stage, actor);
  const unit = callerOf(stage, auditor(stage, 0));
  const withdraw = ({ id, version }: Entry) => owner.library.withdraw({ id, expectedVersion: version });
  const pass = async ({ id }: Entry, taskId: string) => {
    await unit.tasks.decide({ taskId, decision: 'pass', opinion: '' });
    return id;
  };
  const submitted = async (): Promise<Entry> =>
    owner.library.saveAndSubmit({ entity: 'experience', raw: EXPERIENCE, idempotencyKey: randomUUID() });
  const taskOf = async ({ id }: Entry): Promise<string> => moves.taskOf({ ...one, id });
  const remove = async ({ id }: Entry) => {
    const row = await road.core.db('library_entry').where({ id }).first('state', 'version');
    const version =
      row.state === 'draft'
        ? row.version
        : (await owner.library.withdraw({ id, expectedVersion: row.version })).version;
    await owner.library.remove({ id, expectedVersion: version });
  };
  return [
    {
      name: 'withdraw an entry against its pass',
      async prepare() {
        const entry = await submitted();
        return { ...entry, taskId: await taskOf(entry) };
      },
      acts: (entry: Entry & { taskId?: string }) => [() => withdraw(entry), () => pass(entry, entry.taskId ?? '')],
      judge: (outcomes) => oneWins(outcomes, 'CONFLICT'),
      after: remove,
    },
    {
      name: 'withdraw an entry against its import',
      async prepare() {
        const entry = await submitted();
        await pass(entry, await taskOf(entry));
        return { ...entry, version: entry.version + 1 };
      },
      acts: (entry) => [
        () => withdraw(entry),
        async () =>
          owner.declarations.importEntries({
            ...{ id: one.id, section: 'experiences', entryIds: [entry.id], expectedVersion: await moves.version(one) },
          }),
      ],
      async judge(outcomes, { id }) {
        oneWins(outcomes, 'REFUSED', 'CONFLICT');
        const pins = await road.core.db('library_pin').where({ entry_id: id });
        const { state } = await road.core.db('library_entry').where({ id }).first('state');
        assert.equal(pins.length, state === 'approved' ? 1 : 0, 'pins');
      },
      async after(entry) {
        const request = { id: one.id, section: 'experiences', entryId: entry.id };
        await owner.declarations.removePick({ ...request, expectedVersion: await moves.version(one) });
        await remove(entry);
      },
    },
  ];
}
