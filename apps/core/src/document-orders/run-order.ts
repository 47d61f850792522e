import { transaction } from '@zhicheng/database';
import { archiveOf } from '@zhicheng/documents';
import { enqueue } from '@zhicheng/jobs';
import type { StoredBlob } from '@zhicheng/storage';
import type { Actor, Core } from '../context.ts';
import { DomainError } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { notify } from '../notifications/notify.ts';
import { declarationBook } from './declaration-book.ts';
import { listSheet } from './list-sheet.ts';
import type { OrderRow } from './model.ts';
import { MAKE_DOCUMENT } from './order-documents.ts';
import { reviewFormFiles } from './review-form-archive.ts';

/** Workers that may die of one order before it is given up. */
const MOST_ATTEMPTS = 3;
/** How long a file with personal data is kept for whoever asked for it. */
export const KEPT_DAYS = 7;

/** Another worker has taken the order up, or it is finished. */
class Overtaken extends Error {}

/** Writes to the order as long as this attempt is the latest; throws `Overtaken` otherwise. */
type Write = (patch: Record<string, unknown>) => Promise<void>;

const writer =
  (core: Core, { id, attempt }: OrderRow): Write =>
  async (patch) => {
    const written = await core
      .db('document_order')
      .where({ id, attempt })
      .whereNull('finished_at')
      .update({ ...patch, touched_at: core.db.raw('clock_timestamp()') });
    if (written === 0) throw new Overtaken();
  };

/** Who ordered, if he still acts for the organisation; an account that lost the assignment gets nothing any more. */
async function ordererOf(core: Core, order: OrderRow): Promise<Actor | null> {
  const assignment = await core
    .db('assignment')
    .where({ id: order.assignment_id, account_id: order.account_id })
    .whereRaw('valid_from <= zc_now() and (valid_to is null or valid_to > zc_now())')
    .first('id');
  if (!assignment) return null;
  return {
    accountId: order.account_id,
    assignmentId: order.assignment_id,
    role: order.role,
    organisationId: order.organisation_id,
    name: '',
  };
}

async function make(core: Core, actor: Actor, order: OrderRow, write: Write): Promise<StoredBlob> {
  if (order.declaration_id !== null) {
    const told = (done: number, total: number) => write({ done, total });
    return core.store.put(await declarationBook({ core, actor, declarationId: order.declaration_id, told }));
  }
  if (order.list !== null) {
    const told = (done: number, total: number) => write({ done, total });
    return core.store.put(await listSheet({ core, actor, asked: order.list, told }));
  }
  const files = reviewFormFiles(core, actor, order.plan_id ?? '', (done) =>
    // A withdrawn declaration leaves fewer than were counted.
    write({ done: Math.min(done, order.total) }),
  );
  return core.store.put(archiveOf(files, order.created_at));
}

/**
 * Makes what was ordered and puts it into the file store, where it stays for a week. Doing it twice is doing it once: the
 * worker that took it up last writes the result, and the bytes of the others belong to nobody.
 */
export async function runOrder({ core, orderId }: { core: Core; orderId: string }): Promise<void> {
  const [order]: OrderRow[] = await core
    .db('document_order')
    .where({ id: orderId })
    .whereNull('finished_at')
    .update({ attempt: core.db.raw('attempt + 1'), touched_at: core.db.raw('clock_timestamp()') })
    .returning('*');
  if (!order) return;
  const actor = await ordererOf(core, order);
  if (!actor) return finish(core, order, { problem: '您的身份已经终止，没有生成。' });
  if (order.attempt > MOST_ATTEMPTS) return finish(core, order, { problem: '系统没有生成成功，请联系客服。' });
  try {
    const blob = await make(core, actor, order, writer(core, order));
    await finish(core, order, blob);
  } catch (error) {
    if (error instanceof Overtaken) return;
    if (!(error instanceof DomainError)) throw error;
    await finish(core, order, { problem: error.issues[0]?.message ?? error.message });
  }
}

/** The result, the ledger and the message stand together, once. */
async function finish(core: Core, order: OrderRow, result: StoredBlob | { problem: string }): Promise<void> {
  await transaction(core.db, async (trx) => {
    const made = 'hash' in result;
    const written = await trx('document_order')
      .where({ id: order.id, attempt: order.attempt })
      .whereNull('finished_at')
      .update({
        ...(made ? { hash: result.hash, bytes: result.bytes, done: trx.ref('total') } : { problem: result.problem }),
        ...(made && { kept_until: trx.raw('zc_now() + make_interval(days => ?)', [KEPT_DAYS]) }),
        finished_at: trx.raw('clock_timestamp()'),
      });
    if (written === 0) return;
    await appendEvent(trx, {
      subjectKind: 'documentOrder',
      subjectId: order.id,
      action: made ? 'made' : 'notMade',
      actor: { accountId: order.account_id, organisationId: order.organisation_id },
      data: {
        kind: order.kind,
        planId: order.plan_id,
        declarationId: order.declaration_id,
        list: order.list?.list ?? null,
      },
    });
    await notify({
      trx,
      accountId: order.account_id,
      kind: 'documentOrder',
      text: made
        ? `${order.name} 已生成，保存 ${KEPT_DAYS} 天，请及时下载。`
        : `${order.name} 没有生成：${result.problem}`,
      link: order.role === 'applicant' ? `/declarations/${order.declaration_id}/book` : '/work/declarations/exports',
    });
  });
}

/** Takes up orders that showed no sign of life for some minutes: their worker died. */
export async function resumeOrders({ core }: { core: Core }): Promise<void> {
  const stale = await core
    .db('document_order')
    .whereNull('finished_at')
    .whereRaw(`touched_at < clock_timestamp() - interval '5 minutes'`)
    .select('id');
  for (const { id } of stale) await enqueue(core.db, MAKE_DOCUMENT, { orderId: id }, { jobKey: `document ${id}` });
}

/** Removes files that were kept long enough; the line in the list remains. Twice does no harm. */
export async function sweepDocuments({ core }: { core: Core }): Promise<number> {
  const over: { id: string; hash: string }[] = await core
    .db('document_order')
    .whereNotNull('hash')
    .whereRaw('kept_until <= zc_now()')
    .select('id', 'hash');
  for (const { id, hash } of over)
    await transaction(core.db, async (trx) => {
      await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`blob:${hash}`]);
      await trx('document_order').where({ id }).update({ hash: null, bytes: null });
      const [wanted] = await trx('document_order').where({ hash }).limit(1).select('id');
      const [uploaded] = await trx('file').where({ hash }).orWhere({ thumb_hash: hash }).limit(1).select('id');
      if (!wanted && !uploaded) await core.store.delete(hash);
    });
  return over.length;
}
