import type { Database, Transaction } from '@zhicheng/database';
import type { AuditorRole } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { regionName } from '../organisations/queries.ts';
import type { AcceptingBodyInput } from './accepting-fields.ts';
import { keptRegions } from './edge-scope.ts';

export interface AcceptingBodyDto extends AcceptingBodyInput {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly regionName: string;
  /** 申报须知, paragraphs by line; empty: none. */
  readonly notice: string;
}
export interface AcceptingFilter {
  readonly keyword?: string | undefined;
  readonly node?: AuditorRole | undefined;
  readonly mode?: string | undefined;
  readonly level?: string | undefined;
  readonly page: number;
  readonly size: number;
}

/** An accepting body as it stands in its table. */
export interface AcceptingRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly node: AuditorRole;
  readonly levels: string[] | null;
  readonly modes: string[];
  readonly certificate_name: string;
  readonly notice: string;
  readonly version: number;
}
type Joined = AcceptingRow & { name: string; region_code: string | null };

/** Bodies in force that the actor keeps: those of his region and below it; null: of the whole province. */
export const keptBodies = (db: Database | Transaction, regions: readonly string[] | null) => {
  const query = db('accepting_body')
    .join('organisation', 'organisation.id', 'accepting_body.organisation_id')
    .whereNull('accepting_body.cancelled_at');
  if (regions !== null) void query.whereIn('organisation.region_code', [...regions]);
  return query;
};

const COLUMNS = ['accepting_body.*', 'organisation.name', 'organisation.region_code'] as const;

const bodyDto = (core: Core, row: Joined): AcceptingBodyDto => ({
  id: row.id,
  version: row.version,
  organisationId: row.organisation_id,
  node: row.node,
  name: row.name,
  regionName: regionName(core.profile, row.region_code),
  levels: row.levels,
  modes: row.modes,
  certificateName: row.certificate_name,
  notice: row.notice,
});

/** 受理机构 that the actor keeps, by name (HN-30.01); `keyword` is part of the body's name or of the printed one. */
export async function listAcceptingBodies({
  core,
  actor,
  filter,
}: {
  core: Core;
  actor: Actor;
  filter: AcceptingFilter;
}): Promise<{ rows: AcceptingBodyDto[]; total: number }> {
  const regions = await keptRegions({ core, db: core.db, actor });
  const matching = () => {
    const query = keptBodies(core.db, regions);
    const words = filter.keyword?.trim();
    if (words)
      void query.whereRaw(
        '(position(lower(?) in lower(name)) > 0 or position(lower(?) in lower(certificate_name)) > 0)',
        [words, words],
      );
    if (filter.node) void query.where({ node: filter.node });
    if (filter.mode) void query.whereRaw('? = any(modes)', [filter.mode]);
    if (filter.level) void query.whereRaw('(levels is null or ? = any(levels))', [filter.level]);
    return query;
  };
  const rows = await matching()
    .select<Joined[]>(...COLUMNS)
    .orderBy(['organisation.name', 'accepting_body.id'])
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size);
  const total = await matching().count<{ n: number }[]>('* as n').first();
  return { rows: rows.map((row) => bodyDto(core, row)), total: Number(total?.n ?? 0) };
}

/** One of them. NOT_FOUND outside the actor's scope, and for a cancelled one. */
export async function oneAcceptingBody({
  core,
  actor,
  id,
}: {
  core: Core;
  actor: Actor;
  id: string;
}): Promise<AcceptingBodyDto> {
  const row = await keptBodies(core.db, await keptRegions({ core, db: core.db, actor }))
    .where('accepting_body.id', id)
    .first<Joined | undefined>(...COLUMNS);
  if (!row) throw notFound('受理机构');
  return bodyDto(core, row);
}
