import type { Database, Transaction } from '@zhicheng/database';
import type { ProcessRow } from './process-kind.ts';

/** How many accounts act for an organisation in a capacity: with more than one, items are claimed (GP.32). */
export async function administratorsOf(
  db: Database | Transaction,
  organisationId: string,
  capacity: string,
): Promise<number> {
  const row = await db('assignment')
    .where({ organisation_id: organisationId, role: capacity })
    .whereNull('valid_to')
    .countDistinct('account_id as n')
    .first();
  return Number(row?.n ?? 0);
}

/** Display name of the account that holds a task. */
export async function holderOf(db: Database | Transaction, accountId: string): Promise<string> {
  const row = await db('account').where({ id: accountId }).first('display_name');
  return String(row?.display_name ?? '另一位管理员');
}

/** Whether a subject went through another round since: what was said of its former content then stands as it is. */
export async function hasLaterRound(
  db: Database | Transaction,
  { kind, subject_id, round }: Pick<ProcessRow, 'kind' | 'subject_id' | 'round'>,
): Promise<boolean> {
  return Boolean(await db('process').where({ kind, subject_id }).where('round', '>', round).first('id'));
}

export interface NextTask {
  readonly id: string;
  readonly step_id: string;
  readonly seq: number;
  readonly claimed_by: string | null;
  readonly organisationName: string;
}

/** The open task of a running process, if there is one. */
export const nextTask = async (db: Database | Transaction, processId: string): Promise<NextTask | undefined> =>
  openTask(db, processId);

/** The same, locked: nobody claims it before the transaction ends. */
export const lockedNextTask = async (trx: Transaction, processId: string): Promise<NextTask | undefined> =>
  openTask(trx, processId).forUpdate('task');

const openTask = (db: Database | Transaction, processId: string) =>
  db('step')
    .join('task', (on) => on.on('task.step_id', 'step.id').andOnNull('task.closed_at'))
    .join('organisation', 'organisation.id', 'step.organisation_id')
    .where({ 'step.process_id': processId, 'step.state': 'open' })
    .first('task.id', 'task.step_id', 'step.seq', 'task.claimed_by', 'organisation.name as organisationName');
