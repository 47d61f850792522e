import type { Transaction } from '@zhicheng/database';

/** Everything that a revision links to, over any number of links, at the revisions that count now: id -> revision. */
export async function linkedFrom(
  trx: Transaction,
  { id, revision }: { id: string; revision: number },
): Promise<Readonly<Record<string, number>>> {
  const { rows } = await trx.raw<{ rows: { linked: Record<string, number> | null }[] }>(
    `with recursive reached (id, revision) as (
       select e.id, coalesce(e.approved_revision, e.revision)
       from library_link l join library_entry e on e.id = l.to_entry_id
       where l.from_entry_id = :id and l.from_revision = :revision
       union
       select e.id, coalesce(e.approved_revision, e.revision)
       from reached r join library_link l on l.from_entry_id = r.id and l.from_revision = r.revision
       join library_entry e on e.id = l.to_entry_id)
     select jsonb_object_agg(id, revision) as linked from reached`,
    { id, revision },
  );
  return rows[0]?.linked ?? {};
}
