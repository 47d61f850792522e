import type { Database, Transaction } from '@zhicheng/database';
import { plannedSections, type Mend } from '@zhicheng/series-kit';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { issue, notFound, type ErrorIssue } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { NODE_LABEL } from '../tasks/labels.ts';
import { differenceOf, EXTRA, type SectionDifference, type Side } from './difference.ts';
import { editDeclaration } from './edit.ts';
import { mendLink } from './links.ts';
import { loadDraft, type Draft } from './load-draft.ts';
import { changedAt } from './mark-places.ts';
import { placeOf, type MarkRow } from './marks.ts';
import { declarationInScope } from './scope.ts';
import { filesOfDossier } from './snapshot.ts';

/** What the person has to deal with before handing in again. */
export interface ChecklistItem {
  readonly id: string;
  readonly label: string;
  readonly reason: string;
  readonly by: string;
  readonly nodeLabel: string;
  /** 待修改, 已修改 (found by comparing with what was returned), 已说明 (in words). */
  readonly state: 'open' | 'changed' | 'explained';
  readonly answer: string | null;
  readonly mend: Mend;
}

type DueRow = MarkRow & { node: keyof typeof NODE_LABEL; by: string };

const dueRows = (db: Database | Transaction, declarationId: string, round: number): Promise<DueRow[]> =>
  db('declaration_mark')
    .join('step', 'step.id', 'declaration_mark.step_id')
    .join('organisation', 'organisation.id', 'step.organisation_id')
    .where({ declaration_id: declarationId, 'declaration_mark.round': round })
    .whereNotNull('due_at')
    .orderBy(['declaration_mark.created_at', 'declaration_mark.id'])
    .select('declaration_mark.*', 'step.node', 'organisation.name as by')
    .then((rows) => rows);

/** The marks of the latest return with what has become of them; empty unless the declaration is back with the person. */
export async function checklistOf(db: Database | Transaction, draft: Draft): Promise<ChecklistItem[]> {
  const { row } = draft;
  if (!stateOf(declarationFlow, row.state).returned) return [];
  const due = await dueRows(db, row.id, row.round);
  if (due.length === 0) return [];
  const differences = await sinceReturn(db, draft);
  return due.map((mark) => ({
    ...{ id: mark.id, label: mark.label, reason: mark.reason, by: mark.by, nodeLabel: NODE_LABEL[mark.node] },
    state: changedAt(differences, placeOf(mark)) ? 'changed' : mark.answer ? 'explained' : 'open',
    ...{ answer: mark.answer, mend: mendOf(mark) },
  }));
}

const mendOf = ({ section, entry_id, path }: MarkRow): Mend => ({
  section,
  ...(entry_id && { entry: entry_id }),
  // The library's fields cannot be mended here; what is said about a row can.
  ...(path && (!entry_id || path.startsWith(EXTRA)) && { field: path.replace(EXTRA, '') }),
});

/** The draft against the snapshot of the round that was returned. */
async function sinceReturn(db: Database | Transaction, { row, series, data }: Draft): Promise<SectionDifference[]> {
  const snapshot = await db('declaration_snapshot').where({ declaration_id: row.id, round: row.round }).first();
  if (!snapshot) return [];
  const before: Side = { data: snapshot.dossier, hashes: snapshot.file_hashes };
  const files = await db('file').whereIn('id', filesOfDossier(series, data)).select('id', 'hash');
  return differenceOf(series, before, { data, hashes: Object.fromEntries(files.map(({ id, hash }) => [id, hash])) });
}

/** Guard of 提交: each mark needs a change or a word; the refusal leads to the very place. */
export async function openMarks(db: Database | Transaction, draft: Draft): Promise<ErrorIssue[]> {
  const { series, data, row } = draft;
  const sections = plannedSections(series, data.template, data.situation);
  const open = (await checklistOf(db, draft)).filter(({ state }) => state === 'open');
  return open.map(({ id, label, reason, mend }) =>
    issue('markOpen', `退回时标记的“${label}”还没有修改，也没有说明：${reason}`, {
      path: `marks/${id}`,
      mendAt: mendLink(row.id, sections, mend),
    }),
  );
}

/** At resubmission it is kept how each mark was dealt with. */
export async function resolveMarks(trx: Transaction, draft: Draft): Promise<void> {
  for (const { id, state } of await checklistOf(trx, draft))
    await trx('declaration_mark')
      .where({ id })
      .update({ resolved: state === 'changed' ? 'changed' : 'explained' });
}

/** 说明: why something marked stays as it is; blank takes the words back. NOT_FOUND for what is not to be answered. */
export async function answerMark({
  markId,
  answer,
  ...change
}: {
  core: Core;
  actor: Actor;
  id: string;
  expectedVersion: number;
  markId: string;
  answer: string;
}): Promise<{ version: number }> {
  return editDeclaration({
    ...change,
    run: async ({ trx, draft: { row } }) => {
      const answered = await trx('declaration_mark')
        .where({ id: markId, declaration_id: row.id, round: row.round })
        .whereNotNull('due_at')
        .update({ answer: answer.trim() || null });
      if (answered === 0) throw notFound('标记');
      await appendEvent(trx, {
        ...{ subjectKind: 'declaration', subjectId: row.id, action: 'answerMark', actor: change.actor },
        data: { markId, answered: answer.trim() !== '' },
      });
      return {};
    },
  });
}

/** The checklist of an own record. */
export async function ownChecklist({ core, actor, id }: { core: Core; actor: Actor; id: string }) {
  const row = await declarationInScope({ core, actor, id });
  return checklistOf(core.db, await loadDraft({ core, db: core.db, row }));
}
