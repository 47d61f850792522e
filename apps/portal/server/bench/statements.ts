import { resolveSession, type CoreApp } from '@zhicheng/core';

/** A statement as it went to the database, and what came back. */
export interface Statement {
  readonly sql: string;
  readonly bindings: readonly unknown[];
  readonly rows: readonly unknown[];
}

interface Sent {
  readonly sql: string;
  readonly bindings?: readonly unknown[];
}

/** Everything that goes to the database while somebody with this token does something, in its order. */
export async function statementsOf(
  app: CoreApp,
  token: string,
  act: () => Promise<unknown>,
): Promise<readonly Statement[]> {
  const { db } = app.core;
  const statements: Statement[] = [];
  const note = (response: unknown, { sql, bindings = [] }: Sent) => {
    const rows = typeof response === 'object' && response !== null && 'rows' in response ? response.rows : response;
    statements.push({ sql: numbered(sql), bindings, rows: Array.isArray(rows) ? rows : [] });
  };
  db.on('query-response', note);
  try {
    await resolveSession({ core: app.core, token });
    await act();
  } finally {
    db.off('query-response', note);
  }
  return statements;
}

/** Knex reports questions marks where the database was sent $1, $2 …; `\\?` is an operator. */
const numbered = (sql: string): string => {
  let n = 0;
  return sql.replace(/\\\?|\?/g, (sign) => (sign === '?' ? `$${(n += 1)}` : '?'));
};
