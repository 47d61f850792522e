import { transaction } from '@zhicheng/database';
import { tableXlsx } from '@zhicheng/spreadsheets';
import type { Actor, Core } from '../context.ts';
import { listSource, type ListAsked } from './lists.ts';

/** Rows that are read, and written, at a time. */
const AT_ONCE = 2_000;
/** More than a clerk reads; asked for with a narrower filter. */
export const MOST_ROWS = 50_000;

/**
 * A list as XLSX, as it stood at one moment: every text is a text, also one that looks like a formula.
 * @param told how many rows are written
 */
export const listSheet = ({
  core,
  actor,
  asked,
  told,
}: {
  core: Core;
  actor: Actor;
  asked: ListAsked;
  told: (done: number, total: number) => Promise<void>;
}): Promise<Buffer> => {
  const { title, columns, read } = listSource(core, actor, asked);
  return transaction(
    core.db,
    async (trx) => {
      async function* rows() {
        for (let page = 1; ; page += 1) {
          const found = await read({ ...core, db: trx }, page, AT_ONCE);
          yield* found.rows;
          const done = (page - 1) * AT_ONCE + found.rows.length;
          await told(done, Math.max(done, found.total));
          if (found.rows.length < AT_ONCE || done >= MOST_ROWS) return;
        }
      }
      return tableXlsx({ title, columns, rows: rows() });
    },
    { isolationLevel: 'repeatable read' },
  );
};
