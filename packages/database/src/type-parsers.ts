import pg from 'pg';

const BIGINT = 20;
const DATE = 1082;

/** Turns a bigint column into a number; throws RangeError where a double would lose digits. */
export function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a safe integer`);
  return value;
}

type TypeParser = (text: string) => unknown;

/**
 * Parsers for one connection, so that other users of the driver in this process keep theirs.
 * bigint -> number (checked), date -> 'YYYY-MM-DD' (a calendar day has no time zone), timestamptz -> Date,
 * numeric -> string, json -> value.
 */
export const connectionTypes = {
  getTypeParser(oid: number, format?: string): TypeParser {
    if (oid === BIGINT && format !== 'binary') return parseBigint;
    if (oid === DATE && format !== 'binary') return (text) => text;
    return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text');
  },
};
