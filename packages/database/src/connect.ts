import knex, { type Knex } from 'knex';
import type { Client } from 'pg';
import { keepStatements, statementNames } from './prepared.ts';
import { refuseUnfitDatabase, TRAITS_SQL } from './check-database.ts';
import { connectionTypes } from './type-parsers.ts';

export type { Knex };
/** A pool of connections. Everything that takes a Database also takes a Transaction. */
export type Database = Knex;
export type Transaction = Knex.Transaction;

export interface ConnectOptions {
  /** postgres://user:password@host:port/database */
  url: string;
  /** most connections held at once; default 10 */
  poolMax?: number;
  /** shown in pg_stat_activity; default 'zhicheng' */
  applicationName?: string;
  /** false behind a pooler that lends connections by transaction; else frequent statements stay parsed and planned */
  prepare?: boolean;
}

/**
 * Opens a pool on a Postgres database; close it with `db.destroy()`.
 * The first connection checks encoding and locale: on an unfit database every query fails with that message.
 * Column names are those of the database (snake_case): nothing is renamed on the way.
 */
export function connect({ url, poolMax = 10, applicationName = 'zhicheng', prepare = true }: ConnectOptions): Database {
  let checked = false;
  const names = statementNames();
  return knex({
    client: 'pg',
    connection: { connectionString: url, application_name: applicationName, types: connectionTypes, keepAlive: true },
    pool: {
      min: 0,
      max: poolMax,
      afterCreate(connection: Client, done: (error: Error | null, connection: Client) => void) {
        if (prepare) keepStatements(connection, names);
        if (checked) return done(null, connection);
        checkOnce(connection).then(
          () => {
            checked = true;
            done(null, connection);
          },
          (error: Error) => done(error, connection),
        );
      },
    },
    acquireConnectionTimeout: 15_000,
    // a failed statement says itself in its message, without the values: they are people's data and messages are logged
    compileSqlOnError: false,
  });
}

async function checkOnce(connection: Client): Promise<void> {
  const { rows } = await connection.query<{ encoding: string; letter: boolean }>(TRAITS_SQL);
  const [row] = rows;
  if (!row) throw new Error('The database did not answer the question for its encoding.');
  refuseUnfitDatabase({ encoding: row.encoding, chineseIsLetter: row.letter });
}
