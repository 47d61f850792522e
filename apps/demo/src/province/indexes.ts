import type { Database } from '@zhicheng/database';

/** Tables that grow with the province. */
const LARGE = [
  ...['account', 'login', 'person', 'assignment', 'binding', 'process', 'step', 'task', 'ledger_event', 'notification'],
  ...['library_entry', 'library_entry_revision', 'library_pin', 'declaration', 'declaration_pick'],
  ...['declaration_form', 'declaration_snapshot', 'declaration_desk'],
];

/**
 * Takes the indexes of large tables away, but for keys: built once over all rows they cost a third of what each row
 * costs by itself. Resolves to what builds them again.
 */
export async function setIndexesAside(db: Database): Promise<readonly string[]> {
  const { rows } = await db.raw<{ rows: { name: string; definition: string }[] }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i where i.indrelid = any(?::regclass[])
       and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)
     order by 1`,
    [LARGE],
  );
  for (const { name } of rows) await db.raw(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

/** Builds indexes, two at a time, and says after each how it went. */
export async function buildIndexes(
  db: Database,
  definitions: readonly string[],
  log: (line: string) => void,
): Promise<void> {
  const waiting = [...definitions];
  const worker = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const begun = Date.now();
      const statement = next;
      await db.transaction(async (trx) => {
        await trx.raw(`set local maintenance_work_mem = '1GB'`);
        await trx.raw(statement);
      });
      const seconds = (Date.now() - begun) / 1000;
      if (seconds > 5) log(`${seconds.toFixed(0)} s  ${statement.slice(0, 100)}`);
    }
  };
  await Promise.all([worker(), worker()]);
}
