import { plannedSections, readEntry } from '@zhicheng/series-kit';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { entriesToImport, stored, type EntryWithData } from '../library/queries.ts';
import { labelOf, SHOWN } from '../library/states.ts';
import { loadDraft } from './load-draft.ts';
import { declarationInScope } from './scope.ts';

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
  const entries: EntryWithData[] = await entriesToImport(core.db)
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
  return entry.approved_revision !== null ? null : '单位还没有审核通过，暂不能导入。';
}
