import { appendEvent, type CoreApp } from '@zhicheng/core';

/** A submission that is stopped in its middle. */
export interface Hold {
  /** Whether somebody waits for it now: that submission has begun and cannot end. */
  isAwaited(): Promise<boolean>;
  /** Undone, as if it had never been. */
  release(): Promise<void>;
}

/**
 * Stops the next change of a declaration where it writes the ledger: after its state, before its end. The event that
 * is in the way is never committed.
 */
export async function holdDeclaration(app: CoreApp, declarationId: string): Promise<Hold> {
  const trx = await app.core.db.transaction();
  const subject = { subjectKind: 'declaration', subjectId: declarationId } as const;
  await appendEvent(trx, { ...subject, action: 'held', actor: null });
  const { rows } = await trx.raw('select pg_backend_pid() as pid');
  return {
    async isAwaited() {
      const waiting = await app.core.db.raw(
        'select 1 from pg_stat_activity where ? = any(pg_blocking_pids(pid)) limit 1',
        [rows[0].pid],
      );
      return waiting.rows.length > 0;
    },
    release: async () => {
      await trx.rollback();
    },
  };
}
