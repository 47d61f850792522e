import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pg from 'pg';

/**
 * What a request costs without us: node:http and pg alone send the statements in the file STATEMENTS, one after the
 * other, and answer with the rows of the last. `npm run bench` measures the API beside it. Identities that a statement
 * gave back are replaced, in those after it, by what it gives back now; a new key stands for the first UUID of all.
 */
interface Statement {
  readonly sql: string;
  readonly bindings: readonly unknown[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

const { DATABASE_URL, STATEMENTS = '', SUBJECTS = '', PORT } = process.env;
const statements: readonly Statement[] = JSON.parse(readFileSync(STATEMENTS, 'utf8'));

/**
 * What can be done once only has a subject for each request in the file SUBJECTS: `was` stands in the statements, one of `next`
 * takes its place, word for word, and each of `fresh` gets a new identity.
 */
interface Subjects {
  readonly was: readonly string[];
  readonly next: readonly (readonly string[])[];
  readonly fresh: readonly string[];
}
const subjects: Subjects = SUBJECTS ? JSON.parse(readFileSync(SUBJECTS, 'utf8')) : { was: [], next: [], fresh: [] };
let taken = 0;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Identities, and what else a subject has of its own. */
const OWN = new RegExp([UUID.source, ...subjects.was.filter((own) => !own.match(UUID))].join('|'), 'g');
/** Keys of idempotency are random and come first in the first statement that locks. */
const keys = new Set(
  statements
    .filter(({ sql }) => sql.includes('pg_advisory_xact_lock'))
    .flatMap(({ bindings }) => (String(bindings[0]).match(UUID) ?? []).slice(-1)),
);

async function replay(): Promise<unknown> {
  const subject = subjects.next[taken++] ?? [];
  const client = await pool.connect();
  const now = new Map<unknown, string>([
    ...[...keys, ...subjects.fresh].map((key): [string, string] => [key, randomUUID()]),
    ...subjects.was.map((own, index): [string, string] => [own, subject[index] ?? own]),
  ]);
  const renew = (text: string) => text.replace(OWN, (own) => now.get(own) ?? own);
  const renewed = (value: unknown): unknown =>
    typeof value === 'string' ? renew(value) : Array.isArray(value) ? value.map(renewed) : value;
  let rows: readonly Record<string, unknown>[] = [];
  try {
    for (const { sql, bindings, rows: before } of statements) {
      ({ rows } = await client.query(sql, bindings.map(renewed)));
      const [was, is] = [before[0], rows[0]];
      if (/^insert/i.test(sql) && was?.id && is?.id) now.set(was.id, String(is.id));
    }
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
  return rows;
}

createServer((request, response) => {
  const answer = request.url === '/ready' ? Promise.resolve([]) : replay();
  answer.then(
    (rows) => response.setHeader('content-type', 'application/json').end(JSON.stringify(rows)),
    (error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    },
  );
}).listen(Number(PORT), '127.0.0.1');
