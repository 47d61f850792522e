import { canonicalJson } from '@zhicheng/core';
import type { Transaction } from '@zhicheng/database';
import type { Declarant } from './declarants.ts';
import type { ModelDraft } from './model-draft.ts';

export interface CopiedDraft {
  readonly declarationId: string;
  readonly version: number;
  readonly accountId: string;
  readonly assignmentId: string;
  readonly name: string;
  /** What it has of its own, identities foremost: of every draft in the same order. */
  readonly own: readonly string[];
}

/** What of the model every copy has its own of, and the column of `draft_copy` where it stands. */
type Own = ReadonlyMap<string, string>;

const ownOf = ({ whose, ids, recordNo }: ModelDraft): Own =>
  new Map([
    [whose.account, 'account'],
    [whose.unit, 'unit'],
    [whose.unit_account, 'unit_account'],
    [whose.plan, 'plan'],
    [whose.name, 'name'],
    [recordNo, 'record_no'],
    ...ids.map((id, index): [string, string] => [id, `own_${index}`]),
  ]);

/** A question mark that is no place for a value. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''").replaceAll('?', '\\?')}'`;

/** A text of the model as an expression that gives it as each copy has it. */
function expressionOf(text: string, own: Own): string {
  const found = new RegExp([...own.keys()].join('|'), 'g');
  const words = text.match(found) ?? [];
  return text
    .split(found)
    .flatMap((between, index) => [
      quoted(between),
      ...(index < words.length ? [`m.${own.get(words[index] ?? '')}`] : []),
    ])
    .join(' || ');
}

/** The rows of the model for each of these people, in a few statements; the ledger's chains have hashes of their own. */
export async function copyModel(
  trx: Transaction,
  model: ModelDraft,
  people: readonly Declarant[],
): Promise<readonly CopiedDraft[]> {
  const own = ownOf(model);
  // Keys and tasks' own words are as good as the model's.
  await trx.raw(`set local session_replication_role = replica; set local work_mem = '256MB'`);
  const ids = model.ids.map((_, index) => `uuidv7()::text as own_${index}`).join(', ');
  await trx.raw(
    `create temp table draft_copy on commit drop as
     select p.*, 'ZC-' || upper(left(md5(account), 10)) as record_no, ${ids}
     from jsonb_to_recordset(?::jsonb) as p (account text, assignment text, name text, unit text, unit_account text, plan text)`,
    [JSON.stringify(people)],
  );
  for (const table of new Set(model.rows.map((row) => row.table))) await copyRows(trx, model, table, own);
  for (const subject of new Set(model.events.map(({ subject_id }) => subject_id)))
    await trx.raw(
      chainSql(
        model.events.filter(({ subject_id }) => subject_id === subject),
        own,
      ),
    );
  const { rows } = await trx.raw(
    `select ${own.get(model.declarationId)} as "declarationId", ${model.version}::integer as version, account as "accountId",
       assignment as "assignmentId", name, array[${[...own.values()].join(', ')}] as own from draft_copy`,
  );
  return rows;
}

async function copyRows(trx: Transaction, { rows }: ModelDraft, table: string, own: Own): Promise<void> {
  const columns: { column_name: string }[] = await trx('information_schema.columns')
    .where({ table_schema: 'public', table_name: table, is_generated: 'NEVER' })
    .select('column_name');
  const names = columns.map(({ column_name }) => column_name);
  const values = rows
    .filter((row) => row.table === table)
    .map(({ json }) => `(${expressionOf(json, own)})`)
    .join(',\n');
  const copying = `insert into ${table} (${names.join(', ')})
     select ${names.map((name) => `r.${name}`).join(', ')} from draft_copy m cross join lateral (values ${values}) as v (json)
       cross join lateral jsonb_populate_record(null::${table}, v.json::jsonb) r`;
  await trx.raw(table === 'library_entry' ? `with copied as (${copying} returning *) ${TALLY}` : copying);
}

/** Triggers are off, which would have kept count. */
const TALLY = `insert into library_tally_change
  select organisation_id, entity, state, count(*) from copied
  where organisation_id is not null and state not in ('draft', 'removed') group by 1, 2, 3`;

/** One chain of the ledger for everybody: each event is hashed after the one before, as `appendEvent` does it. */
function chainSql(events: readonly Readonly<Record<string, unknown>>[], own: Own): string {
  const links = events.map((body, index) => {
    const before = index === 0 ? `''` : `h${index - 1}.hash`;
    const told = `convert_to(${before} || ${expressionOf(canonicalJson(body), own)}, 'UTF8')`;
    const json = expressionOf(JSON.stringify({ ...body, previous_hash: '', hash: '' }), own);
    return {
      hash: `cross join lateral (select encode(sha256(${told}), 'hex') as hash offset 0) h${index}`,
      row: `(${json}, ${before}, h${index}.hash)`,
    };
  });
  return `insert into ledger_event
      (subject_kind, subject_id, seq, at, account_id, organisation_id, action, data, previous_hash, hash)
    select e.subject_kind, e.subject_id, e.seq, e.at, e.account_id, e.organisation_id, e.action, e.data, v.previous, v.hash
    from draft_copy m ${links.map(({ hash }) => hash).join('\n')}
      cross join lateral (values ${links.map(({ row }) => row).join(',\n')}) as v (json, previous, hash)
      cross join lateral jsonb_populate_record(null::ledger_event, v.json::jsonb) e`;
}
