import { transaction, type Transaction } from '@zhicheng/database';
import { enqueue } from '@zhicheng/jobs';
import { declarationFlow, stateOf } from '@zhicheng/workflow';
import type { Actor, Core } from '../context.ts';
import { declarationInScope } from '../declarations/scope.ts';
import { issue, notFound, refused } from '../errors.ts';
import { once } from '../idempotency.ts';
import { isId } from '../ids.ts';
import { countForms } from '../declarations/forms-of-plan.ts';
import { MOST_ROWS } from './list-sheet.ts';
import { listSource, type ListAsked } from './lists.ts';
import { DocumentOrder, type OrderRow } from './model.ts';
import { namePart } from './safe-name.ts';

/** Name of the job that makes what was ordered. */
export const MAKE_DOCUMENT = 'make-document';

/** Orders of one account that are made or wait at the same time: each may keep a core busy for minutes. */
const MOST_WAITING = 3;

type Wanted = Pick<OrderRow, 'kind' | 'plan_id' | 'declaration_id' | 'list' | 'name' | 'total'>;

async function place(trx: Transaction, actor: Actor, wanted: Wanted): Promise<{ id: string }> {
  const waiting = await trx('document_order')
    .where({ account_id: actor.accountId })
    .whereNull('finished_at')
    .limit(MOST_WAITING)
    .select('id');
  if (waiting.length >= MOST_WAITING)
    throw refused([issue('tooMany', `已有 ${MOST_WAITING} 份文件在生成，请等其中一份完成后再试。`)]);
  const { id } = await DocumentOrder.query(trx).insert({
    ...wanted,
    account_id: actor.accountId,
    assignment_id: actor.assignmentId,
    role: actor.role,
    organisation_id: actor.organisationId,
  });
  await enqueue(trx, MAKE_DOCUMENT, { orderId: id }, { jobKey: `document ${id}`, queue: 'documents' });
  return { id };
}

/**
 * 批量导出评审表: has the review forms of a plan made as one archive, as many as this organisation has before it.
 * NOT_FOUND when it has none of that plan; REFUSED while too much is being made.
 */
export async function orderForms({
  core,
  actor,
  planId,
  idempotencyKey,
}: {
  core: Core;
  actor: Actor;
  planId: string;
  idempotencyKey: string;
}): Promise<{ id: string }> {
  return transaction(core.db, (trx) =>
    once({
      ...{ trx, actor, key: idempotencyKey, action: `orderForms ${planId}` },
      run: async () => {
        const total = isId(planId) ? await countForms(trx, actor, planId) : 0;
        if (total === 0) throw notFound('评审计划');
        const plan = await trx('review_plan').where({ id: planId }).first('name');
        const name = `评审表-${namePart(plan.name)}.zip`;
        return place(trx, actor, {
          kind: 'reviewForms',
          plan_id: planId,
          declaration_id: null,
          list: null,
          name,
          total,
        });
      },
    }),
  );
}

/**
 * 导出申报材料册: has the review form and all evidence of one submission made as one file. NOT_FOUND outside the
 * actor's scope; REFUSED for the owner while the declaration is not submitted, or goes through changes.
 */
export async function orderBook({
  core,
  actor,
  declarationId,
  idempotencyKey,
}: {
  core: Core;
  actor: Actor;
  declarationId: string;
  idempotencyKey: string;
}): Promise<{ id: string }> {
  const row = await declarationInScope({ core, actor, id: declarationId });
  if (actor.role === 'applicant' && stateOf(declarationFlow, row.state).editable)
    throw refused([issue('notSubmitted', '材料册按提交的内容生成，请提交申报后再导出。')]);
  return transaction(core.db, (trx) =>
    once({
      ...{ trx, actor, key: idempotencyKey, action: `orderBook ${declarationId}` },
      run: async () => {
        const person = await trx('person').where({ account_id: row.account_id }).first('name');
        const name = `申报材料册-${namePart(person.name)}-${row.record_no}.pdf`;
        return place(trx, actor, {
          kind: 'book',
          plan_id: null,
          declaration_id: declarationId,
          list: null,
          name,
          total: 0,
        });
      },
    }),
  );
}

/**
 * 导出: has a list made as XLSX, filtered as it is on the page. NOT_FOUND for a list that the actor does not have;
 * REFUSED for an empty one, for one that is too long to be read, and while too much is being made.
 */
export async function orderList({
  core,
  actor,
  asked,
  idempotencyKey,
}: {
  core: Core;
  actor: Actor;
  asked: ListAsked;
  idempotencyKey: string;
}): Promise<{ id: string }> {
  const { title, read } = listSource(core, actor, asked);
  const { total } = await read(core, 1, 1);
  if (total === 0) throw refused([issue('empty', '没有符合条件的记录，不能导出。')]);
  if (total > MOST_ROWS)
    throw refused([issue('tooMany', `共 ${total} 条，一次最多导出 ${MOST_ROWS} 条，请缩小查询范围后再导出。`)]);
  return transaction(core.db, (trx) =>
    once({
      ...{ trx, actor, key: idempotencyKey, action: `orderList ${asked.list}` },
      run: () => {
        const name = `${namePart(title)}.xlsx`;
        return place(trx, actor, { kind: 'list', plan_id: null, declaration_id: null, list: asked, name, total });
      },
    }),
  );
}
