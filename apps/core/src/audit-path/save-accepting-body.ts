import { transaction, type Transaction } from '@zhicheng/database';
import { LEVEL_CODES } from '@zhicheng/series-kit';
import type { Actor, Core } from '../context.ts';
import { conflict, invalid, issue, notFound, refused, type ErrorIssue } from '../errors.ts';
import { once } from '../idempotency.ts';
import { keptBodies, type AcceptingRow } from './accepting-bodies.ts';
import { CERTIFICATE_NAME_MAX, isAccepting, NOTICE_MAX, type AcceptingBodyInput } from './accepting-fields.ts';
import { keptRegions } from './edge-scope.ts';
import { lockTree } from './edges.ts';
import { tell, whyNotNode } from './save-edge.ts';

/** In one order, and nothing instead of everything. */
const columnsOf = ({ organisationId, node, levels, modes, certificateName }: AcceptingBodyInput) => ({
  organisation_id: organisationId,
  node,
  levels: levels === null || levels.length === 0 ? null : [...new Set(levels)].sort(),
  modes: [...new Set(modes)].sort(),
  certificate_name: certificateName.trim(),
});

function whyNotWords({ levels, modes, certificateName }: AcceptingBodyInput): ErrorIssue[] {
  const printed = certificateName.trim();
  const wrong = (on: boolean, code: string, message: string, path: string) =>
    on ? [issue(code, message, { path })] : [];
  return [
    ...wrong(modes.length === 0, 'blank', '请选择取得方式。', 'modes'),
    ...wrong(!modes.every(isAccepting), 'unknownCode', '受理机构只受理初定和认定。', 'modes'),
    ...wrong(
      levels?.some((level) => !LEVEL_CODES.some((known) => known === level)) ?? false,
      'unknownCode',
      '职称等级不在可选范围内。',
      'levels',
    ),
    ...wrong(printed === '', 'blank', '请准确填写打在职称证书上的机构名称。', 'certificateName'),
    ...wrong(
      printed.length > CERTIFICATE_NAME_MAX,
      'tooLong',
      `打在职称证书上的机构名称不超过 ${CERTIFICATE_NAME_MAX} 字。`,
      'certificateName',
    ),
  ];
}

/** The same body accepts a way of acquisition at a level once: else nobody knows which name is printed. */
export async function twinOf(trx: Transaction, body: AcceptingBodyInput, except = ''): Promise<boolean> {
  const { organisation_id, node, levels, modes } = columnsOf(body);
  const twins = trx('accepting_body')
    .where({ organisation_id, node })
    .whereNull('cancelled_at')
    .whereRaw('modes && ?::text[] and (levels is null or ?::text[] is null or levels && ?::text[])', [
      modes,
      levels,
      levels,
    ] as string[][]);
  if (except !== '') void twins.whereNot({ id: except });
  return (await twins.first('id')) !== undefined;
}

/** Everything wrong with an accepting body, whoever enters it: the page, or a row of a workbook. */
export async function whyNotBody(
  trx: Transaction,
  body: AcceptingBodyInput,
  { regions }: { regions: readonly string[] | null },
): Promise<ErrorIssue[]> {
  const organisation = await trx('organisation').where({ id: body.organisationId }).first('region_code');
  const outside = regions !== null && !regions.includes(organisation?.region_code ?? '');
  return [
    ...(await whyNotNode(trx, body, 'organisationId')),
    ...(outside
      ? [issue('region', '这个机构不在本部门的属地内，由它所在地的人社部门配置。', { path: 'organisationId' })]
      : []),
    ...whyNotWords(body),
  ];
}

const TWICE = '这个机构已经受理所选等级和取得方式，请编辑已有的受理机构。';

/** Adds a checked body and says so in its ledger; null when it accepts some of this already. */
export async function insertBody(trx: Transaction, actor: Actor, body: AcceptingBodyInput): Promise<string | null> {
  await trx('organisation').where({ id: body.organisationId }).forUpdate().select('id');
  if (await twinOf(trx, body)) return null;
  const [added] = await trx('accepting_body').insert(columnsOf(body)).returning('id');
  await tell(trx, actor, 'addAcceptingBody', body.organisationId, { bodyId: added.id, ...body });
  return added.id;
}

interface Kept {
  readonly core: Core;
  readonly actor: Actor;
  readonly id: string;
  readonly expectedVersion: number;
}

/** A body within the actor's scope, locked. NOT_FOUND outside it, CONFLICT at another version. */
async function bodyToChange(trx: Transaction, { core, actor, id, expectedVersion }: Kept): Promise<AcceptingRow> {
  const row: AcceptingRow | undefined = await keptBodies(trx, await keptRegions({ core, db: trx, actor }))
    .where('accepting_body.id', id)
    .forUpdate('accepting_body', 'organisation')
    .first('accepting_body.*');
  if (!row) throw notFound('受理机构');
  if (row.version !== expectedVersion) throw conflict('这个受理机构已被别人改过。请刷新后再改。');
  return row;
}

/** A province without accepting bodies keeps none. */
export function mustAccept({ profile }: Core): void {
  if (!profile.policies.acceptingBodies)
    throw refused([issue('noAcceptingBodies', '本平台的初定、认定不设单独的受理机构，由评审计划的组建单位办理。')]);
}

/**
 * 新增 or 编辑 of an accepting body (HN-30.02..04, HN-30.06). INVALID per field, NOT_FOUND outside the actor's scope,
 * CONFLICT for a stale version or a body that accepts this already.
 */
export async function saveAcceptingBody({
  core,
  actor,
  id,
  expectedVersion = 0,
  body,
  idempotencyKey,
}: {
  core: Core;
  actor: Actor;
  id?: string | undefined;
  expectedVersion?: number | undefined;
  body: AcceptingBodyInput;
  idempotencyKey: string;
}): Promise<{ id: string }> {
  mustAccept(core);
  const run = async (trx: Transaction): Promise<{ id: string }> => {
    await lockTree(trx);
    const old = id ? await bodyToChange(trx, { core, actor, id, expectedVersion }) : null;
    const wrong = await whyNotBody(trx, body, { regions: await keptRegions({ core, db: trx, actor }) });
    if (wrong.length > 0) throw invalid(wrong);
    if (old) return changeBody(trx, actor, old, body);
    const added = await insertBody(trx, actor, body);
    if (!added) throw conflict(TWICE);
    return { id: added };
  };
  return transaction(core.db, (trx) =>
    once({ trx, actor, key: idempotencyKey, action: 'saveAcceptingBody', run: () => run(trx) }),
  );
}

async function changeBody(
  trx: Transaction,
  actor: Actor,
  { id, version }: AcceptingRow,
  body: AcceptingBodyInput,
): Promise<{ id: string }> {
  await trx('organisation').where({ id: body.organisationId }).forUpdate().select('id');
  if (await twinOf(trx, body, id)) throw conflict(TWICE);
  await trx('accepting_body')
    .where({ id })
    .update({ ...columnsOf(body), version: version + 1 });
  await tell(trx, actor, 'changeAcceptingBody', body.organisationId, { bodyId: id, ...body });
  return { id };
}

/** 申报须知 (HN-30.05, GP.69): what declarants read who choose this body; empty takes it away. INVALID when too long. */
export async function saveNotice({ notice, ...kept }: Kept & { notice: string }): Promise<void> {
  const text = notice.trim();
  if (text.length > NOTICE_MAX)
    throw invalid([issue('tooLong', `申报须知不超过 ${NOTICE_MAX} 字。`, { path: 'notice' })]);
  await transaction(kept.core.db, async (trx) => {
    const { id, version, organisation_id } = await bodyToChange(trx, kept);
    await trx('accepting_body')
      .where({ id })
      .update({ notice: text, version: version + 1 });
    await tell(trx, kept.actor, 'writeNotice', organisation_id, { bodyId: id });
  });
}

/** 注销 without a reason (HN-30.08, GP.68): kept, and out of force from now on. */
export async function cancelAcceptingBody(kept: Kept): Promise<void> {
  await transaction(kept.core.db, async (trx) => {
    await lockTree(trx);
    const { id, version, organisation_id } = await bodyToChange(trx, kept);
    await trx('accepting_body')
      .where({ id })
      .update({ cancelled_at: trx.raw('zc_now()'), version: version + 1 });
    await tell(trx, kept.actor, 'cancelAcceptingBody', organisation_id, { bodyId: id });
  });
}
