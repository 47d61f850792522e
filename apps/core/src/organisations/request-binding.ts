import { transaction, type Transaction } from '@zhicheng/database';
import type { Actor, Core } from '../context.ts';
import { invalid, issue, notFound, refused } from '../errors.ts';
import { recordUse } from '../files/file-uses.ts';
import { once } from '../idempotency.ts';
import { lockPerson } from '../identity/write-profile.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { startProcess } from '../tasks/start-process.ts';
import { APPROVED, declarationUnderAudit, PENDING } from './binding-state.ts';
import { Binding, BINDING_NODES, Organisation, OrganisationCapacity } from './model.ts';

export interface UnitChoice {
  readonly organisationId: string;
  /** 申请说明 */
  readonly note?: string | null;
}
export type StartedBinding = { readonly bindingId: string; readonly processId: string };

const LONGEST_NOTE = 300;

/**
 * 绑定单位 and 变更单位 (SM-BIND.01, SM-BIND.05): asks a unit to take the person in; an own request still waiting
 * elsewhere is cancelled, an approved binding stays in force until this one is approved. Throws NOT_FOUND for a unit
 * that is not registered, REFUSED before 个人注册, for the unit one is bound to, or while a declaration is under
 * audit (GP.38).
 */
export async function requestBinding({
  core,
  actor,
  organisationId,
  note,
  idempotencyKey,
}: UnitChoice & { core: Core; actor: Actor; idempotencyKey: string }): Promise<StartedBinding> {
  return transaction(core.db, (trx) =>
    once({
      trx,
      actor,
      key: idempotencyKey,
      action: `requestBinding ${organisationId}`,
      run: () => startBinding({ core, trx, actor, organisationId, note }),
    }),
  );
}

/** The same in the caller's transaction. */
export async function startBinding({
  core,
  trx,
  actor,
  organisationId,
  note,
}: UnitChoice & { core: Core; trx: Transaction; actor: Actor }): Promise<StartedBinding> {
  const person = await lockPerson(trx, actor.accountId);
  if (!person.registered_at) throw refused([issue('notRegistered', '请先完成个人注册。', { mendAt: '/register' })]);
  const words = note?.trim() ?? '';
  if ([...words].length > LONGEST_NOTE)
    throw invalid([issue('wrong', `申请说明不能超过${LONGEST_NOTE}字。`, { path: 'note' })]);
  const { unit, node } = await auditingUnit(trx, organisationId);
  await refuseWhileDeclaring(trx, actor);
  await leavePending({ core, trx, actor, organisationId: unit.id, unitName: unit.name });
  const { id } = await Binding.query(trx).insert({
    person_id: actor.accountId,
    organisation_id: unit.id,
    note: words || null,
    state: PENDING[0],
  });
  await appendEvent(trx, {
    subjectKind: 'binding',
    subjectId: id,
    action: 'request',
    actor,
    data: { organisationId: unit.id },
  });
  // The unit sees whom it takes in.
  if (person.photo_file_id)
    await recordUse({ trx, fileIds: [person.photo_file_id], subjectKind: 'binding', subjectId: id });
  const { processId } = await startProcess({
    trx,
    actor,
    kind: 'binding',
    subjectId: id,
    round: 1,
    flowType: '个人注册',
    flowName: `${person.name}申请绑定${unit.name}`,
    applicantId: actor.accountId,
    first: { node, organisationId: unit.id },
  });
  return { bindingId: id, processId };
}

/**
 * A registered unit and the capacity that audits its people: the employer, or the department as long as the body has
 * not registered as an employer (AH-37.03).
 */
async function auditingUnit(trx: Transaction, organisationId: string) {
  const unit = await Organisation.query(trx).findById(organisationId);
  const held = await OrganisationCapacity.query(trx).where({ organisation_id: organisationId });
  const node = BINDING_NODES.find((capacity) => held.some((row) => row.capacity === capacity));
  if (!unit?.registered_at || !node) throw notFound('单位');
  return { unit, node };
}

/** GP.38. */
async function refuseWhileDeclaring(trx: Transaction, actor: Actor): Promise<void> {
  const declaration = await declarationUnderAudit(trx, actor.accountId);
  if (declaration)
    throw refused([
      issue('declarationUnderAudit', '您有一份申报正在审核中，暂不能变更单位。审核办结或退回后再办理。', {
        mendAt: `/declarations/${declaration.id}`,
      }),
    ]);
}

async function leavePending({
  core,
  trx,
  actor,
  organisationId,
  unitName,
}: {
  core: Core;
  trx: Transaction;
  actor: Actor;
  organisationId: string;
  unitName: string;
}): Promise<void> {
  const bindings = await Binding.query(trx)
    .where({ person_id: actor.accountId })
    .whereIn('state', [...APPROVED, ...PENDING]);
  const same = bindings.find((row) => row.organisation_id === organisationId);
  if (same) {
    const message = APPROVED.includes(same.state) ? `您已绑定${unitName}。` : `您已向${unitName}申请绑定，请等待审核。`;
    throw refused([issue('alreadyThere', message, { path: 'organisationId' })]);
  }
  for (const row of bindings.filter(({ state }) => PENDING.includes(state)))
    await core.transition({
      trx,
      flow: 'binding',
      id: row.id,
      action: 'cancel',
      actor,
      scope: { person_id: actor.accountId },
      patch: { decided_at: trx.raw('zc_now()') },
    });
}
