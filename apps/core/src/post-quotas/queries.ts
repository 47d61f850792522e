import type { Database } from '@zhicheng/database';
import type { FileRef } from '@zhicheng/series-kit';
import { quotaFlow, stateOf, statesThat } from '@zhicheng/workflow';
import { unitNaturesWithPostApproval } from '../catalog/reference/dictionaries.ts';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { notFound } from '../errors.ts';
import type { PostQuotaLevelRow, PostQuotaRow } from './model.ts';
import { QUOTA_LEVEL_LABELS, QUOTA_LEVELS, type QuotaLevel } from './quota-fields.ts';

const HIDDEN = statesThat(quotaFlow, ({ hidden }) => hidden === true);
export const CONFIRMED = statesThat(quotaFlow, ({ approved }) => approved === true);

export interface QuotaLevelDto {
  readonly level: QuotaLevel;
  readonly label: string;
  /** null where none was entered or the level is unlimited. */
  readonly vacancies: number | null;
  readonly unlimited: boolean;
  /** 已推荐: declarations that occupy a post now. */
  readonly occupied: number;
}

export interface QuotaDto {
  readonly id: string;
  readonly year: number;
  readonly stateLabel: string;
  readonly confirmed: boolean;
  readonly underAudit: boolean;
  readonly editable: boolean;
  /** Why it came back, where the province audits quotas. */
  readonly reason: string | null;
  readonly levels: readonly QuotaLevelDto[];
  readonly recommended: number;
  readonly attachment: readonly FileRef[];
  readonly createdAt: Date;
  readonly version: number;
}

/** One decision about a declaration, as the quota's ledger shows it. */
export interface QuotaUseDto {
  readonly id: string;
  readonly level: QuotaLevel;
  readonly label: string;
  readonly declarantName: string;
  readonly occupies: boolean;
  readonly note: string | null;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly releasedAt: Date | null;
  readonly releasedBecause: string | null;
}

/** AH-35.01: public institutions, central ones too. */
export const natureHasPosts = (unitNature: string | null): boolean =>
  unitNature !== null && unitNaturesWithPostApproval.includes(unitNature);

/** Whether this unit is one of them. */
export async function hasPostQuotas(db: Database, organisationId: string): Promise<boolean> {
  const unit = await db('organisation').where({ id: organisationId }).first('unit_nature');
  return natureHasPosts(unit?.unit_nature);
}

const levelsOf = async (db: Database, ids: readonly string[]): Promise<Map<string, QuotaLevelDto[]>> => {
  const rows: PostQuotaLevelRow[] = await db('post_quota_level').whereIn('quota_id', [...ids]);
  return new Map(
    ids.map((id) => [
      id,
      QUOTA_LEVELS.map((level) => {
        const row = rows.find((one) => one.quota_id === id && one.level === level);
        const { vacancies = null, unlimited = false, occupied = 0 } = row ?? {};
        return { level, label: QUOTA_LEVEL_LABELS[level], vacancies, unlimited, occupied };
      }),
    ]),
  );
};

const dtoOf = (row: PostQuotaRow, levels: readonly QuotaLevelDto[]): QuotaDto => {
  const { label, approved, underAudit, editable, returned } = stateOf(quotaFlow, row.state);
  return {
    id: row.id,
    year: row.year,
    stateLabel: label,
    confirmed: approved === true,
    underAudit: underAudit === true,
    editable: editable === true,
    reason: returned ? row.reason : null,
    levels,
    recommended: levels.reduce((sum, { occupied }) => sum + occupied, 0),
    attachment: row.attachment,
    createdAt: row.created_at,
    version: row.version,
  };
};

export interface QuotaList {
  /** False: the menu entry does not exist for this unit (AH-35.01). */
  readonly applies: boolean;
  readonly needsAudit: boolean;
  readonly rows: readonly QuotaDto[];
}

/** The unit's own records, latest year first (AH-35.03). One per year, so there are no pages. */
export async function listQuotas({ core, actor }: { core: Core; actor: Actor }): Promise<QuotaList> {
  const organisationId = organisationOf(actor);
  const rows: PostQuotaRow[] = await core
    .db('post_quota')
    .where({ organisation_id: organisationId })
    .whereNotIn('state', HIDDEN)
    .orderBy('year', 'desc');
  const levels = await levelsOf(
    core.db,
    rows.map(({ id }) => id),
  );
  return {
    applies: await hasPostQuotas(core.db, organisationId),
    needsAudit: core.profile.policies.quotaNeedsAudit,
    rows: rows.map((row) => dtoOf(row, levels.get(row.id) ?? [])),
  };
}

async function usesOf(db: Database, quotaId: string): Promise<QuotaUseDto[]> {
  const rows = await db('post_quota_use as u')
    .join('account', 'account.id', 'u.decided_by')
    .where('u.quota_id', quotaId)
    .orderBy('u.decided_at', 'desc')
    .limit(500)
    .select('u.*', 'account.display_name');
  return rows.map((row) => ({
    id: row.id,
    level: row.level as QuotaLevel,
    label: QUOTA_LEVEL_LABELS[row.level as QuotaLevel],
    declarantName: row.declarant_name,
    occupies: row.occupies,
    note: row.note,
    decidedBy: row.display_name,
    decidedAt: row.decided_at,
    releasedAt: row.released_at,
    releasedBecause: row.released_because,
  }));
}

/** A record of the unit with its ledger, latest first, at most 500 lines. */
export async function quotaDetail({
  core,
  actor,
  id,
}: {
  core: Core;
  actor: Actor;
  id: string;
}): Promise<QuotaDto & { readonly uses: readonly QuotaUseDto[] }> {
  const row: PostQuotaRow | undefined = await core
    .db('post_quota')
    .where({ id, organisation_id: organisationOf(actor) })
    .whereNotIn('state', HIDDEN)
    .first();
  if (!row) throw notFound('岗位核准信息');
  const levels = await levelsOf(core.db, [id]);
  return { ...dtoOf(row, levels.get(id) ?? []), uses: await usesOf(core.db, id) };
}

/** For whoever has the record before him for audit, or had. */
export async function quotaAudit({
  core,
  actor,
  processId,
}: {
  core: Core;
  actor: Actor;
  processId: string;
}): Promise<QuotaDto & { readonly unitName: string }> {
  const row: (PostQuotaRow & { unit_name: string }) | undefined = await core
    .db('process')
    .join('post_quota as q', 'q.id', 'process.subject_id')
    .join('organisation', 'organisation.id', 'q.organisation_id')
    .where({ 'process.id': processId, 'process.kind': 'postQuota' })
    .whereExists(
      core
        .db('step')
        .whereRaw('step.process_id = process.id')
        .where({ organisation_id: organisationOf(actor), node: actor.role }),
    )
    .first('q.*', 'organisation.name as unit_name');
  if (!row) throw notFound('岗位核准信息');
  const levels = await levelsOf(core.db, [row.id]);
  return { ...dtoOf(row, levels.get(row.id) ?? []), unitName: row.unit_name };
}

/** 推荐人员情况 (AH-35.14) of a declaring unit for a plan year. */
export interface QuotaAtAudit {
  readonly year: number;
  /** The level that this declaration would occupy. */
  readonly level: QuotaLevel;
  /** null: the unit has not had its posts of that year approved. */
  readonly levels: readonly QuotaLevelDto[] | null;
  /** What was decided, and still counts. */
  readonly use: PostUse | null;
}

export interface PostUse {
  readonly occupies: boolean;
  readonly note: string | null;
}

/** What was decided about the posts of these declarations, and still counts; by declaration, the undecided left out. */
export async function usesNow(db: Database, declarationIds: readonly string[]): Promise<ReadonlyMap<string, PostUse>> {
  const rows: (PostUse & { declaration_id: string })[] = await db('post_quota_use')
    .whereIn('declaration_id', declarationIds)
    .whereNull('released_at')
    .select('declaration_id', 'occupies', 'note');
  return new Map(rows.map(({ declaration_id, occupies, note }) => [declaration_id, { occupies, note }]));
}

export async function quotaAtAudit({
  db,
  organisationId,
  year,
  level,
  declarationId,
}: {
  db: Database;
  organisationId: string;
  year: number;
  level: QuotaLevel;
  declarationId: string;
}): Promise<QuotaAtAudit> {
  const quota = await db('post_quota')
    .where({ organisation_id: organisationId, year })
    .whereIn('state', CONFIRMED)
    .first('id');
  const use = (await usesNow(db, [declarationId])).get(declarationId);
  const levels = quota ? ((await levelsOf(db, [quota.id])).get(quota.id) ?? null) : null;
  return { year, level, levels, use: use ?? null };
}
