import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { processLog } from '../tasks/queries.ts';
import type { SnapshotRow } from './model.ts';
import { declarationCard } from './overview.ts';
import { declarationInScope } from './scope.ts';

/** 回执: what was sent, when, and who has it now. NOT_FOUND before the first submission. */
export async function receipt({ core, actor, id }: { core: Core; actor: Actor; id: string }) {
  const row = await declarationInScope({ core, actor, id });
  const snapshot: SnapshotRow | undefined = await core
    .db('declaration_snapshot')
    .where({ declaration_id: id })
    .orderBy('round', 'desc')
    .first();
  if (!snapshot) throw notFound('回执');
  const log = await processLog(core.db, 'declaration', id);
  const holder = log.findLast((step) => step.state === 'open') ?? null;
  return {
    card: await declarationCard({ core, id }),
    recordNo: row.record_no,
    round: snapshot.round,
    submittedAt: snapshot.created_at,
    hash: snapshot.hash,
    counts: {
      entries: Object.values(snapshot.dossier.picks).reduce((sum, picks) => sum + picks.length, 0),
      files: await countFiles(core, id, snapshot.round),
    },
    holder: holder && { name: holder.organisationName, phone: holder.organisationPhone, nodeLabel: holder.nodeLabel },
  };
}

async function countFiles(core: Core, id: string, round: number): Promise<number> {
  const row = await core
    .db('declaration_snapshot')
    .where({ declaration_id: id, round })
    .first(core.db.raw('(select count(*)::int from jsonb_object_keys(file_hashes)) as n'));
  return Number(row?.n ?? 0);
}
