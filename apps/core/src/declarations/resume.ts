import type { Transaction } from '@zhicheng/database';
import type { Edge } from '../audit-path/edges.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import type { Node, ProcessRow, StepRow } from '../tasks/process-kind.ts';
import { standingPasses } from '../tasks/standing-passes.ts';
import type { Draft } from './load-draft.ts';

/** Where the audit of a round begins, and the passes of the round before that stand in it as well. */
export interface Beginning {
  readonly passes: readonly StepRow[];
  readonly first: Node;
}

const nodeOf = (step: StepRow): Node => ({ node: step.node, organisationId: step.organisation_id });
const same = (a: Node, b: Node): boolean => a.node === b.node && a.organisationId === b.organisationId;

/**
 * Plan policy `resume`: AT_RETURNING_NODE lets audit go on at the body that sent the declaration back to the person.
 * Only where nothing but the content changed: the same unit and the same path to that body, the same title, specialty
 * and kind. Otherwise, and by default (AH-26.07), from `start`, the person's unit.
 */
export async function beginningOf({
  trx,
  draft,
  edges,
  start,
}: {
  trx: Transaction;
  draft: Draft;
  edges: readonly Edge[];
  start: Node;
}): Promise<Beginning> {
  const fromStart = { passes: [], first: start };
  if (draft.planData.policies.resume !== 'AT_RETURNING_NODE') return fromStart;
  const returner = await returnerOf(trx, draft.row);
  if (!returner) return fromStart;
  const passes = await standingPasses(trx, returner);
  const way = [...passes, returner].map(nodeOf);
  const unchanged = way[0] && same(way[0], start) && stillLeads(edges, way) && (await sameHeading(trx, draft));
  return unchanged ? { passes, first: nodeOf(returner) } : fromStart;
}

/** The step that sent the latest round back to the person. */
async function returnerOf(trx: Transaction, row: Draft['row']): Promise<StepRow | undefined> {
  const last: ProcessRow | undefined = await trx('process')
    .where({ kind: 'declaration', subject_id: row.id, round: row.round, state: 'returned' })
    .first();
  if (!last) return undefined;
  return trx('step').where({ process_id: last.id, state: 'returned' }).orderBy('seq', 'desc').first();
}

const stillLeads = (edges: readonly Edge[], way: readonly Node[]): boolean =>
  way.every((to, at) => {
    const from = way[at - 1];
    return !from || edges.some((edge) => same(edge.from, from) && same(edge.to, to));
  });

/** What the levels recommended the person for. */
async function sameHeading(trx: Transaction, { row, data }: Draft): Promise<boolean> {
  const before = await trx('declaration_snapshot').where({ declaration_id: row.id, round: row.round }).first('dossier');
  const heading = ({ situation, title }: Pick<Draft['data'], 'situation' | 'title'>) =>
    canonicalJson(JSON.parse(JSON.stringify({ situation, title })));
  return before !== undefined && heading(before.dossier) === heading(data);
}
