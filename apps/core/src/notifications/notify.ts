import type { Transaction } from '@zhicheng/database';

export interface Notice {
  readonly trx: Transaction;
  readonly accountId: string;
  /** What happened, camelCase: the portal picks the icon by it. */
  readonly kind: string;
  /** One or two Chinese sentences: what is the case, what to do. */
  readonly text: string;
  /** Portal path where it can be acted on. */
  readonly link?: string;
}

/** Puts a message into somebody's inbox, in the transaction of what it tells of. */
export async function notify({ trx, accountId, kind, text, link }: Notice): Promise<void> {
  await trx('notification').insert({ account_id: accountId, kind, text, link: link ?? null });
}
