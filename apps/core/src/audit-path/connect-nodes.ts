import { transaction } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { invalid, issue } from '../errors.ts';
import { mustOperate } from '../identity/operate.ts';
import { appendEvent } from '../ledger/append-event.ts';
import type { Node } from '../tasks/process-kind.ts';

/**
 * Operators' act: adds an edge to the audit tree. null = for all levels, modes or series. Adding the same edge
 * twice changes nothing. FORBIDDEN for anybody else, INVALID when a node lacks its capacity or follows itself.
 */
export async function connectNodes({
  core,
  actor,
  from,
  to,
  levels = null,
  modes = null,
  seriesCodes = null,
}: {
  core: Core;
  actor: Actor | null;
  from: Node;
  to: Node;
  levels?: readonly string[] | null;
  modes?: readonly string[] | null;
  seriesCodes?: readonly string[] | null;
}): Promise<void> {
  mustOperate(actor);
  if (from.node === to.node && from.organisationId === to.organisationId)
    throw invalid([issue('itself', '审核树的节点不能接在自己后面。')]);
  await transaction(core.db, async (trx) => {
    // One writer at a time for the ledger of the organisation.
    await trx('organisation').where({ id: from.organisationId }).forUpdate().select('id');
    for (const node of [from, to]) {
      const capable = await trx('organisation_capacity')
        .where({ organisation_id: node.organisationId, capacity: node.node })
        .first();
      if (!capable) throw invalid([issue('capacity', '审核树的节点必须具有对应的机构身份。')]);
    }
    const added = await trx('audit_edge')
      .insert({
        from_organisation_id: from.organisationId,
        from_capacity: from.node,
        to_organisation_id: to.organisationId,
        to_capacity: to.node,
        levels,
        modes,
        series_codes: seriesCodes,
      })
      .onConflict()
      .ignore()
      .returning('id');
    if (added.length === 0) return;
    await appendEvent(trx, {
      subjectKind: 'organisation',
      subjectId: from.organisationId,
      action: 'connectNodes',
      actor,
      data: { from, to, levels, modes, seriesCodes },
    });
  });
}
