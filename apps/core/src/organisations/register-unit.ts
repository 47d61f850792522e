import { raw, transaction, type PartialModelObject, type Transaction } from '@zhicheng/database';
import type { Fields, Raw, Row } from '@zhicheng/series-kit';
import { stateOf, unitRegistrationFlow } from '@zhicheng/workflow';
import { readForm } from '../catalog/read-form.ts';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { conflict, invalid, issue, notFound, refused } from '../errors.ts';
import { checkOwn } from '../files/check-own.ts';
import { replaceUse } from '../files/file-uses.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { Organisation, OrganisationCapacity, UnitRegistration, type UnitDetails } from './model.ts';
import { auditedRegistrationFields, unitFields, unitRegistrationFields } from './unit-fields.ts';

interface UnitForm {
  readonly core: Core;
  readonly actor: Actor;
  readonly form: Raw;
  readonly expectedVersion: number;
}

/**
 * 单位注册 (AH-29.05..17, SM-UREG.01): from now on people can bind to the unit and it audits as an employer. Where the
 * province has registrations audited first (MG.02) it waits for the bureau of its region instead, with its
 * certificates (SM-UREG.02). Throws CONFLICT when it is registered already, is being audited or changed meanwhile,
 * INVALID per field, REFUSED where no bureau is on the platform.
 */
export async function registerUnit({ core, actor, form, expectedVersion }: UnitForm): Promise<{ version: number }> {
  return transaction(core.db, async (trx) => {
    const unit = await lockUnit(trx, actor, expectedVersion);
    if (unit.registered_at && (await isEmployer(trx, unit.id))) throw conflict('本单位已经完成单位注册。');
    if (core.profile.policies.unitRegistrationNeedsAudit) return submitRegistration({ core, trx, actor, form, unit });
    const version = await store(trx, unit, await readUnit(trx, unitRegistrationFields(core.profile), form), {
      registered_at: unit.registered_at ?? raw('zc_now()'),
    });
    await OrganisationCapacity.query(trx)
      .insert({ organisation_id: unit.id, capacity: 'employer' })
      .onConflict()
      .ignore();
    await appendEvent(trx, { subjectKind: 'organisation', subjectId: unit.id, action: 'register', actor });
    return { version };
  });
}

async function submitRegistration({
  core,
  trx,
  actor,
  form,
  unit,
}: Pick<UnitForm, 'core' | 'actor' | 'form'> & { trx: Transaction; unit: Organisation }): Promise<{ version: number }> {
  const known = await UnitRegistration.query(trx).findOne({ organisation_id: unit.id }).forUpdate();
  if (known && !stateOf(unitRegistrationFlow, known.state).editable)
    throw conflict('单位注册已经提交，请等待人社部门审核。');
  const fields = auditedRegistrationFields(core.profile);
  const { row, issues } = await readForm(trx, fields, form);
  if (row === null) throw invalid(issues);
  const { row: owned, issues: wrongFiles, fileIds } = await checkOwn({ trx, actor, fields, row });
  if (wrongFiles.length > 0) throw invalid(wrongFiles);
  const { certificates, ...answers } = owned;
  const version = await store(trx, unit, contentOf(answers), {});
  const { id } =
    known ??
    (await UnitRegistration.query(trx).insert({
      ...{ organisation_id: unit.id, state: unitRegistrationFlow.initial, certificates, created_by: actor.accountId },
    }));
  await replaceUse({ trx, fileIds, subjectKind: 'unitRegistration', subjectId: id });
  await core.transition({
    ...{ trx, flow: 'unitRegistration', id, action: 'submit', actor, scope: { organisation_id: unit.id } },
    patch: {
      certificates: JSON.stringify(certificates),
      created_by: actor.accountId,
      round: trx.raw('round + 1'),
      submitted_at: trx.raw('zc_now()'),
    },
  });
  return { version };
}

/** 完善单位信息 (AH-29.19, AH-30.06), also for built-in accounts. Throws CONFLICT, INVALID per field. */
export async function updateUnit({ core, actor, form, expectedVersion }: UnitForm): Promise<{ version: number }> {
  return transaction(core.db, async (trx) => {
    const unit = await lockUnit(trx, actor, expectedVersion);
    if (!unit.registered_at)
      throw refused([issue('notRegistered', '请先完成单位注册。', { mendAt: '/unit/register' })]);
    const version = await store(trx, unit, await readUnit(trx, unitFields(core.profile), form), {});
    await appendEvent(trx, { subjectKind: 'organisation', subjectId: unit.id, action: 'update', actor });
    return { version };
  });
}

async function lockUnit(trx: Transaction, actor: Actor, expectedVersion: number): Promise<Organisation> {
  const unit = await Organisation.query(trx).findById(organisationOf(actor)).forUpdate();
  if (!unit) throw notFound('单位');
  if (unit.version !== expectedVersion) throw conflict('单位信息在另一处被修改过，请刷新后再办理。');
  return unit;
}

const isEmployer = async (trx: Transaction, organisationId: string): Promise<boolean> =>
  Boolean(await OrganisationCapacity.query(trx).findById([organisationId, 'employer']));

type RegistrationFields = ReturnType<typeof unitRegistrationFields>;

interface UnitContent {
  readonly regionCode: string;
  readonly unitNature: string;
  readonly central: boolean;
  readonly details: UnitDetails;
}

async function readUnit(trx: Transaction, fields: RegistrationFields & Fields, form: Raw): Promise<UnitContent> {
  const { row, issues } = await readForm(trx, fields, form);
  if (row === null) throw invalid(issues);
  return contentOf(row);
}

function contentOf({ region, unitNature, central, ...details }: Row<RegistrationFields>): UnitContent {
  return { regionCode: region.code, unitNature: unitNature.code, central, details: answered(details) };
}

/** Blank answers are left out, so that clearing a field clears it. */
const answered = (details: Readonly<Record<string, unknown>>): UnitDetails =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null));

async function store(
  trx: Transaction,
  unit: Organisation,
  content: UnitContent,
  more: PartialModelObject<Organisation>,
): Promise<number> {
  const { legalRepresentative } = unit.details;
  const version = unit.version + 1;
  await unit.$query(trx).patch({
    ...more,
    region_code: content.regionCode,
    unit_nature: content.unitNature,
    central: content.central,
    details: { ...(legalRepresentative && { legalRepresentative }), ...content.details },
    version,
  });
  return version;
}
