import { printDocx } from '@zhicheng/documents';
import { openDossier, type Block, type DossierData, type Series } from '@zhicheng/series-kit';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { frozen } from './frozen-dossier.ts';
import { loadDraft } from './load-draft.ts';
import type { DeclarationRow } from './model.ts';
import { opinionBlocks } from './opinion-blocks.ts';
import { opinionsSoFar } from './opinions-so-far.ts';
import { pictureOf } from './pictures.ts';
import { declarationInScope, roundInScope } from './scope.ts';

export interface KindFormView {
  /** 破格审批表, 转评申报表 */
  readonly name: string;
  readonly applicant: string;
  readonly recordNo: string;
  readonly blocks: readonly Block[];
  /** 未提交 while the content that is shown has not been submitted. */
  readonly watermark: string | null;
}

type Asked = { core: Core; actor: Actor; id: string };

/**
 * The form that the system makes for 破格申报 and 转评申报 (AH-19.04): of the draft for its owner, else of what was
 * submitted, with the opinions so far. NOT_FOUND for 常规申报, and outside the actor's scope.
 */
export async function kindForm({ core, actor, id }: Asked): Promise<KindFormView> {
  const row = await declarationInScope({ core, actor, id });
  const preview = actor.role === 'applicant' && stateOf(declarationFlow, row.state).editable === true;
  const round = preview ? row.round : await roundInScope({ core, actor, row });
  const { series, data } = preview ? await loadDraft({ core, db: core.db, row }) : await submitted(core, row, round);
  const form = series.kindForm?.(openDossier(series, data));
  if (!form) throw notFound('表格');
  return {
    name: form.name,
    applicant: data.applicant.name,
    recordNo: row.record_no,
    blocks: [...form.blocks, ...opinionBlocks(await opinionsSoFar(core, row, { round, preview }))],
    watermark: preview ? '未提交' : null,
  };
}

async function submitted(
  core: Core,
  row: DeclarationRow,
  round: number,
): Promise<{ series: Series; data: DossierData }> {
  const { seriesCode, data } = await frozen(core, row, round);
  const series = core.series.find(seriesCode);
  if (!series) throw new Error(`declaration ${row.id}: no series ${seriesCode}`);
  return { series, data };
}

/** The same as DOCX, to print, sign and stamp. It carries no ID number. */
export async function kindFormDocx(asked: Asked): Promise<{ bytes: Uint8Array; name: string }> {
  const { name, applicant, blocks, watermark, recordNo } = await kindForm(asked);
  const bytes = await printDocx(blocks, {
    title: `${name} ${applicant}`,
    ...(watermark ? { watermark } : { recordNo }),
    image: (fileId) => pictureOf(asked.core, fileId),
  });
  return { bytes, name: `${name}-${applicant}${watermark ? `-${watermark}` : ''}.docx` };
}
