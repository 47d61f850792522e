import type { Transaction } from '@zhicheng/database';
import { filesIn, isRaw, type Field, type Fields, type FileRef, type Raw } from '@zhicheng/series-kit';
import type { Actor } from '../context.ts';
import { issue, type ErrorIssue } from '../errors.ts';
import { isId } from '../ids.ts';
import { StoredFile, type FileRow } from './model.ts';

export interface CheckedFiles<R extends Raw> {
  /** The row with name and size of every file as stored. */
  readonly row: R;
  readonly issues: readonly ErrorIssue[];
  readonly fileIds: readonly string[];
}

/**
 * Holds what a row says of its files against the files themselves: each must be the actor's, of a type and size that
 * its field takes. Names and sizes come from the database, never from the browser. The files stay locked against the
 * sweep until the transaction ends.
 */
export async function checkOwn<R extends Raw>({
  trx,
  actor,
  fields,
  row,
}: {
  trx: Transaction;
  actor: Pick<Actor, 'accountId'>;
  fields: Fields;
  row: R;
}): Promise<CheckedFiles<R>> {
  const found = filesIn(fields, row);
  const ids = [...new Set(found.map(({ file }) => file.id).filter(isId))];
  const stored = await ownFiles(trx, actor.accountId, ids);
  const issues = found.flatMap(({ path, field, file }) => {
    const message = objection(field, stored.get(file.id));
    return message ? [issue('file', message, { path })] : [];
  });
  return { row: refreshed(row, stored) as R, issues, fileIds: [...stored.keys()] };
}

async function ownFiles(trx: Transaction, ownerId: string, ids: readonly string[]): Promise<Map<string, FileRow>> {
  if (ids.length === 0) return new Map();
  const rows = await StoredFile.query(trx).where({ owner_id: ownerId }).whereIn('id', ids).orderBy('id').forKeyShare();
  return new Map(rows.map((row) => [row.id, row]));
}

function objection(field: Field, file: FileRow | undefined): string | undefined {
  if (field.shape.kind !== 'files') return undefined;
  if (!file) return `请重新上传${field.label}`;
  const { types, maxMB } = field.shape;
  // A bmp is kept as png, a slot for either takes what became of it.
  const fits = types.includes(file.type) || (file.type === 'png' && types.includes('bmp'));
  if (!fits) return `${field.label}只能上传${types.join('/')}文件`;
  return file.bytes > maxMB * 1024 * 1024 ? `${field.label}不能超过${maxMB}MB` : undefined;
}

/** File references anywhere in a row, rewritten: an object whose id is one of the stored files is such a reference. */
function refreshed(value: unknown, stored: ReadonlyMap<string, FileRow>): unknown {
  if (Array.isArray(value)) return value.map((item) => refreshed(item, stored));
  if (!isRaw(value)) return value;
  const file = typeof value.id === 'string' ? stored.get(value.id) : undefined;
  if (file) return { id: file.id, name: file.name, bytes: Number(file.bytes) } satisfies FileRef;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, refreshed(inner, stored)]));
}
