import { fileIds, printDocx } from '@zhicheng/documents';
import type { Block } from '@zhicheng/series-kit';
import type { Core } from '../context.ts';
import { closingBlocks } from './closing-blocks.ts';
import { closingFactsOfMany } from './closing-facts.ts';
import type { DeclarationRow, SnapshotRow } from './model.ts';
import type { Shown } from './opinions-so-far.ts';
import { picturesOf, type Pictures } from './pictures.ts';

export interface ReviewForm {
  readonly blocks: readonly Block[];
  readonly recordNo: string;
  /** Set once submitted: of the snapshot. */
  readonly hash: string | null;
  /** GP.82: 未提交 until the content that is shown has been submitted. */
  readonly watermark: string | null;
}

/** A round that was submitted. */
type Submitted = Omit<Shown, 'preview'>;

/** The series' blocks with the closing parts behind them, by declaration. */
export async function withClosing(
  core: Core,
  shown: readonly (Shown & { blocks: readonly Block[] })[],
): Promise<ReadonlyMap<string, readonly Block[]>> {
  const facts = await closingFactsOfMany(core, shown);
  return new Map(
    shown.map(({ row, blocks }) => {
      const closing = facts.get(row.id);
      if (!closing) throw new Error(`declaration ${row.id}: nothing is known of its audit`);
      return [row.id, [...blocks, ...closingBlocks(blocks, closing)]];
    }),
  );
}

/**
 * What was submitted in one round of each, with what the ledger says so far; by declaration, with as many queries for
 * many as for one. Their snapshots are all in memory. The caller has checked the scope.
 */
async function submittedForms(core: Core, forms: readonly Submitted[]): Promise<ReadonlyMap<string, ReviewForm>> {
  const snapshots: Pick<SnapshotRow, 'declaration_id' | 'blocks' | 'hash'>[] = await core
    .db('declaration_snapshot')
    .whereIn(
      ['declaration_id', 'round'],
      forms.map(({ row, round }) => [row.id, round]),
    )
    .select('declaration_id', 'blocks', 'hash');
  const known = new Map(snapshots.map((snapshot) => [snapshot.declaration_id, snapshot]));
  const shown = forms.map(({ row, round }) => {
    const snapshot = known.get(row.id);
    if (!snapshot) throw new Error(`declaration ${row.id} has no snapshot of round ${round}`);
    return { row, round, preview: false, blocks: snapshot.blocks, hash: snapshot.hash };
  });
  const blocks = await withClosing(core, shown);
  return new Map(
    shown.map(({ row, hash }) => [
      row.id,
      { blocks: blocks.get(row.id) ?? [], recordNo: row.record_no, hash, watermark: null },
    ]),
  );
}

/** The form of one round of one declaration. The caller has checked the scope. */
export async function submittedForm({ core, ...form }: Submitted & { core: Core }): Promise<ReviewForm> {
  return formOf(await submittedForms(core, [form]), form.row);
}

function formOf(forms: ReadonlyMap<string, ReviewForm>, row: DeclarationRow): ReviewForm {
  const form = forms.get(row.id);
  if (!form) throw new Error(`declaration ${row.id} has no form`);
  return form;
}

/** The form as DOCX, with the ID number where the caller has logged its reveal. */
export const printForm = (
  form: ReviewForm,
  { personName, idNumber, image }: { personName: string; idNumber: string | undefined; image: Pictures },
): Promise<Uint8Array> =>
  printDocx(form.blocks, {
    title: `专业技术资格评审表 ${personName}`,
    ...(form.hash && { recordNo: form.recordNo, hash: form.hash }),
    ...(form.watermark && { watermark: form.watermark }),
    secrets: { idNumber },
    image,
  });

/**
 * Many forms in the order in which they are asked for, each printed when the one before it has been taken. The caller has
 * checked the scope and logged the reveals.
 */
export async function* printSubmitted<F extends Submitted & { personName: string; idNumber: string | undefined }>(
  core: Core,
  asked: readonly F[],
): AsyncGenerator<{ readonly of: F; readonly bytes: Uint8Array }> {
  const forms = await submittedForms(core, asked);
  const image = await picturesOf(core, [...new Set([...forms.values()].flatMap(({ blocks }) => fileIds(blocks)))]);
  for (const of of asked) yield { of, bytes: await printForm(formOf(forms, of.row), { ...of, image }) };
}
