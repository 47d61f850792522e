import type { Database } from '@zhicheng/database';
import type { AuditorRole } from '@zhicheng/workflow';
import { NODE_LABEL } from './labels.ts';

export interface LogEntry {
  readonly stepId: string;
  readonly round: number;
  readonly node: AuditorRole;
  readonly nodeLabel: string;
  readonly state: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationPhone: string | null;
  readonly actorName: string | null;
  /** For whom the actor decided as a delegate. */
  readonly onBehalfOfName: string | null;
  readonly openedAt: Date;
  readonly decidedAt: Date | null;
  readonly opinion: string | null;
  readonly claimed: boolean;
  /** Here because the superior did not let it pass (上级审核不通过). */
  readonly putBack: boolean;
  /** The body that this return put the case back to; null: the person, or no return. */
  readonly sentTo: string | null;
  /** 沿用上轮通过 */
  readonly carried: boolean;
}

/**
 * All rounds of a subject, oldest first, for its owner; for an auditor up to the one that is before him. Steps that were
 * taken back are left out (the ledger has them).
 */
export async function processLog(
  db: Database,
  kind: string,
  subjectId: string,
  rounds: { upTo?: number } = {},
): Promise<LogEntry[]> {
  return (await processLogs(db, kind, [subjectId], rounds)).get(subjectId) ?? [];
}

/** The same of several subjects of one kind in one query, by subject. */
export async function processLogs(
  db: Database,
  kind: string,
  subjectIds: readonly string[],
  { upTo }: { upTo?: number } = {},
): Promise<ReadonlyMap<string, LogEntry[]>> {
  const rows = await db('step')
    .join('process', 'process.id', 'step.process_id')
    .join('organisation', 'organisation.id', 'step.organisation_id')
    .leftJoin('account', 'account.id', 'step.decided_by')
    .leftJoin('account as giver', 'giver.id', 'step.on_behalf_of')
    .leftJoin('task', (on) => on.on('task.step_id', 'step.id').andOnNull('task.closed_at'))
    .where({ 'process.kind': kind })
    .whereIn('process.subject_id', subjectIds)
    .where((rounds) => void (upTo !== undefined && rounds.where('process.round', '<=', upTo)))
    .whereNot('step.state', 'cancelled')
    .orderBy(['process.round', 'step.seq'])
    .select(
      'process.subject_id as subjectId',
      'step.id as stepId',
      'process.round',
      'step.node',
      'step.state',
      'step.organisation_id as organisationId',
      'organisation.name as organisationName',
      db.raw(`organisation.details->>'mobile' as "organisationPhone"`),
      'account.display_name as actorName',
      'giver.display_name as onBehalfOfName',
      'step.opened_at as openedAt',
      'step.decided_at as decidedAt',
      'step.opinion',
      db.raw('task.claimed_by is not null as claimed'),
      db.raw('step.put_back_by is not null as "putBack"'),
      db.raw('step.carried_from is not null as carried'),
      db('step as below')
        .join('organisation as body', 'body.id', 'below.organisation_id')
        .whereRaw('below.put_back_by = step.id')
        .select('body.name')
        .limit(1)
        .as('sentTo'),
    );
  const logs = new Map(subjectIds.map((id): [string, LogEntry[]] => [id, []]));
  for (const { subjectId, ...row } of rows)
    logs.get(subjectId)?.push({ ...row, nodeLabel: NODE_LABEL[row.node as AuditorRole] });
  return logs;
}
