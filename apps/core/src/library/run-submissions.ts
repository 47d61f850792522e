import type { Actor, Core } from '../context.ts';
import { notify } from '../notifications/notify.ts';
import { finishBatch, resumeStale, workThrough, type BatchTables } from '../tasks/work-through.ts';
import type { EntryRow } from './model.ts';
import { RUN_SUBMISSIONS } from './start-submissions.ts';
import { submitIn } from './submit-entry.ts';

interface BatchRow {
  readonly id: string;
  readonly owner_id: string;
  readonly entity: string;
}

const TABLES: BatchTables = {
  ...{ batches: 'entry_batch', items: 'entry_batch_item' },
  ...{ job: RUN_SUBMISSIONS, jobKey: (id) => `submissions ${id}` },
};
type Item = { readonly ordinal: number; readonly entry_id: string };

/** Submits what was ticked; a refusal stays with its entry. */
export async function runSubmissions({ core, batchId }: { core: Core; batchId: string }): Promise<void> {
  const { db } = core;
  const batch: BatchRow | undefined = await db('entry_batch').where({ id: batchId }).whereNull('finished_at').first();
  if (!batch) return;
  const actor = await ownerOf(core, batch);
  await workThrough<Item>({
    ...{ db, tables: TABLES, batchId, broken: '系统没有办成这一条，请单独提交。' },
    async act(trx, { entry_id: id }) {
      const row = await trx<EntryRow>('library_entry').where({ id, owner_id: actor.accountId }).first('version');
      if (row) await submitIn({ core, trx, actor, id, expectedVersion: row.version });
    },
  });
  await finish(core, batch);
}

async function ownerOf({ db }: Core, { owner_id }: BatchRow): Promise<Actor> {
  const account = await db('account').where({ id: owner_id }).first('display_name');
  const name = String(account?.display_name ?? '');
  return { accountId: owner_id, assignmentId: '', role: 'applicant', organisationId: null, name };
}

/** Told once, by whoever finds none left. */
const finish = (core: Core, batch: BatchRow): Promise<void> =>
  finishBatch({
    ...{ db: core.db, tables: TABLES, batchId: batch.id },
    told: (trx, { done, failed }) =>
      notify({
        ...{ trx, accountId: batch.owner_id, kind: 'submitted', link: `/library/${batch.entity}` },
        text: `${core.series.entity(batch.entity).label}批量提交已办完：提交 ${done} 条${failed > 0 ? `，${failed} 条没有提交，请查看原因` : ''}。`,
      }),
  });

export const resumeSubmissions = ({ core }: { core: Core }): Promise<void> => resumeStale(core.db, TABLES);
