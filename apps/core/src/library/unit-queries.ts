import type { Database } from '@zhicheng/database';
import { conceal, diff, readEntry, type Change, type Entity, type Raw } from '@zhicheng/series-kit';
import type { Gender } from '@zhicheng/profiles';
import { libraryFlow } from '@zhicheng/workflow';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { GENDER_LABEL } from '../identity/queries.ts';
import { isId } from '../ids.ts';
import { processInScope, processLog, type LogEntry } from '../tasks/queries.ts';
import { matching, tabColumns, tabCounts, type EntryFilter, type TabCounts } from './entry-search.ts';
import { stored, type EntryWithData, type RevisionRow } from './model.ts';
import { firstLinks, linkedIds, linkedPage, type LinkedPage, type LinkTotals } from './linked-page.ts';
import { entriesAt, type LinkedEntryDto } from './queries.ts';
import { rivalsOf, type Rival } from './rivals.ts';
import { labelOf, SUBMITTED, TABS } from './states.ts';
import { listedAt, tabCountsOf } from './tally.ts';

export interface UnitEntryDto {
  readonly id: string;
  readonly entity: string;
  readonly ownerName: string;
  readonly data: Raw;
  readonly state: string;
  readonly stateLabel: string;
  readonly source: 'user' | 'auto';
  readonly submittedAt: Date | null;
  /** The latest audit of it, for 查看. */
  readonly processId: string | null;
  /** Where it can be audited; null when nothing waits. */
  readonly openTaskId: string | null;
  /** The unit's latest task about it, open or done. */
  readonly taskId: string | null;
}

type Listed = EntryWithData & {
  owner_name: string;
  process_id: string | null;
  task_id: string | null;
  task_open: boolean | null;
};

/**
 * 业绩档案: one page of what was submitted to the actor's unit, latest first, with the counts of all tabs under the
 * same keyword; 申报人 is searched as well (AH-31.01..04). Two queries at most. No drafts (AH-31.10).
 */
export async function listUnitEntries({
  core,
  actor,
  filter,
}: {
  core: Core;
  actor: Actor;
  filter: EntryFilter;
}): Promise<{ rows: UnitEntryDto[]; counts: TabCounts; total: number }> {
  const { db } = core;
  const { entity, tab, keyword, page, size } = filter;
  const found = core.series.findEntity(entity);
  if (!found) throw notFound('业绩');
  const here = db('library_entry as e')
    .where({ 'e.organisation_id': organisationOf(actor), 'e.entity': entity })
    .whereRaw(OUT_OF_DRAFT)
    .whereIn('e.state', SUBMITTED);
  const offset = (page - 1) * size;
  const shown = (from: ReturnType<Database>, most = size) =>
    from
      .whereIn(
        'e.state',
        TABS[tab].filter((state) => SUBMITTED.includes(state)),
      )
      .orderBy(inOrder('e'))
      .limit(most)
      .offset(offset)
      .select('e.id');
  if (keyword.trim() === '') {
    const counts = tabCountsOf(await listedAt(db, organisationOf(actor), entity));
    // No more than there are: behind the last one of a tab, thousands of others would be looked through for it.
    const most = Math.min(size, counts[tab] - offset);
    const rows: Listed[] = most > 0 ? await listed(db, shown(here, most)).orderBy(inOrder('e')) : [];
    return { rows: rows.map((row) => unitEntryDto(core, row)), counts, total: counts[tab] };
  }
  // Words are looked for once, for the rows and all counts.
  const rows: (Listed & Partial<TabCounts>)[] = await db
    .withMaterialized(
      'found',
      here.modify(matching(keyword, { byOwner: true })).select('e.id', 'e.state', 'e.submitted_at'),
    )
    .from(db('found as e').select(tabColumns(db, SUBMITTED)).as('counted'))
    .leftJoin(listed(db, shown(db('found as e'))).as('listed'), db.raw('true'))
    .orderBy(inOrder('listed'))
    .select('counted.*', 'listed.*');
  const counts = tabCounts(rows[0]);
  return {
    rows: rows.filter(({ id }) => id !== null).map((row) => unitEntryDto(core, row)),
    counts,
    total: counts[tab],
  };
}

const inOrder = (of: string) => [
  { column: `${of}.submitted_at`, order: 'desc' },
  { column: `${of}.id`, order: 'desc' },
];

/** What the list shows of these entries. */
const listed = (db: Database, shown: ReturnType<Database>) =>
  db(shown.as('shown'))
    .join('library_entry as e', 'e.id', 'shown.id')
    .join('person as owner', 'owner.account_id', 'e.owner_id')
    .join('library_entry_revision as r', (on) => on.on('r.entry_id', 'e.id').andOn('r.revision', 'e.revision'))
    .joinRaw(LATEST_TASK, [libraryFlow.name])
    .select(
      'e.*',
      'r.entity_version',
      'r.data',
      'owner.name as owner_name',
      'latest.process_id',
      'latest.task_id',
      'latest.task_open',
    );

/** As the index has it. */
const OUT_OF_DRAFT = `e.state not in ('draft', 'removed')`;

const LATEST_TASK = `left join lateral (
  select p.id as process_id, t.id as task_id, t.closed_at is null as task_open
  from process p join step s on s.process_id = p.id join task t on t.step_id = s.id
  where p.kind = ? and p.subject_id = e.id and s.organisation_id = e.organisation_id
  order by p.round desc, t.opened_at desc limit 1) latest on true`;

/** An entry's content as a unit gets it: patients and others whose names are masked stay the owner's. */
const forUnit = (entity: Entity, data: Raw): Raw => conceal(entity.fields, data);

const unitEntryDto = (core: Core, row: Listed): UnitEntryDto => ({
  id: row.id,
  entity: row.entity,
  ownerName: row.owner_name,
  data: forUnit(core.series.entity(row.entity), readEntry(core.series.entity(row.entity), stored(row))),
  state: row.state,
  stateLabel: labelOf(row.state),
  source: row.source,
  submittedAt: row.submitted_at,
  processId: row.process_id,
  openTaskId: row.task_open ? row.task_id : null,
  taskId: row.task_id,
});

/** An entry on the workbench: the very content that this process is about, whatever became of the entry since. */
export interface EntryAuditView {
  readonly processId: string;
  readonly entryId: string;
  readonly entity: string;
  readonly label: string;
  readonly ownerName: string;
  /** 男, 女. */
  readonly gender: string;
  readonly unitName: string;
  readonly round: number;
  readonly submittedAt: Date;
  /** With the first page of its links. */
  readonly data: Raw;
  /** How many there are of them. */
  readonly linkTotals: LinkTotals;
  /** What the first page of links leads to. */
  readonly linked: readonly LinkedEntryDto[];
  /** Other people of the unit with a row that only one of them can have. */
  readonly rivals: readonly Rival[];
  /** What differs from the content audited before; empty in the first round. */
  readonly changes: readonly Change[];
  readonly log: readonly LogEntry[];
}

type Asked = { core: Core; actor: Actor; processId: string };

/** The content that a process is about. NOT_FOUND unless it has, or had, a step at the actor's unit. */
async function auditedEntry({ core, actor, processId }: Asked) {
  const { db } = core;
  const process = isId(processId) ? await processInScope({ core, actor, processId }) : undefined;
  if (process?.kind !== libraryFlow.name) throw notFound('流程');
  const revision = Number(process.route.revision);
  const row: (EntryWithData & { owner_name: string; gender: Gender; unit_name: string }) | undefined = await db(
    'library_entry as e',
  )
    .join('library_entry_revision as r', 'r.entry_id', 'e.id')
    .join('person as owner', 'owner.account_id', 'e.owner_id')
    .join('organisation as unit', (on) => on.onVal('unit.id', organisationOf(actor)))
    .where({ 'e.id': process.subject_id, 'r.revision': revision })
    .first('e.*', 'r.entity_version', 'r.data', 'owner.name as owner_name', 'owner.gender', 'unit.name as unit_name');
  if (!row) throw notFound('业绩');
  const entity = core.series.entity(row.entity);
  return { process, revision, row, entity, content: readEntry(entity, stored(row)) };
}

/** What the unit audits (AH-31.08). NOT_FOUND unless the process has, or had, a step at the actor's unit. */
export async function auditEntryView({ core, actor, processId }: Asked): Promise<EntryAuditView> {
  const { db } = core;
  const { process, revision, row, entity, content } = await auditedEntry({ core, actor, processId });
  const first = firstLinks(entity.fields, content);
  const linked = await entriesAt(core, row.owner_id, first.linked, process.started_at);
  const before = await db<RevisionRow>('library_entry_revision')
    .where({ entry_id: row.id })
    .where('revision', '<', revision)
    .whereNotNull('submitted_at')
    .orderBy('revision', 'desc')
    .first();
  return {
    processId,
    entryId: row.id,
    entity: row.entity,
    label: entity.label,
    ownerName: row.owner_name,
    gender: GENDER_LABEL[row.gender],
    unitName: row.unit_name,
    round: process.round,
    submittedAt: process.started_at,
    data: forUnit(entity, first.row),
    linkTotals: first.totals,
    linked: linked.map((one) => {
      const other = core.series.entity(one.entity);
      return { ...one, data: forUnit(other, firstLinks(other.fields, one.data).row) };
    }),
    rivals: await rivalsOf({ db, organisationId: organisationOf(actor), ownerId: row.owner_id, entity, row: content }),
    changes: before ? diff(entity.fields, readEntry(entity, stored({ ...row, ...before })), content) : [],
    log: await processLog(db, libraryFlow.name, row.id, { upTo: process.round }),
  };
}

/**
 * One page of what the audited entry links to, searched by what the unit may read of it. NOT_FOUND as for the entry, and
 * for a field that holds no links.
 */
export async function auditEntryLinks({
  core,
  actor,
  processId,
  field,
  keyword,
  page,
}: Asked & { field: string; keyword: string; page: number }): Promise<LinkedPage> {
  const { process, row, entity, content } = await auditedEntry({ core, actor, processId });
  const shape = entity.fields[field]?.shape;
  if (shape?.kind !== 'links') throw notFound('关联');
  const linked = await entriesAt(core, row.owner_id, linkedIds(content[field]), process.started_at);
  const byId = new Map(linked.map(({ id, data }) => [id, data]));
  return linkedPage({ shape, value: content[field], contentOf: (id) => byId.get(id), keyword, page });
}
