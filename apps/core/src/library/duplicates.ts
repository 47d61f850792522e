import type { Transaction } from '@zhicheng/database';
import { isBlank, type Entity, type Raw } from '@zhicheng/series-kit';
import { issue, type ErrorIssue } from '../errors.ts';
import { SHOWN } from './states.ts';

/**
 * A second row with the same `unique` columns is refused, one with the same `similar` columns only warned of (GP.84).
 * Within one person's library; rows whose columns are not all filled in are equal to nothing. Two saves at once wait
 * for each other.
 */
export async function findDuplicates({
  trx,
  ownerId,
  entity,
  row,
  id,
}: {
  trx: Transaction;
  ownerId: string;
  entity: Entity;
  row: Raw;
  id: string | undefined;
}): Promise<{ issues: ErrorIssue[]; notes: string[] }> {
  const twin = async (columns: readonly string[] | undefined): Promise<string | undefined> => {
    if (!columns?.length || columns.some((name) => isBlank(row[name]))) return undefined;
    const same = Object.fromEntries(columns.map((name) => [name, row[name]]));
    await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`library:${ownerId}:${entity.code}`]);
    const query = trx('library_entry as e')
      .join('library_entry_revision as r', (on) => on.on('r.entry_id', 'e.id').andOn('r.revision', 'e.revision'))
      .where({ 'e.owner_id': ownerId, 'e.entity': entity.code })
      .whereIn('e.state', SHOWN)
      .whereRaw('r.data @> ?::jsonb', [JSON.stringify(same)]);
    if (id) void query.whereNot({ 'e.id': id });
    if (!(await query.first('e.id'))) return undefined;
    return columns.map((name) => entity.fields[name]?.label ?? name).join('、');
  };
  const equal = await twin(entity.unique);
  const alike = await twin(entity.similar);
  return {
    issues: equal
      ? [issue('duplicate', `已有一条${equal}相同的${entity.label}，不能重复录入。`, { path: entity.unique?.[0] })]
      : [],
    notes: alike ? [`已有一条${alike}相同的${entity.label}，请确认没有重复录入。`] : [],
  };
}
