import { raw } from '@zhicheng/database';
import { unitRegistrationFlow } from '@zhicheng/workflow';
import { issue, refused } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { notify } from '../notifications/notify.ts';
import type { Decision, ProcessKind } from '../tasks/process-kind.ts';
import { startProcess } from '../tasks/start-process.ts';
import { bindFlow, type Move } from '../transition.ts';
import { hrssOffice } from './hrss-office.ts';
import { Organisation, OrganisationCapacity, type UnitRegistrationRow } from './model.ts';

type RegistrationMove = Move<UnitRegistrationRow>;

/** HN-52, RF.08: 所属人社 of the unit decides. */
async function startRegistrationAudit({ core, trx, actor, row }: RegistrationMove): Promise<void> {
  const unit = await Organisation.query(trx).findById(row.organisation_id);
  const bureau = unit?.region_code ? await hrssOffice({ core, db: trx, regionCode: unit.region_code }) : null;
  if (!unit || !bureau?.id)
    throw refused([
      issue('noBureau', '没有找到审核单位注册的人社部门。请核对属地，或联系所属人社部门。', { path: 'region' }),
    ]);
  await startProcess({
    ...{ trx, actor, kind: 'unitRegistration', subjectId: row.id, round: row.round + 1 },
    ...{ flowType: '单位注册', flowName: `${unit.name}提交单位注册`, applicantId: actor.accountId },
    first: { node: 'hrss', organisationId: bureau.id },
  });
}

/** From now on people can bind to the unit and it audits as an employer. */
async function activateUnit({ trx, actor, row }: RegistrationMove): Promise<void> {
  const unit = await Organisation.query(trx).findById(row.organisation_id).forUpdate();
  await unit?.$query(trx).patch({ registered_at: unit.registered_at ?? raw('zc_now()'), version: unit.version + 1 });
  await OrganisationCapacity.query(trx)
    .insert({ organisation_id: row.organisation_id, capacity: 'employer' })
    .onConflict()
    .ignore();
  await appendEvent(trx, { subjectKind: 'organisation', subjectId: row.organisation_id, action: 'register', actor });
}

export const registrationBindings = bindFlow<UnitRegistrationRow>(unitRegistrationFlow, 'unit_registration', {
  guards: {},
  effects: {
    startRegistrationAudit,
    activateUnit,
    notifyUnitRegistered: ({ trx, row }) =>
      notify({
        ...{ trx, accountId: row.created_by, kind: 'unitRegistration', link: '/work' },
        text: '单位注册已审核通过。现在可以审核本单位人员的注册、业绩和申报。',
      }),
    notifyRegistrationReturned: ({ trx, row, reason }) =>
      notify({
        ...{ trx, accountId: row.created_by, kind: 'unitRegistration', link: '/unit/register' },
        text: `单位注册审核不通过：${reason}。请更正后重新提交。`.replace('。。', '。'),
      }),
  },
});

const decide = async ({ core, trx, actor, process, opinion }: Decision, action: 'pass' | 'return') => {
  await core.transition({
    ...{ trx, flow: 'unitRegistration', id: process.subject_id, action, actor, scope: {}, reason: opinion },
    patch: { decided_at: trx.raw('zc_now()'), reason: action === 'return' ? opinion.trim() : null },
  });
};

/** 单位注册审核: one step at the bureau. Each is looked at with its certificates; a pass is final. */
export const registrationProcessKind: ProcessKind = {
  kind: 'unitRegistration',
  // SM-UREG.02, SM-UREG.04
  labels: { running: '待审核', returned: '审核不通过' },
  oneByOne: '单位注册须核对证照，请逐件审核。',
  terminable: false,
  next: async () => [],
  passed: (decision) => decide(decision, 'pass'),
  returned: (decision) => decide(decision, 'return'),
};
