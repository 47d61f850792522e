import { transaction } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { refused } from '../errors.ts';
import { changeUnlessUsed, orphaned } from './edge-use.ts';
import { lockTree } from './edges.ts';
import { edgeToChange, tell } from './save-edge.ts';

/**
 * 注销 (HN-31.05; GP.48: the reason is optional): kept, and out of force from now on. REFUSED while the subordinate has
 * subordinates of its own or running declarations need the edge (GP.49).
 */
export async function cancelEdge({
  core,
  actor,
  id,
  expectedVersion,
  reason = '',
}: {
  core: Core;
  actor: Actor;
  id: string;
  expectedVersion: number;
  reason?: string | undefined;
}): Promise<void> {
  await transaction(core.db, async (trx) => {
    await lockTree(trx);
    const edge = await edgeToChange({ core, trx, actor, id, expectedVersion });
    await trx('organisation').where({ id: edge.from_organisation_id }).forUpdate().select('id');
    const children = await orphaned(trx, edge);
    if (children.length > 0) throw refused(children);
    const used = await changeUnlessUsed(trx, edge, () =>
      trx('audit_edge')
        .where({ id })
        .update({ cancelled_at: trx.raw('zc_now()'), cancel_reason: reason.trim() || null, version: edge.version + 1 }),
    );
    if (used.length > 0) throw refused(used);
    await tell(trx, actor, 'cancelEdge', edge.from_organisation_id, { edgeId: id, reason: reason.trim() });
  });
}
