import { libraryFlow } from '@zhicheng/workflow';
import type { Decision, ProcessKind } from '../tasks/process-kind.ts';
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

/** A library entry is audited by the unit alone: one step, no 终止. `holder` is told of new versions of what it has. */
export const libraryProcessKind = (holder: PinHolder): ProcessKind => ({
  kind: libraryFlow.name,
  terminable: false,
  next: async () => [],
  passed: (decision) =>
    approving({ ...decision, holder, entryId: decision.process.subject_id }, () =>
      move(decision, 'pass', { approved_revision: decision.trx.ref('revision') }),
    ),
  returned: (decision) => move(decision, 'return'),
  reopened: (decision) => move(decision, 'reopen', { approved_revision: null }),
});
