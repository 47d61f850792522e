import type { Transaction } from '@zhicheng/database';
import { libraryFlow } from '@zhicheng/workflow';
import { organisationOf } from '../context.ts';
import type { DecidedTogether, Decision, ProcessKind, Together } from '../tasks/process-kind.ts';
import { approving, type PinHolder } from './renew-pins.ts';

/** The outcome of the unit's audit is a move of the entry (SM-LIB.07..09). */
const move = async (
  { core, trx, actor, process, step, opinion }: Decision,
  action: string,
  patch: Readonly<Record<string, unknown>> = {},
): Promise<void> => {
  await core.transition({
    trx,
    flow: libraryFlow.name,
    id: process.subject_id,
    action,
    actor,
    scope: { organisation_id: step.organisation_id },
    reason: opinion,
    note: { round: process.round },
    patch,
  });
};

/** The same outcome of many entries. */
const moveTogether =
  (action: 'pass' | 'return', patchOf: (trx: Transaction) => Readonly<Record<string, unknown>> = () => ({})) =>
  ({ core, trx, actor, opinion, rounds }: DecidedTogether) =>
    core.transitionMany({
      ...{ trx, actor, flow: libraryFlow.name, action, ids: [...rounds.keys()], reason: opinion },
      scope: { organisation_id: organisationOf(actor) },
      note: (id) => ({ round: rounds.get(id) }),
      patch: patchOf(trx),
    });

/**
 * First versions are decided together. A new version of what counts already may be held by declarations, which follow or
 * are told one by one; a first one is held by nobody, as only what counts can be.
 */
const together: Together = {
  async plain({ trx, subjectIds, organisationId }) {
    const rows: { id: string }[] = await trx('library_entry as e')
      .whereRaw('e.id = any(?::uuid[])', [[...subjectIds]])
      .where({ 'e.organisation_id': organisationId, 'e.state': 'inAudit' })
      .whereNull('e.approved_revision')
      .orderBy('e.id')
      .forUpdate()
      .select('e.id');
    return new Set(rows.map(({ id }) => id));
  },
  pass: moveTogether('pass', (trx) => ({ approved_revision: trx.ref('revision') })),
  return: moveTogether('return'),
};

/** A library entry is audited by the unit alone: one step, no 终止. `holder` is told of new versions of what it has. */
export const libraryProcessKind = (holder: PinHolder): ProcessKind => ({
  kind: libraryFlow.name,
  terminable: false,
  next: async () => [],
  passed: (decision) =>
    approving({ ...decision, holder, entryId: decision.process.subject_id }, () =>
      move(decision, 'pass', { approved_revision: decision.trx.ref('revision') }),
    ),
  together,
  returned: (decision) => move(decision, 'return'),
  reopened: (decision) => move(decision, 'reopen', { approved_revision: null }),
});
