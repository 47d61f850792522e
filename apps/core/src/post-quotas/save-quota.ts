import { transaction, type Transaction } from '@zhicheng/database';
import { parseFields, type FileRef, type Raw } from '@zhicheng/series-kit';
import { quotaFlow, statesThat } from '@zhicheng/workflow';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { conflict, invalid, issue, notFound, refused, type ErrorIssue } from '../errors.ts';
import { checkOwn } from '../files/check-own.ts';
import { replaceUse } from '../files/file-uses.ts';
import { once } from '../idempotency.ts';
import { PostQuota, PostQuotaLevel } from './model.ts';
import { LEVEL_FIELDS, QUOTA_LEVELS, quotaFields } from './quota-fields.ts';
import { hasPostQuotas } from './queries.ts';

const EDITABLE = statesThat(quotaFlow, ({ editable }) => editable === true);
const HIDDEN = statesThat(quotaFlow, ({ hidden }) => hidden === true);

interface QuotaForm {
  readonly core: Core;
  readonly actor: Actor;
  readonly id?: string;
  readonly expectedVersion?: number;
  readonly form: Raw;
  /** 确认 (or 提交 where the province audits quotas) in the same act. */
  readonly confirm: boolean;
  readonly idempotencyKey: string;
}

/**
 * 新增岗位核准信息 (AH-35.04..12, SM-QUOTA.01, .02, GP.34): 保存 keeps a draft, 确认 locks it. A new record takes its
 * year, of which a unit has one. NOT_FOUND for another unit's, CONFLICT when it moved on meanwhile, INVALID per field
 * (a draft may have blanks, GP.88), REFUSED for a unit without approved posts and for a year that exists.
 */
export function saveQuota(request: QuotaForm): Promise<{ id: string; version: number }> {
  const { core, actor, idempotencyKey, id } = request;
  return transaction(core.db, (trx) =>
    once({ trx, actor, key: idempotencyKey, action: `saveQuota ${id ?? 'new'}`, run: () => save(trx, request) }),
  );
}

async function save(trx: Transaction, request: QuotaForm): Promise<{ id: string; version: number }> {
  const { core, actor, confirm, id } = request;
  const own = { organisation_id: organisationOf(actor) };
  if (id !== undefined && !(await PostQuota.query(trx).where(own).findById(id))) throw notFound('岗位核准信息');
  if (!(await hasPostQuotas(trx, organisationOf(actor))))
    throw refused([
      issue('noPostQuotas', '只有事业单位需要填写岗位核准信息。单位性质不对的，请先完善单位信息。', {
        mendAt: '/work/settings/edit',
      }),
    ]);
  const { row, issues } = readQuota(request.form, confirm);
  const { row: owned, issues: wrongFiles, fileIds } = await checkOwn({ trx, actor, fields: quotaFields, row });
  const all = [...issues, ...wrongFiles];
  if (all.length > 0) throw invalid(all);
  const attachment = (owned.attachment ?? []) as readonly FileRef[];
  const stored = await store(trx, request, Number(owned.year), attachment);
  await storeLevels(trx, stored.id, owned);
  await replaceUse({ trx, fileIds, subjectKind: 'postQuota', subjectId: stored.id });
  if (!confirm) return stored;
  const action = core.profile.policies.quotaNeedsAudit ? 'submit' : 'confirm';
  const { version } = await core.transition({
    ...{ trx, flow: 'postQuota', id: stored.id, action, actor },
    scope: { organisation_id: organisationOf(actor) },
    patch: action === 'confirm' ? { confirmed_at: trx.raw('zc_now()') } : { round: trx.raw('round + 1') },
  });
  return { id: stored.id, version };
}

/** A draft may lack all but its year; 不限 and a number exclude each other. */
function readQuota(form: Raw, whole: boolean): { row: Raw; issues: ErrorIssue[] } {
  const parsed = parseFields(quotaFields, form);
  const row: Raw = parsed.ok ? parsed.row : parsed.sure;
  const said = parsed.ok ? [] : parsed.issues.filter((found) => whole || found.field === 'year' || !found.blank);
  const contradictions = QUOTA_LEVELS.map((level) => LEVEL_FIELDS[level]).filter(
    ([number, unlimited]) => row[unlimited] === true && typeof row[number] === 'number',
  );
  return {
    row,
    issues: [
      ...said.map((found) => issue(found.blank ? 'blank' : 'wrong', `${found.message}。`, { path: found.field })),
      ...contradictions.map(([path]) => issue('both', '勾选“不限”时不填空缺数。', { path })),
    ],
  };
}

async function store(
  trx: Transaction,
  { actor, id, expectedVersion }: QuotaForm,
  year: number,
  attachment: readonly FileRef[],
): Promise<{ id: string; version: number }> {
  const organisationId = organisationOf(actor);
  const [first = ''] = EDITABLE;
  const known = await PostQuota.query(trx)
    .where({ organisation_id: organisationId })
    .whereNotIn('state', HIDDEN)
    .forUpdate();
  if (known.some((quota) => quota.year === year && quota.id !== id))
    throw refused([issue('yearTaken', `${year} 年的岗位核准信息已经有了，请在列表中打开。`, { path: 'year' })]);
  if (id === undefined) {
    const created = { organisation_id: organisationId, year, state: first, attachment, created_by: actor.accountId };
    const quota = await PostQuota.query(trx).insert(created).returning('*');
    return { id: quota.id, version: quota.version };
  }
  const quota = known.find((row) => row.id === id);
  if (!quota) throw notFound('岗位核准信息');
  if (!EDITABLE.includes(quota.state)) throw conflict('岗位核准信息已确认，不能再修改。');
  if (quota.version !== expectedVersion) throw conflict('这条记录在另一处被修改过，请刷新后再办理。');
  const version = quota.version + 1;
  await PostQuota.query(trx).findById(id).patch({ year, attachment, version });
  return { id, version };
}

async function storeLevels(trx: Transaction, quotaId: string, row: Raw): Promise<void> {
  const levels = QUOTA_LEVELS.map((level) => {
    const [number, unlimited] = LEVEL_FIELDS[level];
    const vacancies = typeof row[number] === 'number' ? row[number] : null;
    return { quota_id: quotaId, level, vacancies, unlimited: row[unlimited] === true };
  });
  await PostQuotaLevel.query(trx).insert(levels).onConflict(['quota_id', 'level']).merge(['vacancies', 'unlimited']);
}

/** 删除 of a record that is not confirmed. CONFLICT once it is. */
export async function removeQuota({
  core,
  actor,
  id,
  expectedVersion,
}: {
  core: Core;
  actor: Actor;
  id: string;
  expectedVersion: number;
}): Promise<void> {
  await transaction(core.db, (trx) =>
    core.transition({
      ...{ trx, flow: 'postQuota', id, action: 'remove', actor, expectedVersion },
      scope: { organisation_id: organisationOf(actor) },
    }),
  );
}
