import { transaction } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { Draft } from './model.ts';
import { standingOf } from './standing.ts';

export interface DraftDto {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly baseVersion: number | null;
  readonly revision: string;
  readonly savedAt: Date;
}

/**
 * What the actor typed into a form and did not save; null where there is nothing, or nothing that could still be saved.
 * NOT_FOUND for a record of somebody else.
 */
export const readDraft = ({
  core,
  actor,
  record,
}: {
  core: Core;
  actor: Actor;
  record: string;
}): Promise<DraftDto | null> =>
  transaction(core.db, async (trx) => {
    const { editable } = await standingOf({ core, trx, actor, record });
    const row = editable ? await Draft.query(trx).findOne({ account_id: actor.accountId, record }) : undefined;
    if (!row) return null;
    return { raw: row.raw, baseVersion: row.base_version, revision: row.revision, savedAt: row.saved_at };
  });
