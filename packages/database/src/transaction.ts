import type { Database, Transaction } from './connect.ts';
import { isOutdatedStatement } from './prepared.ts';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const ATTEMPTS = 4;

export interface TransactionOptions {
  isolationLevel?: 'read committed' | 'repeatable read' | 'serializable';
}

/**
 * Runs `fn` in one transaction and commits when it resolves. After a serialization failure, a deadlock or a migration
 * under a kept statement the whole function runs again, at most three times more, so `fn` must do nothing outside the database.
 * Inside an open transaction it becomes a savepoint and the outer one decides about another attempt.
 */
export async function transaction<T>(
  db: Database,
  fn: (trx: Transaction) => Promise<T>,
  { isolationLevel }: TransactionOptions = {},
): Promise<T> {
  const attempts = db.isTransaction ? 1 : ATTEMPTS;
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(fn, isolationLevel ? { isolationLevel } : undefined);
    } catch (error) {
      if (attempt >= attempts || !isWorthAnotherAttempt(error)) throw error;
    }
  }
}

/** The SQLSTATE of a database error, undefined for any other value. */
export function sqlState(thrown: unknown): string | undefined {
  const error = asSentByPostgres(thrown);
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined;
}

/** The constraint that refused a row, for callers that turn it into a message of their own. */
export function violatedConstraint(thrown: unknown): string | undefined {
  const error = asSentByPostgres(thrown);
  if (!sqlState(error)?.startsWith('23') || typeof error !== 'object' || error === null) return undefined;
  return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined;
}

/** A model's query puts an error of its own around the one that Postgres sent. */
function asSentByPostgres(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'nativeError' in thrown ? thrown.nativeError : thrown;
}

function isWorthAnotherAttempt(error: unknown): boolean {
  const state = sqlState(error);
  return state === SERIALIZATION_FAILURE || state === DEADLOCK_DETECTED || isOutdatedStatement(asSentByPostgres(error));
}
