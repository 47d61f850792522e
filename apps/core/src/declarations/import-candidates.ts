import type { Database } from '@zhicheng/database';
import { plannedSections, readEntry } from '@zhicheng/series-kit';
import { libraryFlow } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { entriesToImport, lastReturn, stored, type EntryWithData } from '../library/queries.ts';
import { isReturned, labelOf, SHOWN, TABS } from '../library/states.ts';
import { loadDraft } from './load-draft.ts';
import { shanghaiDay } from './moments.ts';
import { declarationInScope } from './scope.ts';

export interface Candidate {
  readonly entryId: string;
  /** In today's form. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly state: string;
  readonly stateLabel: string;
  /** null: may be ticked. */
  readonly why: string | null;
  /** What to do about it, by whom. */
  readonly remedy: Remedy | null;
  /** Other declarations that have imported it; that does not stand in the way. */
  readonly usedIn: readonly string[];
}

export interface Remedy {
  readonly words: string;
  /** Of whom it waits for. */
  readonly phone: string | null;
  /** Where the owner does it; null when it is others' turn. */
  readonly mendAt: string | null;
}

type Entry = EntryWithData & { readonly return_reason: string | null };

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
  const entries: Entry[] = await entriesToImport(core.db)
    .where({ 'e.owner_id': actor.accountId, 'e.entity': entity })
    .whereIn('e.state', SHOWN)
    .orderBy(['e.created_at', 'e.id'])
    .select('e.*', 'r.entity_version', 'r.data', lastReturn(core.db));
  const ids = entries.map((entry) => entry.id);
  const holders = await holdersOf(core.db, ids);
  const uses = await usesOf(core.db, ids, id);
  return entries.map((entry) => {
    const why = whyNotPick(entry, taken);
    return {
      entryId: entry.id,
      data: readEntry(core.series.entity(entity), stored(entry)),
      state: entry.state,
      stateLabel: labelOf(entry.state),
      why,
      remedy: why === null || taken.has(entry.id) ? null : remedyFor(entry, holders.get(entry.id)),
      usedIn: uses.get(entry.id) ?? [],
    };
  });
}

function whyNotPick(entry: EntryWithData, taken: ReadonlySet<string>): string | null {
  if (taken.has(entry.id)) return '已导入，不能重复。';
  // While a new version is written or audited, the approved one may be imported.
  if (entry.approved_revision !== null) return null;
  return isReturned(entry.state) ? '单位退回了这一条，暂不能导入。' : '单位还没有审核通过，暂不能导入。';
}

/** What the owner does next, or whom it waits for. */
function remedyFor(entry: Entry, holder: Holder | undefined): Remedy {
  const mendAt = `/library/${entry.entity}/${entry.id}`;
  if (isReturned(entry.state)) {
    const reason = entry.return_reason ? `退回意见：${entry.return_reason}。` : '';
    return { words: `${reason}修改后重新提交，单位审核通过后再导入。`, phone: null, mendAt };
  }
  if (!(TABS.inAudit as readonly string[]).includes(entry.state) || !holder)
    return { words: '还没有提交审核。先到个人业绩库提交，单位审核通过后再导入。', phone: null, mendAt };
  const since = entry.submitted_at ? `${shanghaiDay(entry.submitted_at)} 起` : '';
  return { words: `${since}在${holder.name}待审核，请联系该单位办理。`, phone: holder.phone, mendAt: null };
}

interface Holder {
  readonly name: string;
  readonly phone: string | null;
}

/** Which organisation an entry waits at. One query, whatever the list holds. */
async function holdersOf(db: Database, entryIds: readonly string[]): Promise<ReadonlyMap<string, Holder>> {
  const rows: (Holder & { id: string })[] = await db('process')
    .join('step', 'step.process_id', 'process.id')
    .join('organisation', 'organisation.id', 'step.organisation_id')
    .where({ 'process.kind': libraryFlow.name, 'process.state': 'running', 'step.state': 'open' })
    .whereRaw('process.subject_id = any(?::uuid[])', [[...entryIds]])
    .select('process.subject_id as id', 'organisation.name', db.raw(`organisation.details->>'mobile' as phone`));
  return new Map(rows.map(({ id, name, phone }) => [id, { name, phone }]));
}

/** Labels of the other declarations that hold an entry. */
async function usesOf(
  db: Database,
  entryIds: readonly string[],
  declarationId: string,
): Promise<ReadonlyMap<string, string[]>> {
  const pins: { entry_id: string; holder_label: string }[] = await db('library_pin')
    .whereRaw('entry_id = any(?::uuid[])', [[...entryIds]])
    .whereNot({ holder_id: declarationId })
    .orderBy('pinned_at')
    .select('entry_id', 'holder_label');
  const uses = new Map<string, string[]>();
  for (const { entry_id, holder_label } of pins) uses.set(entry_id, [...(uses.get(entry_id) ?? []), holder_label]);
  return uses;
}
