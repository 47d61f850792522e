import { transaction } from '@zhicheng/database';
import { fileIds } from '@zhicheng/documents';
import { openDossier } from '@zhicheng/series-kit';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { revealIdNumber } from '../identity/reveal-id-number.ts';
import { loadDraft } from './load-draft.ts';
import type { DeclarationRow } from './model.ts';
import { picturesOf } from './pictures.ts';
import { declarationInScope, roundInScope } from './scope.ts';
import { printForm, submittedForm, withClosing, type ReviewForm } from './submitted-forms.ts';

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
    const whole = await withClosing(core, [{ row, round: row.round, preview: true, blocks }]);
    return {
      row,
      blocks: whole.get(row.id) ?? [],
      recordNo: row.record_no,
      hash: null,
      watermark: '未提交',
    };
  }
  const round = await roundInScope({ core, actor, row });
  return { row, ...(await submittedForm({ core, row, round })) };
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
  const image = await picturesOf(core, fileIds(form.blocks));
  const bytes = await printForm(form, { personName: person.name, idNumber, image });
  return { bytes, name: `专业技术资格评审表-${person.name}${form.watermark ? `-${form.watermark}` : ''}.docx` };
}
