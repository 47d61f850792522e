import type { Database } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { lastReturn } from './queries.ts';
import { EDITABLE, isReturned, labelOf } from './states.ts';

/** Entries of one entity that wait for their owner: returned ones to mend, drafts to hand in. */
export interface OpenWork {
  readonly entity: string;
  readonly label: string;
  readonly state: string;
  readonly stateLabel: string;
  readonly returned: boolean;
  readonly count: number;
  /** The latest of them. */
  readonly entryId: string;
  readonly updatedAt: Date;
  /** The unit's words on the latest, where it was returned. */
  readonly reason: string | null;
}

interface Row {
  entity: string;
  state: string;
  count: number;
  entryId: string;
  updatedAt: Date;
  return_reason: string | null;
}

/** What the own library has to do, for 待处理事项 (AH-05.02): returned first, latest first. One query. */
export async function libraryOpenWork({ core, actor }: { core: Core; actor: Actor }): Promise<OpenWork[]> {
  const rows = await openEntries(core.db, actor.accountId);
  return rows
    .flatMap(({ return_reason, ...row }): OpenWork[] => {
      const entity = core.series.findEntity(row.entity);
      const returned = isReturned(row.state);
      const rest = { stateLabel: labelOf(row.state), returned, reason: returned ? return_reason : null };
      return entity ? [{ ...row, ...rest, label: entity.label }] : [];
    })
    .toSorted((a, b) => Number(b.returned) - Number(a.returned) || b.updatedAt.getTime() - a.updatedAt.getTime());
}

const openEntries = (db: Database, ownerId: string): Promise<Row[]> =>
  db
    .from('library_entry as e')
    .where({ 'e.owner_id': ownerId })
    .whereIn('e.state', EDITABLE)
    .distinctOn('e.entity', 'e.state')
    .orderBy([{ column: 'e.entity' }, { column: 'e.state' }, { column: 'e.updated_at', order: 'desc' }])
    .select<Row[]>(
      'e.entity',
      'e.state',
      'e.id as entryId',
      'e.updated_at as updatedAt',
      db.raw('(count(*) over (partition by e.entity, e.state))::int as count'),
      lastReturn(db),
    );
