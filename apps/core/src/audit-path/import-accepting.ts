import type { SheetColumn, TableRow } from '@zhicheng/spreadsheets';
import { AUDITOR_ROLES } from '@zhicheng/workflow';
import type { ErrorIssue } from '../errors.ts';
import type { AcceptingBodyInput } from './accepting-fields.ts';
import { nodeOf, type CheckedRow, type Checking, type Wrong } from './check-rows.ts';
import { NODE_TYPES } from './configuration-fields.ts';
import { NAME_NOTE } from './import-columns.ts';
import { twinOf, whyNotBody } from './save-accepting-body.ts';

export const ACCEPTING_TYPE = '受理节点类型';
export const ACCEPTING_NAME = '机构名称';
export const PRINTED_NAME = '打在职称证书上的机构名称';

/** HN-30.07: level and way of acquisition are chosen on the page. */
export const ACCEPTING_COLUMNS: readonly SheetColumn[] = [
  { header: ACCEPTING_TYPE, required: true, options: AUDITOR_ROLES.map((node) => NODE_TYPES[node]), width: 28 },
  { header: ACCEPTING_NAME, required: true, note: NAME_NOTE, width: 40 },
  { header: PRINTED_NAME, required: true, note: '请准确填写，按此打印在电子证书上', width: 40 },
];

export const ACCEPTING_NOTES = [
  '每行是一个受理机构：初定或认定到这个机构为止。',
  '职称等级、取得方式在导入页面上选择，对整个文件有效。',
];

const COLUMN_OF: Readonly<Record<string, string>> = {
  node: ACCEPTING_TYPE,
  organisationId: ACCEPTING_NAME,
  certificateName: PRINTED_NAME,
};
const asWrong = ({ path, message }: ErrorIssue): Wrong => ({ column: COLUMN_OF[path] ?? '', message });

/** Checks one row as the page would check its form; reads only. */
export async function checkBodyRow(
  { row, cells }: TableRow,
  checking: Checking,
  seen: Map<string, number>,
): Promise<CheckedRow> {
  const [type = '', name = '', certificateName = ''] = cells;
  const found = await nodeOf(checking.trx, { type, name }, [ACCEPTING_TYPE, ACCEPTING_NAME]);
  if (!('node' in found)) return { row, cells, errors: [found.wrong], edge: null, known: false };
  const body: AcceptingBodyInput = {
    ...found.node,
    levels: checking.levels,
    modes: checking.modes ?? [],
    certificateName,
  };
  const errors = (await whyNotBody(checking.trx, body, checking)).map(asWrong);
  const key = `${body.node}:${body.organisationId}`;
  const twin = seen.get(key);
  if (twin !== undefined) errors.push({ column: '', message: `与第 ${twin} 行重复。` });
  seen.set(key, row);
  const good = errors.length === 0;
  return { row, cells, errors, edge: null, body: good ? body : null, known: await twinOf(checking.trx, body) };
}
