import type { Database, Transaction } from '@zhicheng/database';
import { organisationOf, type Actor, type Core } from '../context.ts';

export interface Colleague {
  readonly accountId: string;
  readonly name: string;
}

const others = (db: Database | Transaction, actor: Actor) =>
  db('assignment')
    .join('account', 'account.id', 'assignment.account_id')
    .where({ 'assignment.organisation_id': organisationOf(actor), 'assignment.role': actor.role })
    .whereNull('assignment.valid_to')
    .whereNull('account.disabled_at')
    .whereNot('account.id', actor.accountId)
    .select('account.id as accountId', 'account.display_name as name');

/** Who else acts for the actor's organisation in his capacity. */
export const listColleagues = ({ core, actor }: { core: Core; actor: Actor }): Promise<Colleague[]> =>
  others(core.db, actor).orderBy('name').orderBy('accountId');

/** One of them; undefined for anybody else, the actor himself included. */
export const colleagueNamed = (trx: Transaction, actor: Actor, accountId: string): Promise<Colleague | undefined> =>
  others(trx, actor).where({ 'account.id': accountId }).first();
