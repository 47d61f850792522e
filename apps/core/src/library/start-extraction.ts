import { transaction } from '@zhicheng/database';
import { enqueue } from '@zhicheng/jobs';
import type { Actor, Core } from '../context.ts';
import { issue, notFound, refused } from '../errors.ts';
import { seesEntity } from './menu-queries.ts';

export const RUN_EXTRACTION = 'run-library-extraction';
/** Then a person is told that it did not work. */
export const ATTEMPTS = 3;

interface ExtractionRow {
  readonly id: string;
  readonly owner_id: string;
  readonly entity: string;
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly problem: string | null;
  readonly found: number | null;
  readonly added: number;
  readonly updated: number;
}

export interface ExtractionDto {
  readonly id: string;
  readonly running: boolean;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** Why nothing came of it. */
  readonly problem: string | null;
  /** Rows that the register has for this list; null until it has answered. */
  readonly found: number | null;
  readonly added: number;
  readonly updated: number;
}

/** Whether this list can be filled from a register now, and how the latest 提取 went. */
export interface ExtractionView {
  readonly sandbox: boolean;
  /** Why it cannot be asked for; null when it can. */
  readonly why: string | null;
  readonly latest: ExtractionDto | null;
}

const NOT_CONNECTED = '继续教育登记系统还没有接入，暂不能提取。可以点“新增”手工录入并上传证明。';

const registeredEntity = (core: Core, code: string) => {
  const entity = core.series.findEntity(code);
  if (!entity?.register?.read) throw notFound('登记记录');
  return entity;
};

/**
 * 提取 (AH-10.03, SM-LIB.10): asks the register in the background. While one is under way, a second press is the
 * same one. REFUSED where no register is connected; NOT_FOUND for lists that have none.
 */
export async function startExtraction({
  core,
  actor,
  entity: code,
}: {
  core: Core;
  actor: Actor;
  entity: string;
}): Promise<{ id: string }> {
  const entity = registeredEntity(core, code);
  if (!core.register) throw refused([issue('noRegister', NOT_CONNECTED)]);
  return transaction(core.db, async (trx) => {
    if (!(await seesEntity(core, trx, actor.accountId, entity))) throw notFound('登记记录');
    const own = { owner_id: actor.accountId, entity: code };
    // One after the other: of two presses at once the second finds what the first has started.
    await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`extraction:${actor.accountId}:${code}`]);
    const open = await trx<ExtractionRow>('library_extraction').where(own).whereNull('finished_at').first('id');
    if (open) return { id: open.id };
    const [{ id }] = await trx('library_extraction').insert(own).returning('id');
    await enqueue(trx, RUN_EXTRACTION, { extractionId: id }, { maxAttempts: ATTEMPTS });
    return { id };
  });
}

/** The state of 提取 of one list of the own library. One query. */
export async function extractionView({
  core,
  actor,
  entity,
}: {
  core: Core;
  actor: Actor;
  entity: string;
}): Promise<ExtractionView> {
  registeredEntity(core, entity);
  const row = await core
    .db<ExtractionRow>('library_extraction')
    .where({ owner_id: actor.accountId, entity })
    .orderBy('id', 'desc')
    .first();
  return {
    sandbox: core.register?.sandbox ?? false,
    why: core.register ? null : NOT_CONNECTED,
    latest: row
      ? {
          id: row.id,
          running: row.finished_at === null,
          startedAt: row.started_at,
          finishedAt: row.finished_at,
          problem: row.problem,
          found: row.found,
          added: row.added,
          updated: row.updated,
        }
      : null,
  };
}
