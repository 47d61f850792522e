import { libraryFlow } from '@zhicheng/workflow';
import type { Decision, ProcessKind } from '../tasks/process-kind.ts';

/** The outcome of the unit's audit is a move of the entry (SM-LIB.07..09). */
const move = async ({ core, trx, actor, process, step, opinion }: Decision, action: string): Promise<void> => {
  await core.transition({
    trx,
    flow: libraryFlow.name,
    id: process.subject_id,
    action,
    actor,
    scope: { organisation_id: step.organisation_id },
    reason: opinion,
    note: { round: process.round },
  });
};

/** A library entry is audited by the unit alone: one step, no 终止. */
export const libraryProcessKind: ProcessKind = {
  kind: libraryFlow.name,
  terminable: false,
  next: async () => [],
  passed: (decision) => move(decision, 'pass'),
  returned: (decision) => move(decision, 'return'),
  reopened: (decision) => move(decision, 'reopen'),
};
