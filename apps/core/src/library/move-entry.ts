import { transaction, type Transaction } from '@zhicheng/database';
import { libraryFlow } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { isId } from '../ids.ts';
import { move, type Moved } from './submit-entry.ts';

export interface MoveEntry {
  readonly core: Core;
  readonly actor: Actor;
  readonly id: string;
  readonly expectedVersion: number;
}

/** 撤回 (SM-LIB.04, .05): back to 编辑中; an audit that runs ends. REFUSED while something holds the entry (AH-07.13). */
export const withdrawEntry = (request: MoveEntry): Promise<Moved> => take(request, 'withdraw', COUNTS_NO_MORE);

/** 调整 (SM-LIB.06, AH-07.14): an approved entry of an adjustable entity becomes editable and must be audited again. */
export const adjustEntry = (request: MoveEntry): Promise<Moved> => take(request, 'adjust', COUNTS_NO_MORE);

/** 删除 (SM-LIB.03) of a draft or a returned entry. */
export const removeEntry = (request: MoveEntry): Promise<Moved> => take(request, 'remove', 'null');

/** What was approved counts no longer once it is taken back itself; a new version is taken back without it. */
const COUNTS_NO_MORE = "case when state = 'approved' then null else approved_revision end";

const take = (request: MoveEntry, action: string, approvedRevision: string): Promise<Moved> =>
  transaction(request.core.db, async (trx) => {
    await lockProcess(trx, request);
    return move({ ...request, trx, action, patch: { approved_revision: trx.raw(approvedRevision) } });
  });

/** An auditor locks the process before the entry; the owner does the same, or the two could wait for each other. */
async function lockProcess(trx: Transaction, { actor, id }: MoveEntry): Promise<void> {
  if (!isId(id)) return;
  await trx('process')
    .where({ kind: libraryFlow.name, subject_id: id, applicant_id: actor.accountId, state: 'running' })
    .forUpdate()
    .select('id');
}
