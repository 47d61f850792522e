import { sqlState, transaction, type Transaction } from '@zhicheng/database';
import { LEVEL_CODES } from '@zhicheng/series-kit';
import type { Actor, Core } from '../context.ts';
import { conflict, forbidden, invalid, issue, notFound, refused, type ErrorIssue } from '../errors.ts';
import { once } from '../idempotency.ts';
import { appendEvent } from '../ledger/append-event.ts';
import type { Node } from '../tasks/process-kind.ts';
import { columnsOf, type EdgeInput, type EdgeRow } from './edge-rows.ts';
import { inScope, keptRegions } from './edge-scope.ts';
import { changeUnlessUsed } from './edge-use.ts';
import { lockTree } from './edges.ts';

/** An edge within the actor's scope, locked. NOT_FOUND outside it, CONFLICT at another version. */
export async function edgeToChange({
  core,
  trx,
  actor,
  id,
  expectedVersion,
}: {
  core: Core;
  trx: Transaction;
  actor: Actor;
  id: string;
  expectedVersion: number;
}): Promise<EdgeRow> {
  const regions = await keptRegions({ core, db: trx, actor });
  const row: EdgeRow | undefined = await inScope(trx, regions)
    .where('audit_edge.id', id)
    .forUpdate('audit_edge')
    .first('audit_edge.*');
  if (!row) throw notFound('审核路径');
  if (row.version !== expectedVersion) throw conflict('这条审核路径已被别人改过。请刷新后再改。');
  return row;
}

export async function whyNotNode(
  trx: Transaction,
  { node, organisationId }: Node,
  path: string,
): Promise<ErrorIssue[]> {
  const capable = await trx('organisation_capacity')
    .where({ organisation_id: organisationId, capacity: node })
    .first('capacity');
  return capable ? [] : [issue('capacity', '这个机构没有所选的节点类型，请改选节点类型。', { path })];
}

async function unknownCodes(trx: Transaction, { levels, modes, seriesCodes }: EdgeInput): Promise<ErrorIssue[]> {
  const known = async (rows: Promise<{ code: string }[]>) => (await rows).map(({ code }) => code);
  const foreign = (codes: readonly string[] | null, all: readonly string[], path: string, text: string) =>
    codes?.some((code) => !all.includes(code)) ? [issue('unknownCode', text, { path })] : [];
  const dictionary = trx('dictionary_item').where({ dictionary: 'acquisitionMode' }).select('code');
  return [
    ...foreign(levels, LEVEL_CODES, 'levels', '职称等级不在可选范围内。'),
    ...foreign(modes, modes ? await known(dictionary) : [], 'modes', '取得方式不在可选范围内。'),
    ...foreign(
      seriesCodes,
      seriesCodes ? await known(trx('title_series').select('code')) : [],
      'seriesCodes',
      '系列不在可选范围内。',
    ),
  ];
}

/** Everything wrong with an edge, whoever enters it: the page, or a row of a workbook. */
export async function whyNotEdge(
  trx: Transaction,
  edge: EdgeInput,
  { regions }: { regions: readonly string[] | null },
): Promise<ErrorIssue[]> {
  const { from, to } = edge;
  if (from.node === to.node && from.organisationId === to.organisationId)
    return [issue('itself', '上级机构不能是下级机构自己。', { path: 'to' })];
  if (from.node === 'convening') return [issue('final', '评委会是终审机构，后面不能再有上级。', { path: 'from' })];
  if (to.node === 'employer') return [issue('employer', '单位只能作下级，不能作上级。', { path: 'to' })];
  if (regions !== null && to.node === 'talentCentre')
    return [issue('talentCentre', '人才服务中心节点由运维人员设置，请联系平台客服。', { path: 'to' })];
  const below = await trx('organisation').where({ id: from.organisationId }).first('region_code');
  const outside = regions !== null && !regions.includes(below?.region_code ?? '');
  return [
    ...(await whyNotNode(trx, from, 'from')),
    ...(await whyNotNode(trx, to, 'to')),
    ...(outside ? [issue('region', '下级机构不在本部门的属地内，由它所在地的人社部门配置。', { path: 'from' })] : []),
    ...(await unknownCodes(trx, edge)),
  ];
}

export const edgeTwice = () => conflict('这条审核路径已经有了，不用再加。');

/** Adds a checked edge and says so in the subordinate's ledger; null when the tree has it already. */
export async function insertEdge(trx: Transaction, actor: Actor, edge: EdgeInput): Promise<string | null> {
  await trx('organisation').where({ id: edge.from.organisationId }).forUpdate().select('id');
  const [added] = await trx('audit_edge').insert(columnsOf(edge)).onConflict().ignore().returning('id');
  if (!added) return null;
  await tell(trx, actor, 'connectNodes', edge.from.organisationId, { edgeId: added.id, ...edge });
  return added.id;
}

export const tell = (trx: Transaction, actor: Actor, action: string, organisationId: string, data: object) =>
  appendEvent(trx, { subjectKind: 'organisation', subjectId: organisationId, action, actor, data: { ...data } });

/**
 * 新增 or 编辑 of an edge (HN-31.01..03 and alike). INVALID per field, NOT_FOUND outside the actor's scope, CONFLICT
 * for a stale version or an edge that exists, REFUSED when running declarations need it as it was (GP.49).
 */
export async function saveEdge({
  core,
  actor,
  id,
  expectedVersion = 0,
  edge,
  idempotencyKey,
}: {
  core: Core;
  actor: Actor;
  id?: string | undefined;
  expectedVersion?: number | undefined;
  edge: EdgeInput;
  idempotencyKey: string;
}): Promise<{ id: string }> {
  if (actor.role !== 'hrss' && actor.role !== 'operator') throw forbidden();
  return transaction(core.db, (trx) =>
    once({
      trx,
      actor,
      key: idempotencyKey,
      action: `saveEdge ${id ?? ''}`,
      run: async () => {
        await lockTree(trx);
        const old = id ? await edgeToChange({ core, trx, actor, id, expectedVersion }) : null;
        const regions = await keptRegions({ core, db: trx, actor });
        const wrong = await whyNotEdge(trx, edge, { regions });
        if (wrong.length > 0) throw invalid(wrong);
        if (old) return replaceEdge(trx, actor, old, edge);
        const added = await insertEdge(trx, actor, edge);
        if (!added) throw edgeTwice();
        return { id: added };
      },
    }),
  );
}

async function replaceEdge(trx: Transaction, actor: Actor, old: EdgeRow, edge: EdgeInput): Promise<{ id: string }> {
  const { id, version } = old;
  await trx('organisation')
    .whereIn('id', [old.from_organisation_id, edge.from.organisationId])
    .orderBy('id')
    .forUpdate();
  const used = await changeUnlessUsed(trx, old, () =>
    trx('audit_edge')
      .where({ id })
      .update({ ...columnsOf(edge), version: version + 1 })
      .catch((error: unknown) => {
        if (sqlState(error) === '23505') throw edgeTwice();
        throw error;
      }),
  );
  if (used.length > 0) throw refused(used);
  await tell(trx, actor, 'changeEdge', edge.from.organisationId, { edgeId: id, ...edge });
  return { id };
}
