import {
  filesIn,
  flowName,
  flowType,
  readEntry,
  type Entity,
  type Fields,
  type Raw,
  type Row,
} from '@zhicheng/series-kit';
import { libraryFlow, transitionOf } from '@zhicheng/workflow';
import { issue, type ErrorIssue } from '../errors.ts';
import { recordUse } from '../files/file-uses.ts';
import { notify } from '../notifications/notify.ts';
import { notifyMany } from '../notifications/notify-many.ts';
import { bindingWhy, boundUnitOf } from '../organisations/binding-state.ts';
import { cancelProcess, startProcess } from '../tasks/start-process.ts';
import { bindFlow, type Move } from '../transition.ts';
import { stored, type EntryRow, type RevisionRow } from './model.ts';
import { issuesOf, parseEntry } from './parse-entry.ts';
import { heldBy, referencesTo } from './references.ts';
import { holdersOf } from './renew-pins.ts';
import { adjustable, isNewVersion, ownWork, withdrawable } from './rules.ts';

type EntryMove = Move<EntryRow>;

/** What messages about an entry are made of. */
type Told = Move<Pick<EntryRow, 'id' | 'owner_id' | 'entity'>>;

const entityOf = ({ core, row }: Told): Entity => core.series.entity(row.entity);
const linkTo = (row: Pick<EntryRow, 'id' | 'entity'>): string => `/library/${row.entity}/${row.id}`;

async function contentOf(move: EntryMove): Promise<Row<Fields>> {
  const { trx, row } = move;
  const current = await trx<RevisionRow>('library_entry_revision')
    .where({ entry_id: row.id, revision: row.revision })
    .first();
  if (!current) throw new Error(`entry ${row.id} has no revision ${row.revision}`);
  return readEntry(entityOf(move), stored({ ...row, ...current }));
}

/** GP.83: drafts are free, submitting needs an approved binding to a unit that can audit. */
async function boundToUnit({ trx, row }: EntryMove): Promise<readonly ErrorIssue[]> {
  const why = await bindingWhy({ db: trx, accountId: row.owner_id });
  if (why) return [why];
  const unit = await boundUnitOf({ db: trx, personId: row.owner_id });
  const auditing =
    unit &&
    (await trx('organisation_capacity').where({ organisation_id: unit.organisationId, capacity: 'employer' }).first());
  if (!unit || auditing) return [];
  const message = `${unit.name}还没有在本系统完成单位注册，不能审核业绩。请单位用法人账号登录并完成注册。`;
  return [issue('unitCannotAudit', message)];
}

/** What was saved with blanks, or before the form changed, is read again as a whole (GP.88). */
async function entryComplete(move: EntryMove): Promise<readonly ErrorIssue[]> {
  const { trx, row } = move;
  const raw: Raw = await contentOf(move);
  const { parsed, issues } = await parseEntry({ trx, ownerId: row.owner_id, entity: entityOf(move), raw });
  return [...(parsed.ok ? [] : issuesOf(parsed.issues)), ...issues].map((found) => ({ ...found, mendAt: linkTo(row) }));
}

/** A link is as good as what it points to: linked entries must be approved, and stay so while this one counts. */
async function linkedEntriesUsable({ core, trx, row }: EntryMove): Promise<readonly ErrorIssue[]> {
  const linked = await trx<EntryRow>('library_entry')
    .whereIn(
      'id',
      trx('library_link').select('to_entry_id').where({ from_entry_id: row.id, from_revision: row.revision }),
    )
    .orderBy('id')
    .forShare()
    .select('entity', 'approved_revision');
  const missing = new Map<string, number>();
  for (const { entity, approved_revision } of linked)
    if (approved_revision === null) missing.set(entity, (missing.get(entity) ?? 0) + 1);
  return [...missing].map(([entity, n]) => {
    const label = core.series.entity(entity).label;
    return issue(
      'linkedNotApproved',
      `有 ${n} 条${label}单位还没有审核通过。请先提交${label}，审核通过后再提交这一条。`,
      {
        mendAt: `/library/${entity}`,
      },
    );
  });
}

/** AH-07.13, and for the unit's own withdrawal GP.15. */
async function entryNotReferenced({ core, trx, row, action }: EntryMove): Promise<readonly ErrorIssue[]> {
  if (action === 'withdraw' && isNewVersion(row)) return [];
  const references = (await referencesTo(trx, [row.id]))(row.id);
  const { label, by } = transitionOf(libraryFlow, action);
  return heldBy(core, references, label, by.includes('applicant') ? 'owner' : 'unit');
}

/** A new version is opened for a holder that has the entry, or something that links to it; it has proven to be open. */
async function entryMendable({ trx, row, input }: EntryMove): Promise<readonly ErrorIssue[]> {
  const holders = await holdersOf(trx, row);
  const held = holders.some(({ holderId }) => holderId === input.holderId);
  return [...(held ? [] : [issue('notHeld', '这条业绩不在这份申报中，请刷新。')]), ...ownWork(row)];
}

const earlierRevisionCounts = async ({ row }: EntryMove): Promise<readonly ErrorIssue[]> =>
  row.approved_revision === null ? [issue('noEarlier', '没有可以恢复的已审核版本。')] : [];

/** Opens the audit at the bound unit, which may read the evidence from now on. */
async function startEntryAudit(move: EntryMove): Promise<void> {
  const { trx, row, actor } = move;
  const entity = entityOf(move);
  const unit = await boundUnitOf({ db: trx, personId: row.owner_id });
  if (!unit) throw new Error(`${row.owner_id} submits without a unit`);
  const content = await contentOf(move);
  const person = await trx('person').where({ account_id: row.owner_id }).first('name');
  const rounds = await trx('process')
    .where({ kind: libraryFlow.name, subject_id: row.id })
    .max('round as last')
    .first();
  await trx('library_entry').where({ id: row.id }).update({ organisation_id: unit.organisationId });
  await trx('library_entry_revision')
    .where({ entry_id: row.id, revision: row.revision })
    .update({ submitted_at: trx.raw('coalesce(submitted_at, zc_now())') });
  const fileIds = filesIn(entity.fields, content).map(({ file }) => file.id);
  await recordUse({ trx, fileIds, subjectKind: libraryFlow.name, subjectId: row.id });
  await startProcess({
    trx,
    actor,
    kind: 'libraryEntry',
    subjectId: row.id,
    round: Number(rounds?.last ?? 0) + 1,
    flowType: flowType(entity),
    flowName: `${person?.name ?? actor.name}${flowName(entity, content)}`,
    applicantId: row.owner_id,
    route: { revision: row.revision },
    first: { node: 'employer', organisationId: unit.organisationId },
  });
}

const passedNotice = (move: Told) => ({
  accountId: move.row.owner_id,
  kind: 'entryPassed',
  text: `${entityOf(move).label}已审核通过，可以导入申报。`,
  link: linkTo(move.row),
});

const returnedNotice = (move: Told) => ({
  accountId: move.row.owner_id,
  kind: 'entryReturned',
  text: `${entityOf(move).label}被退回：${move.reason.trim()}`,
  link: linkTo(move.row),
});

const telling = (noticeOf: typeof passedNotice) => async (moves: readonly Told[]) => {
  if (moves[0]) await notifyMany(moves[0].trx, moves.map(noticeOf));
};

export const libraryBindings = bindFlow<EntryRow, 'id' | 'owner_id' | 'entity'>(libraryFlow, 'library_entry', {
  guards: {
    boundToUnit,
    entryComplete,
    linkedEntriesUsable,
    entryNotReferenced,
    entryWithdrawable: async (move) => [...withdrawable(entityOf(move), move.row.state), ...ownWork(move.row)],
    entryAdjustable: async (move) => [...adjustable(entityOf(move)), ...ownWork(move.row)],
    entryMendable,
    earlierRevisionCounts,
  },
  effects: {
    startEntryAudit,
    cancelProcess: (move) => cancelProcess({ ...move, kind: 'libraryEntry', subjectId: move.row.id }),
    notifyEntryPassed: (move) => notify({ trx: move.trx, ...passedNotice(move) }),
    notifyEntryReturned: (move) => notify({ trx: move.trx, ...returnedNotice(move) }),
  },
  together: {
    columns: ['owner_id', 'entity'],
    effects: { notifyEntryPassed: telling(passedNotice), notifyEntryReturned: telling(returnedNotice) },
  },
});
