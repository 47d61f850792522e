import {
  assess,
  plannedSections,
  plannedUnitSlots,
  readEntry,
  type Assessment,
  type DossierData,
  type Fields,
} from '@zhicheng/series-kit';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { entriesWithData, stored, type EntryWithData } from '../library/queries.ts';
import { isApproved, labelOf, SHOWN } from '../library/states.ts';
import { pinnedPlan } from '../plans/queries.ts';
import { processInScope, processLog, type LogEntry } from '../tasks/queries.ts';
import { loadDraft } from './load-draft.ts';
import type { DeclarationRow, SnapshotRow } from './model.ts';
import { declarationCard, type DeclarationCard } from './overview.ts';
import { declarationInScope } from './scope.ts';
import { whyClosed } from './window.ts';

/** Everything the fill page shows (AH-19..AH-24). */
export interface FillView {
  readonly card: DeclarationCard;
  readonly seriesCode: string;
  readonly specialtyId: string;
  readonly titleId: string;
  readonly data: DossierData;
  readonly assessment: Assessment;
  /** Why it can no longer be worked on; empty while it can. */
  readonly closed: readonly string[];
}

export async function fillView({ core, actor, id }: { core: Core; actor: Actor; id: string }): Promise<FillView> {
  const row = await declarationInScope({ core, actor, id });
  const draft = await loadDraft({ core, db: core.db, row });
  const state = stateOf(declarationFlow, row.state);
  const closed = state.editable ? await whyClosed(core.db, draft.plan, row.state) : [];
  return {
    card: await declarationCard({ core, id }),
    seriesCode: draft.series.code,
    specialtyId: row.specialty_id,
    titleId: row.title_id,
    data: draft.data,
    assessment: assess(draft.series, draft.data),
    closed: state.editable ? closed.map((i) => i.message) : [`申报已是“${state.label}”，不能再改。`],
  };
}

export interface Candidate {
  readonly entryId: string;
  /** In today's form. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly state: string;
  readonly stateLabel: string;
  /** null: may be ticked. */
  readonly why: string | null;
}

/** 导入业绩库: all entries of the section's entity; those that cannot be picked carry the reason (AH-20.01, .07). */
export async function importCandidates({
  core,
  actor,
  id,
  section: code,
}: {
  core: Core;
  actor: Actor;
  id: string;
  section: string;
}): Promise<Candidate[]> {
  const row = await declarationInScope({ core, actor, id });
  const draft = await loadDraft({ core, db: core.db, row });
  const sections = plannedSections(draft.series, draft.data.template, draft.data.situation);
  const section = sections.find((planned) => planned.section.code === code)?.section;
  if (section?.kind !== 'pick') throw notFound('栏目');
  const entity = section.entity.code;
  const taken = new Set(Object.values(draft.data.picks).flatMap((picks) => picks.map((pick) => pick.entry)));
  const entries: EntryWithData[] = await entriesWithData(core.db)
    .where({ 'e.owner_id': actor.accountId, 'e.entity': entity })
    .whereIn('e.state', SHOWN)
    .orderBy(['e.created_at', 'e.id'])
    .select('e.*', 'r.entity_version', 'r.data');
  return entries.map((entry) => ({
    entryId: entry.id,
    data: readEntry(core.series.entity(entity), stored(entry)),
    state: entry.state,
    stateLabel: labelOf(entry.state),
    why: whyNotPick(entry, taken),
  }));
}

function whyNotPick(entry: EntryWithData, taken: ReadonlySet<string>): string | null {
  if (taken.has(entry.id)) return '已导入，不能重复。';
  return isApproved(entry.state) ? null : '单位还没有审核通过，暂不能导入。';
}

/** A record with its content and flow log, for its owner (AH-26.02, .03). */
export interface DetailView {
  readonly card: DeclarationCard;
  readonly seriesCode: string;
  readonly data: DossierData;
  readonly submissions: readonly { readonly round: number; readonly at: Date; readonly hash: string }[];
  readonly log: readonly LogEntry[];
}

export async function detailView({ core, actor, id }: { core: Core; actor: Actor; id: string }): Promise<DetailView> {
  const row = await declarationInScope({ core, actor, id });
  const shown = await contentOf(core, row);
  const snapshots = await core
    .db('declaration_snapshot')
    .where({ declaration_id: id })
    .orderBy('round')
    .select('round', 'created_at as at', 'hash');
  return {
    card: await declarationCard({ core, id }),
    ...shown,
    submissions: snapshots,
    log: await processLog(core.db, 'declaration', id),
  };
}

/** What counts: the draft while it is being worked on, the frozen dossier afterwards. */
async function contentOf(core: Core, row: DeclarationRow): Promise<{ seriesCode: string; data: DossierData }> {
  if (stateOf(declarationFlow, row.state).editable) {
    const { series, data } = await loadDraft({ core, db: core.db, row });
    return { seriesCode: series.code, data };
  }
  return frozen(core, row, row.round);
}

async function frozen(
  core: Core,
  row: DeclarationRow,
  round: number,
): Promise<{ seriesCode: string; data: DossierData }> {
  const snapshot: SnapshotRow | undefined = await core
    .db('declaration_snapshot')
    .where({ declaration_id: row.id, round })
    .first();
  if (!snapshot) throw new Error(`declaration ${row.id}: no snapshot of round ${round}`);
  const { series } = await pinnedPlan({ core, db: core.db, planId: row.plan_id, planVersion: row.plan_version });
  return { seriesCode: series.code, data: snapshot.dossier };
}

/** What an auditor sees: the frozen dossier of the round, never the library (AH-39.11). */
export interface AuditView {
  readonly card: DeclarationCard;
  readonly seriesCode: string;
  readonly data: DossierData;
  readonly round: number;
  readonly hash: string;
  /** Codes of the employer's upload slots; the portal takes the fields from the series and template. */
  readonly slots: readonly string[];
  readonly recommendation: {
    readonly uploads: Readonly<Record<string, unknown>>;
    readonly opinion: string | null;
  } | null;
}

export async function auditView({
  core,
  actor,
  processId,
}: {
  core: Core;
  actor: Actor;
  processId: string;
}): Promise<AuditView> {
  const process = await processInScope({ core, actor, processId });
  if (process.kind !== 'declaration') throw notFound('申报');
  const row = await declarationInScope({ core, actor, id: process.subject_id });
  const { series } = await pinnedPlan({ core, db: core.db, planId: row.plan_id, planVersion: row.plan_version });
  const shown = await frozen(core, row, process.round);
  const snapshot = await core
    .db('declaration_snapshot')
    .where({ declaration_id: row.id, round: process.round })
    .first('hash');
  const step = await core
    .db('step')
    .where({ process_id: processId, node: 'employer', state: 'passed' })
    .first('extra', 'opinion');
  const slots: Fields = plannedUnitSlots(series, shown.data.template);
  return {
    card: await declarationCard({ core, id: row.id }),
    ...shown,
    round: process.round,
    hash: snapshot.hash,
    slots: Object.keys(slots),
    recommendation: step ? { uploads: step.extra.recommendation ?? {}, opinion: step.opinion } : null,
  };
}

/** 回执: what was sent, when, and who has it now. NOT_FOUND before the first submission. */
export async function receipt({ core, actor, id }: { core: Core; actor: Actor; id: string }) {
  const row = await declarationInScope({ core, actor, id });
  const snapshot: SnapshotRow | undefined = await core
    .db('declaration_snapshot')
    .where({ declaration_id: id })
    .orderBy('round', 'desc')
    .first();
  if (!snapshot) throw notFound('回执');
  const log = await processLog(core.db, 'declaration', id);
  const holder = log.findLast((step) => step.state === 'open') ?? null;
  return {
    card: await declarationCard({ core, id }),
    recordNo: row.record_no,
    round: snapshot.round,
    submittedAt: snapshot.created_at,
    hash: snapshot.hash,
    counts: {
      entries: Object.values(snapshot.dossier.picks).reduce((sum, picks) => sum + picks.length, 0),
      files: await countFiles(core, id, snapshot.round),
    },
    holder: holder && { name: holder.organisationName, phone: holder.organisationPhone, nodeLabel: holder.nodeLabel },
  };
}

async function countFiles(core: Core, id: string, round: number): Promise<number> {
  const row = await core
    .db('declaration_snapshot')
    .where({ declaration_id: id, round })
    .first(core.db.raw('(select count(*)::int from jsonb_object_keys(file_hashes)) as n'));
  return Number(row?.n ?? 0);
}
