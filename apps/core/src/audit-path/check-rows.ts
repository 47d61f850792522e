import type { Transaction } from '@zhicheng/database';
import type { CellError, TableRow } from '@zhicheng/spreadsheets';
import type { ErrorIssue } from '../errors.ts';
import type { Node } from '../tasks/process-kind.ts';
import type { AcceptingBodyInput } from './accepting-fields.ts';
import { columnsOf, type EdgeInput } from './edge-rows.ts';
import { ABOVE_NAME, ABOVE_TYPE, BELOW_NAME, BELOW_TYPE, nodeTypeOf, SERIES } from './import-columns.ts';
import { whyNotEdge } from './save-edge.ts';

/** A row of the file after checking: an edge or an accepting body, or what is wrong with it. */
export interface CheckedRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly errors: readonly Omit<CellError, 'row'>[];
  readonly edge: EdgeInput | null;
  readonly body?: AcceptingBodyInput | null;
  /** The tree has this edge already. */
  readonly known: boolean;
}
export interface Checking {
  readonly trx: Transaction;
  readonly regions: readonly string[] | null;
  readonly levels: readonly string[] | null;
  readonly modes: readonly string[] | null;
  readonly series: ReadonlyMap<string, string>;
}

export type Wrong = Omit<CellError, 'row'>;
const wrong = (column: string, message: string): { wrong: Wrong } => ({ wrong: { column, message } });

/** The node that two cells of a row name, or what is wrong with them. */
export async function nodeOf(
  trx: Transaction,
  { type, name }: { type: string; name: string },
  [typeColumn, nameColumn]: readonly [string, string],
): Promise<{ node: Node } | { wrong: Wrong }> {
  if (type === '') return wrong(typeColumn, '请选择节点类型。');
  if (name === '') return wrong(nameColumn, '请填写机构名称。');
  const found = await trx('organisation')
    .where({ name })
    .orWhere({ uscc: name.toUpperCase() })
    .limit(2)
    .select<{ id: string; capacities: string[] }[]>(
      'id',
      trx.raw(
        `array(select capacity from organisation_capacity c where c.organisation_id = organisation.id) as capacities`,
      ),
    );
  const [body] = found;
  if (!body) return wrong(nameColumn, `没有找到“${name}”。请填平台上的全称，或统一社会信用代码。`);
  if (found.length > 1) return wrong(nameColumn, `有多个机构叫“${name}”，请改填统一社会信用代码。`);
  const node = nodeTypeOf(type, body.capacities);
  if (!node) return wrong(typeColumn, `“${type}”不是这个机构的节点类型，请从下拉列表中选择。`);
  return { node: { node, organisationId: body.id } };
}

function seriesOf(text: string, known: ReadonlyMap<string, string>): { codes: string[] | null } | { wrong: Wrong } {
  const names = text
    .split(/[、,，;；]/)
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) return wrong(SERIES, `没有“${unknown.join('、')}”这个系列。`);
  return { codes: names.length === 0 ? null : names.flatMap((name) => known.get(name) ?? []) };
}

const COLUMN_OF: Readonly<Record<string, string>> = { from: BELOW_NAME, to: ABOVE_NAME, seriesCodes: SERIES };
const asWrong = ({ path, message }: ErrorIssue): Wrong => ({ column: COLUMN_OF[path] ?? '', message });

/** Checks one row as the page would check its form; reads only. */
export async function checkRow(
  { row, cells }: TableRow,
  checking: Checking,
  seen: Map<string, number>,
): Promise<CheckedRow> {
  const [belowType = '', belowName = '', aboveType = '', aboveName = '', seriesText = ''] = cells;
  const { trx, levels, modes } = checking;
  const from = await nodeOf(trx, { type: belowType, name: belowName }, [BELOW_TYPE, BELOW_NAME]);
  const to = await nodeOf(trx, { type: aboveType, name: aboveName }, [ABOVE_TYPE, ABOVE_NAME]);
  const series = seriesOf(seriesText, checking.series);
  const bad = [from, to, series].flatMap((part) => ('wrong' in part ? [part.wrong] : []));
  if (!('node' in from) || !('node' in to) || !('codes' in series))
    return { row, cells, errors: bad, edge: null, known: false };
  const edge: EdgeInput = { from: from.node, to: to.node, levels, modes, seriesCodes: series.codes };
  const errors = (await whyNotEdge(trx, edge, checking)).map(asWrong);
  const twin = seen.get(JSON.stringify(columnsOf(edge)));
  if (twin !== undefined) errors.push({ column: '', message: `与第 ${twin} 行重复。` });
  seen.set(JSON.stringify(columnsOf(edge)), row);
  return { row, cells, errors, edge: errors.length === 0 ? edge : null, known: await inTree(trx, edge) };
}

async function inTree(trx: Transaction, edge: EdgeInput): Promise<boolean> {
  const { levels, modes, series_codes, ...ends } = columnsOf(edge);
  const same = await trx('audit_edge')
    .where(ends)
    .whereNull('cancelled_at')
    .whereRaw('levels is not distinct from ?::text[] and modes is not distinct from ?::text[]', [
      levels,
      modes,
    ] as string[][])
    .whereRaw('series_codes is not distinct from ?::text[]', [series_codes] as string[][])
    .first('id');
  return same !== undefined;
}
