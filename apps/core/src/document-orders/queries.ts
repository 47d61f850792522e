import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import type { DocumentKind } from './model.ts';

/** 生成中, 可下载, 未能生成, 已过期 */
export type OrderState = 'making' | 'ready' | 'failed' | 'expired';

export interface OrderDto {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly name: string;
  readonly planName: string | null;
  readonly declarationId: string | null;
  readonly state: OrderState;
  readonly total: number;
  readonly done: number;
  readonly problem: string | null;
  readonly bytes: number | null;
  readonly createdAt: Date;
  readonly keptUntil: Date | null;
}

/** The actor's own in the capacity in which he acts now: a file with ID numbers does not follow him elsewhere. */
const own = ({ db }: Core, actor: Actor) =>
  db('document_order as o')
    .leftJoin('review_plan as r', 'r.id', 'o.plan_id')
    .where({ 'o.account_id': actor.accountId, 'o.role': actor.role })
    .whereRaw('o.organisation_id is not distinct from ?', [actor.organisationId])
    .select<OrderDto[]>(
      ...['o.id', 'o.kind', 'o.name', 'r.name as planName', 'o.declaration_id as declarationId'],
      ...['o.total', 'o.done', 'o.problem', 'o.created_at as createdAt', 'o.kept_until as keptUntil'],
      db.raw('o.bytes::float8 as bytes'),
      db.raw(`case when o.finished_at is null then 'making' when o.problem is not null then 'failed'
        when o.kept_until <= zc_now() then 'expired' else 'ready' end as state`),
    );

/** What the actor had made lately, the latest first. */
export const listOrders = ({ core, actor }: { core: Core; actor: Actor }): Promise<OrderDto[]> =>
  own(core, actor).orderBy('o.id', 'desc').limit(20);

/** One of them. NOT_FOUND for anybody else's. */
export async function readOrder({ core, actor, id }: { core: Core; actor: Actor; id: string }): Promise<OrderDto> {
  const [order] = isId(id) ? await own(core, actor).where({ 'o.id': id }) : [];
  if (!order) throw notFound('导出的文件');
  return order;
}
