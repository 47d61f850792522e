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

const { DATABASE_URL, STATEMENTS = '', PORT } = process.env;
const statements: readonly Statement[] = JSON.parse(readFileSync(STATEMENTS, 'utf8'));
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Keys of idempotency are random and come first in the first statement that locks. */
const keys = new Set(
  statements
    .filter(({ sql }) => sql.includes('pg_advisory_xact_lock'))
    .flatMap(({ bindings }) => (String(bindings[0]).match(UUID) ?? []).slice(-1)),
);

async function replay(): Promise<unknown> {
  const client = await pool.connect();
  const now = new Map<unknown, string>([...keys].map((key) => [key, randomUUID()]));
  const renewed = (value: unknown) =>
    typeof value === 'string' ? value.replace(UUID, (id) => now.get(id) ?? id) : value;
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
