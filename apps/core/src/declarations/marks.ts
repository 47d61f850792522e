import type { Database, Transaction } from '@zhicheng/database';
import { transaction } from '@zhicheng/database';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { conflict, invalid, issue, notFound, refused } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { pinnedPlan } from '../plans/queries.ts';
import { NODE_LABEL } from '../tasks/labels.ts';
import type { Decision } from '../tasks/process-kind.ts';
import { processInScope, taskInScope } from '../tasks/queries.ts';
import { viewTask } from '../tasks/task-view.ts';
import { frozen } from './frozen-dossier.ts';
import { labelOfPlace, type Place } from './mark-places.ts';
import type { DeclarationRow } from './model.ts';

export interface MarkRow {
  readonly id: string;
  readonly declaration_id: string;
  readonly round: number;
  readonly step_id: string;
  readonly section: string;
  readonly entry_id: string | null;
  readonly path: string | null;
  readonly file_id: string | null;
  readonly label: string;
  readonly reason: string;
  readonly answer: string | null;
  readonly resolved: 'changed' | 'explained' | null;
}
export const placeOf = ({ section, entry_id, path, file_id }: MarkRow): Place => ({
  ...{ section, entryId: entry_id, path, fileId: file_id },
});

/** A mark as auditors see it. */
export interface MarkDto extends Place {
  readonly id: string;
  readonly round: number;
  readonly label: string;
  readonly reason: string;
  readonly by: string;
  readonly nodeLabel: string;
  /** What the person wrote where he changed nothing. */
  readonly answer: string | null;
  /** How it was dealt with at resubmission; null: it has not been handed in again. */
  readonly resolved: 'changed' | 'explained' | null;
}
export interface AuditMarks {
  /** Of the step that is open at the actor's organisation, not sent yet: every colleague sees them. */
  readonly drafts: readonly MarkDto[];
  /** Sent with a return, of this round and those before. */
  readonly earlier: readonly MarkDto[];
}

const MARKABLE = 100;

const rowsOf = (db: Database | Transaction) =>
  db('declaration_mark')
    .join('step', 'step.id', 'declaration_mark.step_id')
    .join('organisation', 'organisation.id', 'step.organisation_id')
    .orderBy(['declaration_mark.round', 'declaration_mark.created_at', 'declaration_mark.id'])
    .select('declaration_mark.*', 'step.node', 'organisation.name as by');

export const toMark = (row: MarkRow & { node: keyof typeof NODE_LABEL; by: string }): MarkDto => ({
  ...placeOf(row),
  ...{ id: row.id, round: row.round, label: row.label, reason: row.reason, answer: row.answer, resolved: row.resolved },
  ...{ by: row.by, nodeLabel: NODE_LABEL[row.node] },
});

/** Marks that an auditor of this process may read; NOT_FOUND outside his organisation. */
export async function auditMarks({
  core,
  actor,
  processId,
}: {
  core: Core;
  actor: Actor;
  processId: string;
}): Promise<AuditMarks> {
  const process = await processInScope({ core, actor, processId });
  const drafts = await rowsOf(core.db)
    .where({ 'step.process_id': processId, 'step.state': 'open' })
    .where({ 'step.organisation_id': organisationOf(actor), 'step.node': actor.role });
  const earlier = await rowsOf(core.db)
    .where({ declaration_id: process.subject_id })
    .where('declaration_mark.round', '<=', process.round)
    .whereNotNull('sent_at');
  return { drafts: drafts.map(toMark), earlier: earlier.map(toMark) };
}

/**
 * Marks places of the declaration before the auditor with one reason; a place marked again gets the new one.
 * INVALID for a place that the frozen dossier does not have, REFUSED where the case is not his to decide.
 */
export async function markPlaces({
  core,
  actor,
  taskId,
  places,
  reason,
}: {
  core: Core;
  actor: Actor;
  taskId: string;
  places: readonly Place[];
  reason: string;
}): Promise<void> {
  const { row, round, stepId, processId } = await decidable({ core, actor, taskId });
  const { data } = await frozen(core, row, round);
  const { series } = await pinnedPlan({ core, db: core.db, planId: row.plan_id, planVersion: row.plan_version });
  const labels = places.map((place) => labelOfPlace(series, data, place));
  if (labels.includes(undefined)) throw invalid([issue('place', '标记的位置不在本次申报里，请刷新后重试。')]);
  await whileOpen(core, processId, stepId, async (trx) => {
    for (const [index, { section, entryId = null, path = null, fileId = null }] of places.entries())
      await trx('declaration_mark')
        .insert({
          ...{ declaration_id: row.id, round, step_id: stepId, section, path },
          ...{ entry_id: entryId, file_id: fileId, label: labels[index], reason, author_id: actor.accountId },
        })
        .onConflict(trx.raw('(step_id, section, entry_id, path, file_id)'))
        .merge(['reason', 'author_id']);
    const count = await trx('declaration_mark').where({ step_id: stepId }).count<{ n: number }[]>('* as n').first();
    if (Number(count?.n) > MARKABLE)
      throw refused([issue('many', `一次最多标记 ${MARKABLE} 处，其余请写在退回意见里。`)]);
  });
}

/** Takes a mark of the open step back. NOT_FOUND when there is none. */
export async function unmark({
  core,
  actor,
  taskId,
  markId,
}: {
  core: Core;
  actor: Actor;
  taskId: string;
  markId: string;
}): Promise<void> {
  const { stepId, processId } = await decidable({ core, actor, taskId });
  await whileOpen(core, processId, stepId, async (trx) => {
    const gone = await trx('declaration_mark').where({ id: markId, step_id: stepId, sent_at: null }).delete();
    if (gone === 0) throw notFound('标记');
  });
}

/** A declaration that waits for this very auditor. */
async function decidable({ core, actor, taskId }: { core: Core; actor: Actor; taskId: string }) {
  const { process, step } = await taskInScope({ core, actor, taskId });
  if (process.kind !== 'declaration') throw notFound('申报');
  const { whyNot } = await viewTask({ core, actor, taskId });
  if (whyNot) throw refused([issue('notMine', whyNot)]);
  const row: DeclarationRow = await core.db('declaration').where({ id: process.subject_id }).first();
  return { row, round: process.round, stepId: step.id, processId: process.id };
}

/** Locked in the order in which decisions lock: whoever decides meanwhile is waited for. */
const whileOpen = (core: Core, processId: string, stepId: string, run: (trx: Transaction) => Promise<void>) =>
  transaction(core.db, async (trx) => {
    await trx('process').where({ id: processId }).forUpdate();
    const step = await trx('step').where({ id: stepId }).first('state');
    if (step.state !== 'open') throw conflict('这一件已经办结，不能再标记。');
    await run(trx);
  });

/** The opinion of a return that says nothing else: what was marked, one after the other. */
export async function opinionOfMarks({ trx, step }: Pick<Decision, 'trx' | 'step'>): Promise<string> {
  const marks: MarkRow[] = await rowsOf(trx).where({ step_id: step.id });
  return marks.map(({ label, reason }, index) => `${index + 1}. ${label}：${reason}`).join('\n');
}

/** With the return the marks of the step are sent; the ledger keeps how many of what. */
export async function sendMarks({ trx, actor, step }: Decision): Promise<void> {
  const sent: MarkRow[] = await trx('declaration_mark')
    .where({ step_id: step.id })
    .update({ sent_at: trx.raw('clock_timestamp()') })
    .returning('*');
  if (sent.length === 0) return;
  const files = sent.filter(({ file_id }) => file_id).length;
  const fields = sent.filter(({ path, file_id }) => path && !file_id).length;
  const rows = sent.filter(({ entry_id, path }) => entry_id && !path).length;
  await appendEvent(trx, {
    ...{ subjectKind: 'step', subjectId: step.id, action: 'mark', actor },
    data: { marks: sent.length, sections: sent.length - files - fields - rows, rows, fields, files },
  });
}

/** The return has reached the person: he answers the marks of every level that sent it down to him. */
export async function marksDue(trx: Transaction, declarationId: string, round: number): Promise<void> {
  const steps: { id: string; state: string }[] = await trx('step')
    .join('process', 'process.id', 'step.process_id')
    .where({ 'process.kind': 'declaration', 'process.subject_id': declarationId, 'process.round': round })
    .whereNot('step.state', 'cancelled')
    .orderBy('step.seq', 'desc')
    .select('step.id', 'step.state');
  const last = steps.findIndex(({ state }) => state !== 'returned');
  const standing = last < 0 ? steps : steps.slice(0, last);
  await trx('declaration_mark')
    .whereIn(
      'step_id',
      standing.map(({ id }) => id),
    )
    .update({ due_at: trx.raw('clock_timestamp()') });
}
