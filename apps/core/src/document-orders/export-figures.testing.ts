import { execFileSync } from 'node:child_process';
import { connect, type Database } from '@zhicheng/database';
import { archiveOf } from '@zhicheng/documents';
import { createKv } from '@zhicheng/kv';
import { registry } from '@zhicheng/plugins';
import { anhui } from '@zhicheng/profiles';
import { diskStore } from '@zhicheng/storage';
import type { Actor } from '../context.ts';
import { roadForTest } from '../declarations/test-world.ts';
import { assembleCore } from '../main.ts';
import { TEST_KEY } from '../testing.ts';
import { reviewFormFiles } from './review-form-archive.ts';

// Run as a program by `npm run figures -- export [how many]`: the review forms of a plan as one ZIP that goes nowhere,
// in a process of its own. All declarations but one are copies of it, made in SQL; their pictures are one file.

interface Figure {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly bytes: number;
  /** Resident memory: modules loaded, a tenth of the forms written, the most there ever was. */
  readonly idleMB: number;
  readonly tenthMB: number;
  readonly peakMB: number;
}
const SELF = new URL(import.meta.url).pathname;
const USUAL = 1000;

const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);

/** What the worker does, alone in its process. */
async function exportAlone([url = '', dir = '', planId = '', who = '', count = '']: readonly string[]): Promise<void> {
  const db = connect({ url });
  const parts = { db, store: diskStore(dir), kv: createKv(), key: TEST_KEY, profile: anhui, series: registry };
  const core = assembleCore(parts);
  await db.raw('select 1');
  const idleMB = megabytes(process.memoryUsage().rss);
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  let [written, bytes, tenthMB] = [0, 0, 0];
  const files = reviewFormFiles(core, JSON.parse(who) as Actor, planId, (done) => {
    written = done;
    if (tenthMB === 0 && done >= Number(count) / 10) tenthMB = megabytes(process.memoryUsage().rss);
    return Promise.resolve();
  });
  for await (const chunk of archiveOf(files, new Date())) bytes += chunk.byteLength;
  if (written !== Number(count)) throw new Error(`${written} forms were written`);
  const { user, system } = process.cpuUsage(cpu);
  const peakMB = Math.round(process.resourceUsage().maxRSS / 1024);
  const times = { seconds: (performance.now() - begun) / 1000, cpuSeconds: (user + system) / 1e6 };
  console.log(JSON.stringify({ ...times, bytes, idleMB, tenthMB, peakMB } satisfies Figure));
  await core.kv.close();
  await db.destroy();
}

const TABLES = ['account', 'person', 'declaration', 'declaration_snapshot', 'process', 'step'] as const;

/** The columns of a table that are written, one after the other. */
async function writtenColumns(db: Database, table: string): Promise<string[]> {
  const rows: { name: string }[] = await db('information_schema.columns')
    .where({ table_schema: 'public', table_name: table, is_generated: 'NEVER' })
    .select('column_name as name');
  return rows.map(({ name }) => name);
}

type Copied = (table: (typeof TABLES)[number], source: string, changes: string) => string;

/** Writes the row, or rows, of `table` once per line of `copy`, with some columns changed. */
async function copier(db: Database): Promise<Copied> {
  const columns = new Map<string, string[]>();
  for (const table of TABLES) columns.set(table, await writtenColumns(db, table));
  return (table, source, changes) => {
    const names = columns.get(table) ?? [];
    return `insert into ${table} (${names.join()}) select ${names.map((name) => `made.${name}`).join()}
      from copy join ${table} source on ${source},
        lateral jsonb_populate_record(source, jsonb_build_object(${changes})) made`;
  };
}

/** The declaration once more, `count` times, each of a person of its own. */
async function copyDeclaration(db: Database, id: string, count: number): Promise<void> {
  const copied = await copier(db);
  const person = `'account_id', copy.account_id, 'id_number_hash', 'copy ' || copy.n`;
  const declaration = `'id', copy.id, 'account_id', copy.account_id, 'record_no', 'COPY' || copy.n`;
  await db.raw(
    `with own as (
       select d.id, d.account_id, p.id as process_id
       from declaration d join process p on p.kind = 'declaration' and p.subject_id = d.id where d.id = :id),
     copy as materialized (
       select n, own.id as own_id, own.account_id as own_account, own.process_id as own_process,
         uuidv7() as id, uuidv7() as account_id, uuidv7() as process_id
       from own, generate_series(1, :count::int) n),
     a as (${copied('account', 'source.id = copy.own_account', `'id', copy.account_id`)}),
     b as (${copied('person', 'source.account_id = copy.own_account', person)}),
     c as (${copied('declaration', 'source.id = copy.own_id', declaration)}),
     d as (${copied('declaration_snapshot', 'source.declaration_id = copy.own_id', `'declaration_id', copy.id`)}),
     e as (${copied('process', 'source.id = copy.own_process', `'id', copy.process_id, 'subject_id', copy.id`)})
     ${copied('step', 'source.process_id = copy.own_process', `'id', uuidv7(), 'process_id', copy.process_id`)}`,
    { id, count },
  );
}

async function measure(count: number): Promise<void> {
  const road = await roadForTest();
  try {
    const planId = await road.plan();
    const id = await road.submitted(await road.applicant('示例一'), planId);
    await road.walk(id, ['school']);
    await copyDeclaration(road.core.db, id, count - 1);
    await road.core.db.raw('analyze');
    const args = [road.url, road.filesDir, planId, JSON.stringify(road.auditors.school), String(count)];
    const told = execFileSync(process.execPath, ['--import', 'tsx', SELF, 'alone', ...args], { encoding: 'utf8' });
    tell(count, JSON.parse(told) as Figure);
  } finally {
    await road.drop();
  }
}

function tell(count: number, { seconds, cpuSeconds, bytes, idleMB, tenthMB, peakMB }: Figure): void {
  const each = (total: number) => ((total / count) * 1000).toFixed(1);
  console.log(`${count} review forms of a plan as one ZIP of ${megabytes(bytes)} MB`);
  console.log(`${seconds.toFixed(1)} s, ${each(seconds)} ms each (limit: 60 s for 10,000)`);
  console.log(`${cpuSeconds.toFixed(1)} s of processor time of the exporting process, ${each(cpuSeconds)} ms each`);
  console.log(`memory: ${idleMB} MB before it begins, ${tenthMB} MB after a tenth, at most ${peakMB} MB`);
}

const [role = '', ...args] = process.argv.slice(2);
await (role === 'alone' ? exportAlone(args) : measure(Number(role || USUAL)));
