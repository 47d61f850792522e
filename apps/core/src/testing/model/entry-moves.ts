import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../context.ts';
import { runBatch } from '../../tasks/run-batch.ts';
import type { Session } from './session.ts';
import { at, entriesOf, pinned, type EntryOfModel, type Intent, type Model } from './state.ts';

// Entries of the library: what their owners do, and their unit, one by one or many together.

interface Owned {
  readonly person: number;
  readonly entry: EntryOfModel;
}
const held = (m: Model, { person, entry }: Owned): boolean => at(m.people, person).entry === entry && pinned(m, person);
const ownerOf = (m: Model, { person }: Owned): Actor => at(m.people, person).actor;
const unitOf = (m: Model): Actor => at(at(m.levels, 0).auditors, 0);
const moved = (entry: EntryOfModel, state: EntryOfModel['state']): void =>
  void Object.assign(entry, { state, version: entry.version + 1 });

const takeBack = (real: Session, m: Model, one: Owned) =>
  real.as(ownerOf(m, one)).library.withdraw({ id: one.entry.id, expectedVersion: one.entry.version });

/** The owner takes the entry back. */
export function withdrawEntry(m: Model, one: Owned): Intent {
  const { entry } = one;
  const reachable = entry.state === 'approved' || entry.state === 'inAudit';
  return {
    expected: !reachable ? 'CONFLICT' : held(m, one) ? 'REFUSED' : null,
    act: (real) => takeBack(real, m, one),
    apply: () => moved(entry, 'draft'),
  };
}

export function submitEntry(m: Model, one: Owned): Intent {
  const { id, state, version } = one.entry;
  return {
    expected: state === 'draft' || state === 'returned' ? null : 'CONFLICT',
    act: (real) =>
      real.as(ownerOf(m, one)).library.submit({ id, expectedVersion: version, idempotencyKey: randomUUID() }),
    apply: () => moved(one.entry, 'inAudit'),
  };
}

/** The task of its latest audit. */
async function taskOf({ trx }: Session, { id }: EntryOfModel): Promise<string> {
  const task = await trx('task')
    .join('step', 'step.id', 'task.step_id')
    .join('process', 'process.id', 'step.process_id')
    .where({ 'process.subject_id': id })
    .orderBy([
      { column: 'process.round', order: 'desc' },
      { column: 'task.opened_at', order: 'desc' },
    ])
    .first('task.id');
  return task.id;
}

type Decision = 'pass' | 'return';
const DECIDED = { pass: 'approved', return: 'returned' } as const;
const OPINION = '起止日期与证明不符。';

const decideSingly = async (real: Session, m: Model, entry: EntryOfModel, decision: Decision) =>
  real.as(unitOf(m)).tasks.decide({ taskId: await taskOf(real, entry), decision, opinion: OPINION });

/** The unit decides its audit. */
export function decideEntry(m: Model, { entry }: Owned, decision: Decision): Intent | null {
  if (entry.state !== 'inAudit') return null;
  return {
    expected: null,
    act: (real) => decideSingly(real, m, entry, decision),
    apply: () => moved(entry, DECIDED[decision]),
  };
}

/** The unit takes its pass of the entry back: never once a declaration has it. */
export function reopenEntry(m: Model, one: Owned): Intent | null {
  const { entry } = one;
  if (entry.state !== 'approved') return null;
  return {
    expected: held(m, one) ? 'REFUSED' : null,
    async act(real) {
      const step = await real
        .trx('step')
        .join('process', 'process.id', 'step.process_id')
        .where({ 'process.subject_id': entry.id, 'step.state': 'passed' })
        .orderBy('process.round', 'desc')
        .first('step.id');
      return real.as(unitOf(m)).tasks.withdraw({ stepId: step?.id });
    },
    apply: () => moved(entry, 'inAudit'),
  };
}

export interface Batch {
  /** Which of all entries are ticked, bit by bit. */
  readonly ticked: number;
  readonly action: Decision;
  /** What becomes of the first of them between the request and the work. */
  readonly meanwhile: 'nothing' | 'withdrawn' | 'returned';
}

/** 批量通过 and 批量退回: what was decided meanwhile stays as it is, and undoes none of the others. */
export function batchOfEntries(m: Model, { ticked, action, meanwhile }: Batch): Intent | null {
  const chosen = entriesOf(m).filter((_, index) => ticked & (1 << index));
  if (chosen.length === 0) return null;
  const waiting = chosen.filter(({ entry }) => entry.state === 'inAudit');
  const [first] = waiting;
  const lost = meanwhile === 'nothing' ? undefined : first;
  const decided = waiting.filter((one) => one !== lost);
  return {
    expected: waiting.length === 0 ? 'REFUSED' : null,
    async act(real) {
      const taskIds: string[] = [];
      for (const { entry } of chosen) taskIds.push(await taskOf(real, entry));
      const unit = real.as(unitOf(m));
      const { batchId } = await unit.tasks.startBatch({
        ...{ taskIds, action, opinion: action === 'return' ? OPINION : '', idempotencyKey: randomUUID() },
      });
      if (lost && meanwhile === 'withdrawn') await takeBack(real, m, lost);
      if (lost && meanwhile === 'returned') await decideSingly(real, m, lost.entry, 'return');
      await runBatch({ core: real.core, batchId });
      const { done, failed, skipped } = await unit.tasks.batch({ batchId });
      const counts = { done: decided.length, failed: lost ? 1 : 0, skipped: chosen.length - waiting.length };
      assert.deepEqual({ done, failed, skipped }, counts, 'what the batch says of itself');
    },
    apply() {
      for (const { entry } of decided) moved(entry, DECIDED[action]);
      if (lost) moved(lost.entry, meanwhile === 'withdrawn' ? 'draft' : 'returned');
    },
  };
}
