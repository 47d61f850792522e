import { transaction, type Transaction } from '@zhicheng/database';
import { enqueue } from '@zhicheng/jobs';
import { declarationFlow, statesThat } from '@zhicheng/workflow';
import type { Core } from '../context.ts';
import { notify } from '../notifications/notify.ts';

/** Name of the job that tells those concerned of an extension. */
export const TELL_EXTENSION = 'tell-extension';

/** People of one transaction: a plan may have tens of thousands, and an inbox must not be locked for all of them. */
const AT_ONCE = 500;

export const tellSoon = (trx: Transaction, extensionId: string): Promise<void> =>
  enqueue(trx, TELL_EXTENSION, { extensionId }, { jobKey: `extension ${extensionId}` });

interface ExtensionRow {
  readonly id: string;
  readonly plan_id: string;
  readonly account_id: string | null;
  readonly organisation_id: string | null;
  readonly declare_until: Date;
  readonly audit_until: Date;
  readonly reason: string;
  readonly created_at: Date;
  readonly told_to: string | null;
}

const RUNNING = statesThat(declarationFlow, ({ terminal }) => !terminal);

const beijing = (at: Date): string =>
  new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle: 'short' }).format(at);

/**
 * The next of those whom an extension concerns, in the order of their accounts: the person; or those with a record that
 * goes to the unit; or those whose records still wait for somebody. Who began after it has seen the new dates.
 */
async function nextAccounts(trx: Transaction, row: ExtensionRow): Promise<string[]> {
  if (row.account_id !== null) return row.told_to === null ? [row.account_id] : [];
  const concerned = trx('declaration')
    .where({ plan_id: row.plan_id })
    .where('created_at', '<=', row.created_at)
    .distinct('account_id')
    .orderBy('account_id')
    .limit(AT_ONCE);
  if (row.organisation_id === null) void concerned.whereIn('state', RUNNING);
  else void concerned.where({ organisation_id: row.organisation_id }).whereNot({ state: 'removed' });
  if (row.told_to !== null) void concerned.where('account_id', '>', row.told_to);
  return concerned.pluck('account_id');
}

/** One portion; what was told and how far it is stand in one transaction. @returns false when nobody is left */
const tellSome = ({ db }: Core, extensionId: string): Promise<boolean> =>
  transaction(db, async (trx) => {
    const row: ExtensionRow | undefined = await trx('plan_extension')
      .where({ id: extensionId })
      .whereNull('told_at')
      .forUpdate()
      .first();
    if (!row) return false;
    const plan = await trx('review_plan').where({ id: row.plan_id }).first('name');
    const what = (row.account_id ?? row.organisation_id) ? '为您延期' : '延期';
    const text = `“${plan.name}”${what}：申报截止 ${beijing(row.declare_until)}，审核截止 ${beijing(row.audit_until)}。原因：${row.reason}`;
    const accounts = await nextAccounts(trx, row);
    for (const accountId of accounts)
      await notify({ trx, accountId, kind: 'plan', text, link: `/plans/${row.plan_id}` });
    const last = accounts.at(-1);
    await trx('plan_extension')
      .where({ id: extensionId })
      .update(last === undefined ? { told_at: trx.raw('clock_timestamp()') } : { told_to: last });
    return last !== undefined;
  });

/**
 * Tells everybody whom an extension concerns, in portions; nobody twice, whether it runs again, at the same time, or
 * after a worker died half way.
 */
export async function tellExtension({ core, extensionId }: { core: Core; extensionId: string }): Promise<void> {
  while (await tellSome(core, extensionId));
}
