import type { Readable } from 'node:stream';
import type { Actor, Core } from '../context.ts';
import { issue, refused } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import type { DocumentKind } from './model.ts';
import { readOrder } from './queries.ts';

export interface OpenedDocument {
  readonly stream: Readable;
  readonly name: string;
  readonly bytes: number;
  readonly kind: DocumentKind;
}

/** The file of one's own order. NOT_FOUND for anybody else's, REFUSED while there is none or when it is gone. */
export async function openDocument({
  core,
  actor,
  id,
}: {
  core: Core;
  actor: Actor;
  id: string;
}): Promise<OpenedDocument> {
  const order = await readOrder({ core, actor, id });
  if (order.state === 'making') throw refused([issue('making', '文件还在生成，请稍候。')]);
  if (order.state === 'expired') throw refused([issue('expired', '文件已过保存期，请重新导出。')]);
  const row = await core.db('document_order').where({ id }).first('hash');
  if (order.state === 'failed' || !row?.hash || order.bytes === null)
    throw refused([issue('failed', order.problem ?? '文件没有生成，请重新导出。')]);
  await core.db.transaction((trx) =>
    appendEvent(trx, { subjectKind: 'documentOrder', subjectId: id, action: 'download', actor, data: {} }),
  );
  return { stream: await core.store.read(row.hash), name: order.name, bytes: order.bytes, kind: order.kind };
}
