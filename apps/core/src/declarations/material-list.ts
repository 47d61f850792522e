import { printDocx } from '@zhicheng/documents';
import {
  filesIn,
  grid,
  heading,
  KIND_LABELS,
  note,
  openDossier,
  opinion,
  show,
  table,
  title,
  type AnyPick,
  type Block,
  type Cell,
  type Dossier,
  type DossierData,
  type Fields,
  type PlannedSection,
  type Raw,
  type Series,
} from '@zhicheng/series-kit';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { frozen } from './frozen-dossier.ts';
import { loadDraft } from './load-draft.ts';
import { UNDATED } from './opinion-blocks.ts';
import { declarationInScope, roundInScope } from './scope.ts';

export interface MaterialList {
  readonly applicant: string;
  readonly recordNo: string;
  readonly blocks: readonly Block[];
  /** 未提交 while what is shown has not been submitted. */
  readonly watermark: string | null;
}
type Asked = { core: Core; actor: Actor; id: string };

/** 材料类别, 材料名称, 附件, 份数 */
type Material = readonly [section: string, name: string, files: string, copies: string];

/** More than that of one kind (cases of a hospital) stand in the system, not on paper. */
const MOST_PER_SECTION = 200;

const fileNames = (fields: Fields, row: Raw): string[] => filesIn(fields, row).map(({ file }) => file.name);

const material = (section: string, name: string, files: readonly string[]): Material => [
  section,
  name || '无',
  files.length > 0 ? files.join('\n') : '无',
  files.length > 0 ? String(files.length) : '无',
];

/** A masked name (of a patient) stays masked here as well. */
const nameOf = (section: AnyPick, row: Raw): string =>
  section.entity.columns
    .map((name) => {
      const field = section.entity.fields[name];
      return field && field.shape.kind !== 'files' ? show(field, row[name]) : '';
    })
    .find((text) => text !== '') ?? '';

function picked(dossier: Dossier, section: AnyPick, label: string): Material[] {
  const picks = dossier.picks(section);
  const listed = picks
    .slice(0, MOST_PER_SECTION)
    .map(({ row }) => material(label, nameOf(section, row), fileNames(section.entity.fields, row)));
  const more = picks.length - listed.length;
  return more > 0 ? [...listed, [label, `另有 ${more} 条，见系统内申报信息`, '', '']] : listed;
}

function materialsOf(dossier: Dossier, { section, label, fields }: PlannedSection): Material[] {
  if (section.kind === 'pick') return picked(dossier, section, label);
  const row: Raw = dossier.form(section);
  if (section.kind === 'form') {
    const names = fileNames(fields, row);
    return names.length > 0 ? [material(label, '佐证材料', names)] : [];
  }
  return Object.entries(fields).map(([name, field]) => material(label, field.label, fileNames({ [name]: field }, row)));
}

const label = (text: string): Cell => ({ text, align: 'center', bold: true });
const line = (a: string, b: string, c: string, d: string): Cell[] => [label(a), b, label(c), d];

function headBlocks(dossier: Dossier, recordNo: string): Block[] {
  const { applicant, plan, situation, title: asked } = dossier;
  return [
    title('申报材料一览表'),
    grid(
      [
        line('申报编号', recordNo, '申报年度', `${plan.year}年`),
        line('姓名', applicant.name, '工作单位', applicant.unitName),
        line('申报专业', situation.specialty, '申报资格', asked),
        line('申报形式', KIND_LABELS[situation.kind], '受理评委会', plan.committee),
        [label('评审计划'), { text: plan.name, span: 3 }],
      ],
      [2, 5, 2, 5],
    ),
  ];
}

/** 申报材料一览表 with the 确认审核表 (rules 2.4): every material by section, then who vouches for it. */
export function materialBlocks(series: Series, data: DossierData, recordNo: string): Block[] {
  const dossier = openDossier(series, data);
  const materials = dossier.sections.flatMap((planned) => materialsOf(dossier, planned));
  const files = materials.reduce((sum, [, , , copies]) => sum + (Number(copies) || 0), 0);
  return [
    ...headBlocks(dossier, recordNo),
    heading('一、申报材料'),
    table(
      ['序号', '材料类别', '材料名称', '附件', '份数', '备注'],
      materials.map((row, index) => [String(index + 1), ...row, '']),
      [1.2, 3, 5, 6, 1.2, 1.6],
    ),
    note(`共 ${materials.length} 项材料，${files} 个附件。`),
    heading('二、申报材料确认审核'),
    opinion('申报人承诺', '以上申报材料由本人提供，真实、完整，与原件一致。', ['申报人（签字）', UNDATED]),
    opinion('单位资格审核', '经审核原件，申报材料真实，符合申报要求。', ['审核人（签字）', '公章', UNDATED]),
  ];
}

/**
 * 申报材料一览表: of the draft for its owner, else of what was submitted in the round that the actor may see.
 * NOT_FOUND outside the scope.
 */
export async function materialList({ core, actor, id }: Asked): Promise<MaterialList> {
  const row = await declarationInScope({ core, actor, id });
  const preview = actor.role === 'applicant' && stateOf(declarationFlow, row.state).editable === true;
  const { seriesCode, data } = preview
    ? await loadDraft({ core, db: core.db, row }).then(({ series, data: draft }) => ({
        seriesCode: series.code,
        data: draft,
      }))
    : await frozen(core, row, await roundInScope({ core, actor, row }));
  const series = core.series.find(seriesCode);
  if (!series) throw new Error(`declaration ${row.id}: no series ${seriesCode}`);
  return {
    applicant: data.applicant.name,
    recordNo: row.record_no,
    blocks: materialBlocks(series, data, row.record_no),
    watermark: preview ? '未提交' : null,
  };
}

/** The same as DOCX. It carries no ID number. */
export async function materialListDocx(asked: Asked): Promise<{ bytes: Uint8Array; name: string }> {
  const { applicant, recordNo, blocks, watermark } = await materialList(asked);
  const bytes = await printDocx(blocks, {
    title: `申报材料一览表 ${applicant}`,
    ...(watermark ? { watermark } : { recordNo }),
  });
  return { bytes, name: `申报材料一览表-${applicant}${watermark ? `-${watermark}` : ''}.docx` };
}
