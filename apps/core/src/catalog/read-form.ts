import type { Database } from '@zhicheng/database';
import { parseFields, type Fields, type Raw, type Row } from '@zhicheng/series-kit';
import type { ErrorIssue } from '../errors.ts';
import { checkCoded } from './check-coded.ts';

export type ReadForm<F extends Fields> =
  | { readonly row: Row<F>; readonly issues: readonly [] }
  | { readonly row: null; readonly issues: readonly ErrorIssue[] };

/**
 * Reads a form by its fields and looks its codes up: complete and right, or one Chinese sentence per field that is
 * not. A drop-down may send its bare code; the dictionary gives the name either way.
 */
export async function readForm<F extends Fields>(db: Database, fields: F, raw: Raw): Promise<ReadForm<F>> {
  const parsed = parseFields(fields, withNames(fields, raw));
  const { row, issues } = await checkCoded(db, fields, parsed.ok ? parsed.row : parsed.sure);
  const all = [
    ...(parsed.ok ? [] : parsed.issues).map((found) => ({
      path: found.field ?? '',
      code: found.blank ? 'blank' : 'wrong',
      message: `${found.message}。`,
    })),
    ...issues,
  ];
  return parsed.ok && all.length === 0 ? { row: row as Row<F>, issues: [] } : { row: null, issues: all };
}

const withNames = (fields: Fields, raw: Raw): Raw =>
  Object.fromEntries(
    Object.entries(raw).map(([name, value]) => {
      const kind = Object.hasOwn(fields, name) ? fields[name]?.shape.kind : undefined;
      const bare = (kind === 'coded' || kind === 'region') && typeof value === 'string' && value !== '';
      return [name, bare ? { code: value, name: value } : value];
    }),
  );
