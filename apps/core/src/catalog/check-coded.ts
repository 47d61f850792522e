import type { Database } from '@zhicheng/database';
import { codedFields, codedIn, nameCoded, REGION_DICTIONARY, type Fields, type Raw } from '@zhicheng/series-kit';
import type { ErrorIssue } from '../errors.ts';
import { DictionaryItem, Region } from './model.ts';

type Named = ReadonlyMap<string, string>;
const keyOf = (dictionary: string, code: string): string => `${dictionary}\n${code}`;

/** Names of dictionary and region codes that are in use today. */
async function namesOf(db: Database, wanted: readonly { dictionary: string; code: string }[]): Promise<Named> {
  const names = new Map<string, string>();
  const regions = wanted.filter((item) => item.dictionary === REGION_DICTIONARY).map((item) => item.code);
  const items = wanted.filter((item) => item.dictionary !== REGION_DICTIONARY);
  if (regions.length > 0) {
    const rows = await Region.query(db).whereIn('code', regions).whereNull('retired_at').select('code', 'name');
    for (const { code, name } of rows) names.set(keyOf(REGION_DICTIONARY, code), name);
  }
  if (items.length > 0) {
    const rows = await DictionaryItem.query(db)
      .whereInComposite(
        ['dictionary', 'code'],
        items.map((item) => [item.dictionary, item.code]),
      )
      .whereNull('retired_at')
      .select('dictionary', 'code', 'name');
    for (const { dictionary, code, name } of rows) names.set(keyOf(dictionary, code), name);
  }
  return names;
}

export interface CheckedCodes<R extends Raw> {
  /** With the names that the dictionaries have. */
  readonly row: R;
  /** Codes that no dictionary has, or that were retired. */
  readonly issues: ErrorIssue[];
}

/**
 * Looks up every dictionary-backed answer of a row, nested ones included. The row comes back with the names that the
 * dictionaries have; codes that no dictionary has, or that were retired, are issues. Takes a transaction as well.
 */
export async function checkCoded<R extends Raw>(db: Database, fields: Fields, row: R): Promise<CheckedCodes<R>> {
  return (await codeChecker(db, fields, [row]))(row);
}

/** The same for many rows: what the dictionaries have is asked once for all of them. Takes these rows and no others. */
export async function codeChecker(
  db: Database,
  all: Fields,
  rows: readonly Raw[],
): Promise<<R extends Raw>(row: R) => CheckedCodes<R>> {
  const fields = codedFields(all);
  const wanted = new Map(
    rows.flatMap((row) => codedIn(fields, row)).map((answer) => [keyOf(answer.dictionary, answer.code), answer]),
  );
  if (wanted.size === 0) return (row) => ({ row, issues: [] });
  const names = await namesOf(db, [...wanted.values()]);
  const nameOf = (dictionary: string, code: string) => names.get(keyOf(dictionary, code));
  return (row) => {
    const answers = codedIn(fields, row);
    if (answers.length === 0) return { row, issues: [] };
    const issues = answers
      .filter(({ dictionary, code }) => nameOf(dictionary, code) === undefined)
      .map(({ path, field }) => ({ path, code: 'unknownCode', message: `${field.label}不在可选范围内，请重新选择。` }));
    return { row: nameCoded(fields, row, nameOf), issues };
  };
}

/** The entry of a dictionary by its code, null when it is not there or retired. */
export async function dictionaryItem(
  db: Database,
  dictionary: string,
  code: string,
): Promise<{ code: string; name: string } | null> {
  const name = (await namesOf(db, [{ dictionary, code }])).get(keyOf(dictionary, code));
  return name === undefined ? null : { code, name };
}
