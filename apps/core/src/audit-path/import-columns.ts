import { LEVEL_LABELS, type LevelCode } from '@zhicheng/series-kit';
import type { SheetColumn } from '@zhicheng/spreadsheets';
import { AUDITOR_ROLES, type AuditorRole } from '@zhicheng/workflow';
import type { Core } from '../context.ts';
import { listSeries } from '../catalog/queries.ts';
import { NODE_TYPES } from './configuration-fields.ts';

const below = AUDITOR_ROLES.filter((node) => node !== 'convening').map((node) => NODE_TYPES[node]);
const above = AUDITOR_ROLES.filter((node) => node !== 'employer').map((node) => NODE_TYPES[node]);

export const BELOW_TYPE = '下级节点类型';
export const BELOW_NAME = '下级机构名称';
export const ABOVE_TYPE = '上级节点类型';
export const ABOVE_NAME = '上级机构名称';
export const SERIES = '系列';

export const NAME_NOTE = '机构在平台上的全称；有同名机构时填统一社会信用代码';

/** GP.47: the subordinate's name stands under 下级机构. Level and way of acquisition are chosen on the page (HN-31.04). */
export const IMPORT_COLUMNS: readonly SheetColumn[] = [
  { header: BELOW_TYPE, required: true, options: below, width: 28 },
  { header: BELOW_NAME, required: true, note: NAME_NOTE, width: 40 },
  { header: ABOVE_TYPE, required: true, options: above, width: 28 },
  { header: ABOVE_NAME, required: true, note: NAME_NOTE, width: 40 },
  { header: SERIES, note: '不填表示全部系列；多个系列用、隔开', width: 30 },
];

export const IMPORT_NOTES = [
  '每行是一条审核路径：下级机构的材料由上级机构受理。',
  '职称等级、取得方式在导入页面上选择，对整个文件有效。',
];

/** The node type in words; plain 经办机构 where the body is of one such sort only. */
export function nodeTypeOf(words: string, capacities: readonly string[]): AuditorRole | null {
  const plain = words.replaceAll('(', '（').replaceAll(')', '）');
  const exact = AUDITOR_ROLES.find((node) => NODE_TYPES[node] === plain);
  if (exact) return exact;
  const handling = AUDITOR_ROLES.filter((node) => NODE_TYPES[node].startsWith('经办机构') && capacities.includes(node));
  return plain === '经办机构' && handling.length === 1 ? (handling[0] ?? null) : null;
}

/** Codes of series by their names. */
export async function seriesCodes(core: Core): Promise<ReadonlyMap<string, string>> {
  return new Map((await listSeries({ db: core.db })).map(({ code, name }) => [name, code]));
}

export const levelWords = (levels: readonly string[] | null): string =>
  levels === null ? '全部等级' : levels.map((level) => LEVEL_LABELS[level as LevelCode] ?? level).join('、');
