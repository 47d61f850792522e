import type { Client, QueryConfig } from 'pg';

/** A statement is worth keeping once it was asked so often. */
const OFTEN = 20;
/** Each connection keeps at most so many, some 50 kB each. */
const MOST = 300;
/**
 * What looks for words in the rows of a body reads much or little by whose rows they are, and planning is nothing beside
 * it: each is planned for its own values.
 */
const SEARCHES = /\bstrpos\(/;
/** Texts that are counted; one that is asked once an hour need not be remembered. */
const COUNTED = 4000;

/** Gives statements that are asked often a name, by which Postgres keeps them parsed and, where it pays, planned. */
export interface StatementNames {
  /** undefined: sent as it stands, planned anew */
  nameOf(sql: string): string | undefined;
  /** After a migration what was kept may give other columns than it promised: all are kept anew under other names. */
  renew(): void;
}

/** Names for the connections of one pool. The same text has the same name at all of them. */
export function statementNames({ often = OFTEN, most = MOST } = {}): StatementNames {
  let generation = 0;
  let names = new Map<string, string>();
  let asked = new Map<string, number>();
  return {
    nameOf(sql) {
      const name = names.get(sql);
      if (name !== undefined || names.size >= most || SEARCHES.test(sql)) return name;
      const times = (asked.get(sql) ?? 0) + 1;
      if (times < often) {
        if (asked.size >= COUNTED) asked = new Map();
        asked.set(sql, times);
        return undefined;
      }
      asked.delete(sql);
      const given = `zc${generation}_${names.size}`;
      names.set(sql, given);
      return given;
    },
    renew() {
      generation += 1;
      names = new Map();
    },
  };
}

/** True for the refusal of a kept statement whose table has been migrated under it. Nothing of it was done. */
export function isOutdatedStatement(error: unknown): boolean {
  return error instanceof Error && 'routine' in error && error.routine === 'RevalidateCachedQuery';
}

type Answered = (error: Error | null, result?: unknown) => void;
type Send = (config: unknown, ...more: unknown[]) => unknown;

/**
 * Has a connection send its frequent statements by name. Not for connections that a pooler lends by transaction
 * (docs/decisions/0026). A statement that a migration has outdated is sent once more; inside a transaction Postgres
 * refuses that too, and `transaction()` runs the whole anew.
 */
export function keepStatements(connection: Client, names: StatementNames): void {
  const send: Send = connection.query.bind(connection);
  const sendNamed: Send = (config, ...more) => {
    const [answered] = more;
    if (!isStatement(config) || !isCallback(answered)) return send(config, ...more);
    const name = names.nameOf(config.text);
    if (name === undefined) return send(config, answered);
    return send({ ...config, name }, (error: Error | null, result: unknown) => {
      if (!isOutdatedStatement(error)) return answered(error, result);
      names.renew();
      send(config, (again: Error | null, late: unknown) => (again ? answered(error) : answered(null, late)));
    });
  };
  Object.assign(connection, { query: sendNamed });
}

/** Those with values; what has none is begin, commit and the like, and cursors are objects of their own. */
const isStatement = (config: unknown): config is QueryConfig & { values: unknown[] } =>
  typeof config === 'object' &&
  config !== null &&
  !('submit' in config) &&
  !('name' in config) &&
  'text' in config &&
  typeof config.text === 'string' &&
  'values' in config &&
  Array.isArray(config.values) &&
  config.values.length > 0;

const isCallback = (value: unknown): value is Answered => typeof value === 'function';
