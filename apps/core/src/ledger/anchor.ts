import { createHash } from 'node:crypto';
import type { Database } from '@zhicheng/database';

/** Writes one hash over the head of every chain, so that a chain cut short afterwards is found out. A job runs it. */
export async function anchorLedger(db: Database): Promise<{ subjects: number; hash: string }> {
  const heads = await db('ledger_event')
    .distinctOn('subject_id')
    .select('subject_id', 'hash')
    .orderBy([{ column: 'subject_id' }, { column: 'seq', order: 'desc' }]);
  const digest = createHash('sha256');
  for (const { subject_id, hash } of heads) digest.update(`${subject_id}:${hash}\n`);
  const anchor = { subjects: heads.length, hash: digest.digest('hex') };
  await db('ledger_anchor').insert(anchor);
  return anchor;
}
