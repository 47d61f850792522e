import { transaction, type Transaction } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { DRAFT_USE, releaseUses } from '../files/file-uses.ts';
import { Draft } from './model.ts';

const DAYS = 30;
const BATCH = 500;

/**
 * The text is saved, or not wanted any more. What another device typed meanwhile, under another revision, stays. Twice,
 * or for a form without a draft, does nothing.
 */
export async function discardDraft({
  core,
  actor,
  record,
  revision,
}: {
  core: Core;
  actor: Pick<Actor, 'accountId'>;
  record: string;
  revision: string;
}): Promise<{ discarded: boolean }> {
  return transaction(core.db, async (trx) => {
    const gone = await Draft.query(trx)
      .where({ account_id: actor.accountId, record, revision })
      .delete()
      .returning('id');
    await release(trx, gone);
    return { discarded: gone.length > 0 };
  });
}

/** Removes drafts that nobody has touched for 30 days. A job runs it; twice does no harm. */
export async function sweepDrafts({ core }: { core: Pick<Core, 'db'> }): Promise<number> {
  let swept = 0;
  for (;;) {
    const gone = await transaction(core.db, async (trx) => {
      const old = Draft.query(trx)
        .whereRaw('saved_at < zc_now() - make_interval(days => ?)', [DAYS])
        .limit(BATCH)
        .select('id');
      const rows = await Draft.query(trx).whereIn('id', old).delete().returning('id');
      await release(trx, rows);
      return rows.length;
    });
    swept += gone;
    if (gone < BATCH) return swept;
  }
}

const release = (trx: Transaction, drafts: readonly Pick<Draft, 'id'>[]): Promise<void> =>
  releaseUses({ trx, subjectKind: DRAFT_USE, subjectIds: drafts.map(({ id }) => id) });
