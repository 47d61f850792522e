import type { Database } from '@zhicheng/database';

/** Foreign keys that some row does not keep: they are not checked while a province is filled. */
export async function brokenReferences(db: Database): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { name: string; sql: string }[] }>(`
    select c.conname as name, format('select 1 from %s a where %s and not exists (select 1 from %s b where %s) limit 1',
      c.conrelid::regclass, string_agg(format('a.%I is not null', f.attname), ' and '), c.confrelid::regclass,
      string_agg(format('b.%I = a.%I', t.attname, f.attname), ' and ')) as sql
    from pg_constraint c
      cross join lateral unnest(c.conkey, c.confkey) as k (own, other)
      join pg_attribute f on f.attrelid = c.conrelid and f.attnum = k.own
      join pg_attribute t on t.attrelid = c.confrelid and t.attnum = k.other
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace
    group by c.oid, c.conname, c.conrelid, c.confrelid`);
  const broken: string[] = [];
  for (const { name, sql } of rows) if ((await db.raw(sql)).rows.length > 0) broken.push(name);
  return broken;
}
