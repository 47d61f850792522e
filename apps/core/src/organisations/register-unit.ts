import { raw, transaction, type PartialModelObject, type Transaction } from '@zhicheng/database';
import type { Fields, Raw } from '@zhicheng/series-kit';
import { readForm } from '../catalog/read-form.ts';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { conflict, invalid, issue, notFound, refused } from '../errors.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { Organisation, OrganisationCapacity, type UnitDetails } from './model.ts';
import { unitFields, unitRegistrationFields } from './unit-fields.ts';

interface UnitForm {
  readonly core: Pick<Core, 'db' | 'profile'>;
  readonly actor: Actor;
  readonly form: Raw;
  readonly expectedVersion: number;
}

/**
 * 单位注册 (AH-29.05..17, SM-UREG.01): from now on people can bind to the unit and it audits as an employer. Throws
 * CONFLICT when it is registered already or changed meanwhile, INVALID per field, REFUSED where the province has
 * registrations audited first (MG.02): that audit is not built yet.
 */
export async function registerUnit({ core, actor, form, expectedVersion }: UnitForm): Promise<{ version: number }> {
  if (core.profile.policies.unitRegistrationNeedsAudit)
    throw refused([issue('registrationAudited', '单位注册须经人社部门审核，请联系所属人社部门办理。')]);
  return transaction(core.db, async (trx) => {
    const unit = await lockUnit(trx, actor, expectedVersion);
    if (unit.registered_at && (await isEmployer(trx, unit.id))) throw conflict('本单位已经完成单位注册。');
    const fields = unitRegistrationFields(core.profile);
    const version = await store(trx, unit, await readUnit(trx, fields, form), {
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

interface UnitContent {
  readonly regionCode: string;
  readonly unitNature: string;
  readonly central: boolean;
  readonly details: UnitDetails;
}

async function readUnit(
  trx: Transaction,
  fields: ReturnType<typeof unitRegistrationFields> & Fields,
  form: Raw,
): Promise<UnitContent> {
  const { row, issues } = await readForm(trx, fields, form);
  if (row === null) throw invalid(issues);
  const { region, unitNature, central, ...details } = row;
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
