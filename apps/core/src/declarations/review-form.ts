import { transaction } from '@zhicheng/database';
import { printDocx } from '@zhicheng/documents';
import { openDossier, type Block } from '@zhicheng/series-kit';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { revealIdNumber } from '../identity/reveal-id-number.ts';
import { closingBlocks } from './closing-blocks.ts';
import { closingFacts } from './closing-facts.ts';
import { loadDraft } from './load-draft.ts';
import type { DeclarationRow, SnapshotRow } from './model.ts';
import { declarationInScope, roundInScope } from './scope.ts';

export interface ReviewForm {
  readonly blocks: readonly Block[];
  readonly recordNo: string;
  /** Set once submitted: of the snapshot. */
  readonly hash: string | null;
  /** GP.82: 未提交 until the content that is shown has been submitted. */
  readonly watermark: string | null;
}

/**
 * The 专业技术资格评审表 as blocks (AH-27): what was submitted, then what the ledger says so far; of a record that is
 * being worked on, a preview marked 未提交 for its owner. Organisations get the latest submission that was before them.
 */
export async function reviewForm({
  core,
  actor,
  id,
}: {
  core: Core;
  actor: Actor;
  id: string;
}): Promise<ReviewForm & { row: DeclarationRow }> {
  const row = await declarationInScope({ core, actor, id });
  // Auditors read what was submitted, never what the owner is working on since.
  if (actor.role === 'applicant' && stateOf(declarationFlow, row.state).editable) {
    const { series, data } = await loadDraft({ core, db: core.db, row });
    const blocks = series.reviewForm(openDossier(series, data));
    const facts = await closingFacts(core, row, { round: row.round, preview: true });
    return {
      row,
      blocks: [...blocks, ...closingBlocks(blocks, facts)],
      recordNo: row.record_no,
      hash: null,
      watermark: '未提交',
    };
  }
  const round = await roundInScope({ core, actor, row });
  return { row, ...(await submittedForm({ core, row, round })) };
}

/** What was submitted in one round, with what the ledger says so far. The caller has checked the scope. */
export async function submittedForm({
  core,
  row,
  round,
}: {
  core: Core;
  row: DeclarationRow;
  round: number;
}): Promise<ReviewForm> {
  const snapshot: Pick<SnapshotRow, 'blocks' | 'hash'> | undefined = await core
    .db('declaration_snapshot')
    .where({ declaration_id: row.id, round })
    .first('blocks', 'hash');
  if (!snapshot) throw new Error(`declaration ${row.id} has no snapshot of round ${round}`);
  const facts = await closingFacts(core, row, { round, preview: false });
  return {
    blocks: [...snapshot.blocks, ...closingBlocks(snapshot.blocks, facts)],
    recordNo: row.record_no,
    hash: snapshot.hash,
    watermark: null,
  };
}

export async function pictureOf(core: Core, fileId: string) {
  const file = await core.db('file').where({ id: fileId }).first('hash', 'type', 'width', 'height');
  if (file?.type !== 'jpg' && file?.type !== 'png') return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of await core.store.read(file.hash)) chunks.push(chunk);
  return { bytes: Buffer.concat(chunks), type: file.type as 'jpg' | 'png', width: file.width, height: file.height };
}

/** 导出评审表: the DOCX with the ID number (GP.95); whoever is not the owner leaves a trace in the reveal log. */
export async function reviewFormDocx({
  core,
  actor,
  id,
}: {
  core: Core;
  actor: Actor;
  id: string;
}): Promise<{ bytes: Uint8Array; name: string }> {
  const form = await reviewForm({ core, actor, id });
  const person = await core.db('person').where({ account_id: form.row.account_id }).first('name');
  const personId = form.row.account_id;
  const idNumber = await transaction(core.db, (trx) =>
    revealIdNumber({ core, trx, actor, personId, purpose: 'reviewForm' }),
  );
  const bytes = await print(core, form, person.name, idNumber);
  return { bytes, name: `专业技术资格评审表-${person.name}${form.watermark ? `-${form.watermark}` : ''}.docx` };
}

const print = (core: Core, form: ReviewForm, personName: string, idNumber: string | undefined): Promise<Uint8Array> =>
  printDocx(form.blocks, {
    title: `专业技术资格评审表 ${personName}`,
    ...(form.hash && { recordNo: form.recordNo, hash: form.hash }),
    ...(form.watermark && { watermark: form.watermark }),
    secrets: { idNumber },
    image: (fileId) => pictureOf(core, fileId),
  });

/** One of many forms that are printed together; the caller has checked the scope and logged the reveal. */
export const printSubmitted = async ({
  core,
  row,
  round,
  personName,
  idNumber,
}: {
  core: Core;
  row: DeclarationRow;
  round: number;
  personName: string;
  idNumber: string | undefined;
}): Promise<Uint8Array> => print(core, await submittedForm({ core, row, round }), personName, idNumber);
