import { bindingFlow } from '@zhicheng/workflow';
import { issue } from '../errors.ts';
import { lockPerson } from '../identity/write-profile.ts';
import { notify } from '../notifications/notify.ts';
import type { Decision, ProcessKind } from '../tasks/process-kind.ts';
import { cancelProcess } from '../tasks/start-process.ts';
import { bindFlow, type Effect, type Guard, type Move } from '../transition.ts';
import { APPROVED, declarationUnderAudit } from './binding-state.ts';
import { Binding, Organisation, type BindingRow } from './model.ts';

type BindingMove = Move<BindingRow>;

const unitName = async ({ trx, row }: BindingMove): Promise<string> =>
  (await Organisation.query(trx).findById(row.organisation_id))?.name ?? '';

/** GP.38 for who asked before he submitted; the lock is the one that submitting takes. */
const notDeclaring: Guard<BindingRow> = async ({ trx, row }) => {
  await lockPerson(trx, row.person_id);
  return (await declarationUnderAudit(trx, row.person_id))
    ? [issue('declarationUnderAudit', '此人有一份申报正在审核中，暂不能变更单位。申报审核办结或退回后再通过。')]
    : [];
};

/** SM-BIND.05: the former unit loses the person at the moment the new one takes him in. */
async function supersedePrevious({ core, trx, row, actor }: BindingMove): Promise<void> {
  const previous = await Binding.query(trx)
    .where({ person_id: row.person_id })
    .whereIn('state', APPROVED)
    .whereNot({ id: row.id });
  for (const { id } of previous)
    await core.transition({
      trx,
      flow: 'binding',
      id,
      action: 'supersede',
      actor: { ...actor, role: 'system' },
      scope: { person_id: row.person_id },
      patch: { decided_at: trx.raw('zc_now()') },
    });
}

const notifyBound: Effect<BindingRow> = async (move) =>
  notify({
    trx: move.trx,
    accountId: move.row.person_id,
    kind: 'bindingPassed',
    text: `${await unitName(move)}已通过您的绑定申请。现在可以提交业绩、申报职称。`,
    link: '/me',
  });

const notifyBindingReturned: Effect<BindingRow> = async (move) =>
  notify({
    trx: move.trx,
    accountId: move.row.person_id,
    kind: 'bindingReturned',
    text: `${await unitName(move)}退回了您的绑定申请：${move.reason}。可以到“个人中心”点“变更单位”重新选择。`,
    link: '/me/unit',
  });

export const bindingBindings = bindFlow<BindingRow>(bindingFlow, 'binding', {
  guards: { notDeclaring },
  effects: {
    supersedePrevious,
    notifyBound,
    notifyBindingReturned,
    cancelProcess: (move) => cancelProcess({ ...move, kind: 'binding', subjectId: move.row.id }),
  },
});

const decide = async ({ core, trx, actor, process, step, opinion }: Decision, action: 'pass' | 'return') => {
  await core.transition({
    trx,
    flow: 'binding',
    id: process.subject_id,
    action,
    actor,
    scope: { organisation_id: step.organisation_id },
    reason: opinion,
    patch: { decided_at: trx.raw('zc_now()'), ...(action === 'return' && { reason: opinion.trim() }) },
  });
};

/** 人员注册审核: one step at the unit; what it decides is the outcome. A pass is final, the way back is 变更单位. */
export const bindingProcessKind: ProcessKind = {
  kind: 'binding',
  terminable: false,
  next: async () => [],
  passed: (decision) => decide(decision, 'pass'),
  returned: (decision) => decide(decision, 'return'),
};
