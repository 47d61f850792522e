import type { Database } from '@zhicheng/database';
import { LIBRARY_GROUPS, type Entity } from '@zhicheng/series-kit';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { APPROVED, isApproved, SHOWN } from './states.ts';
import { listedAt } from './tally.ts';

export interface MenuItem {
  readonly entity: string;
  readonly label: string;
  /** The owner's side counts drafts, the unit's does not (GP.60). */
  readonly all: number;
  readonly approved: number;
}
export interface MenuGroup {
  readonly group: string;
  readonly items: readonly MenuItem[];
}
type Counts = ReadonlyMap<string, { all: number; approved: number }>;

/** The person's library by menu group with (全部/审核通过) counters (AH-07.02, .05). Two queries. */
export async function libraryMenu({ core, actor }: { core: Core; actor: Actor }): Promise<MenuGroup[]> {
  const mine = await exclusiveEntities(core, core.db, actor.accountId);
  const counts = await countEntities(core.db, actor.accountId);
  return grouped(
    core.series.entities.filter((entity) => !entity.exclusive || mine.has(entity)),
    counts,
  );
}

/**
 * The same for everything submitted to the actor's unit (AH-31.01). What belongs to one series only is listed where
 * somebody of the unit has submitted it. One query.
 */
export async function unitLibraryMenu({ core, actor }: { core: Core; actor: Actor }): Promise<MenuGroup[]> {
  const counts = new Map<string, { all: number; approved: number }>();
  for (const { entity, state, entries } of await listedAt(core.db, organisationOf(actor))) {
    const { all, approved } = counts.get(entity) ?? { all: 0, approved: 0 };
    counts.set(entity, { all: all + entries, approved: approved + (isApproved(state) ? entries : 0) });
  }
  return grouped(
    core.series.entities.filter((entity) => !entity.exclusive || counts.has(entity.code)),
    counts,
  );
}

/** Whether the person may have entries of this entity: all, but for those of another series (AH-06.13, AH-39.10). */
export async function seesEntity(core: Core, db: Database, accountId: string, entity: Entity): Promise<boolean> {
  return !entity.exclusive || (await exclusiveEntities(core, db, accountId)).has(entity);
}

async function exclusiveEntities(core: Core, db: Database, accountId: string): Promise<ReadonlySet<Entity>> {
  const person = await db('person')
    .join('title_series', 'title_series.code', 'person.series_code')
    .where({ account_id: accountId })
    .first('plugin_code');
  return new Set(core.series.find(person?.plugin_code)?.library ?? []);
}

async function countEntities(db: Database, ownerId: string): Promise<Counts> {
  const rows = await db('library_entry')
    .where({ owner_id: ownerId })
    .whereIn('state', [...SHOWN])
    .groupBy('entity')
    .select('entity', db.raw('count(*)::int as "all"'))
    .select(db.raw('(count(*) filter (where state = any(?)))::int as approved', [APPROVED]));
  return new Map(rows.map(({ entity, all, approved }) => [entity, { all, approved }]));
}

function grouped(entities: readonly Entity[], counts: Counts): MenuGroup[] {
  return LIBRARY_GROUPS.map((group) => ({
    group,
    items: entities
      .filter((entity) => entity.group === group)
      .map(({ code, label, menuLabel = label }) => ({
        entity: code,
        label: menuLabel,
        ...(counts.get(code) ?? { all: 0, approved: 0 }),
      })),
  })).filter(({ items }) => items.length > 0);
}
