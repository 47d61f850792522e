import type { Database } from '@zhicheng/database';
import type { FileRef } from '@zhicheng/series-kit';
import { stateOf, unitRegistrationFlow } from '@zhicheng/workflow';
import { organisationOf, type Actor, type Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { hrssOffice, type Office } from './hrss-office.ts';
import { UnitRegistration, type OrganisationRow, type UnitDetails, type UnitRegistrationRow } from './model.ts';
import { regionName } from './queries.ts';

/** Where a unit's registration stands, for the unit itself (SM-UREG.02..04). */
export interface RegistrationDto {
  readonly stateLabel: string;
  readonly underAudit: boolean;
  readonly returned: boolean;
  readonly certificates: readonly FileRef[];
  /** 审核意见说明 of the bureau (HN-52.03). */
  readonly reason: string | null;
  readonly submittedAt: Date | null;
  readonly decidedAt: Date | null;
  /** Who audits it, and under which number he can be called. */
  readonly office: Office | null;
}

/** The actor's own registration; null where it was never submitted for audit. */
export async function ownRegistration({ core, actor }: { core: Core; actor: Actor }): Promise<RegistrationDto | null> {
  const organisationId = organisationOf(actor);
  const row = await UnitRegistration.query(core.db).findOne({ organisation_id: organisationId });
  if (!row) return null;
  const unit = await core.db('organisation').where({ id: organisationId }).first('region_code');
  return {
    ...standingOf(row),
    office: unit?.region_code ? await hrssOffice({ core, db: core.db, regionCode: unit.region_code }) : null,
  };
}

function standingOf(row: UnitRegistrationRow): Omit<RegistrationDto, 'office'> {
  const state = stateOf(unitRegistrationFlow, row.state);
  return {
    stateLabel: state.label,
    underAudit: state.underAudit === true,
    returned: state.returned === true,
    certificates: row.certificates,
    reason: row.reason,
    submittedAt: row.submitted_at,
    decidedAt: row.decided_at,
  };
}

export interface RegistrationCase extends Omit<RegistrationDto, 'office'> {
  readonly name: string;
  readonly uscc: string | null;
  readonly regionName: string;
  readonly unitNature: string | null;
  readonly central: boolean;
  readonly details: UnitDetails;
}

type CaseRow = UnitRegistrationRow & Pick<OrganisationRow, 'name' | 'uscc' | 'region_code' | 'central' | 'details'>;

/** HN-52.01: the registration with its certificates, for the bureau that has it before it, or had. */
export async function viewRegistration({
  core,
  actor,
  processId,
}: {
  core: Core;
  actor: Actor;
  processId: string;
}): Promise<RegistrationCase> {
  const row = await caseRow(core.db, actor, processId);
  if (!row) throw notFound('单位注册');
  return {
    ...standingOf(row),
    ...{ name: row.name, uscc: row.uscc, central: row.central, details: row.details, unitNature: row.nature_name },
    regionName: regionName(core.profile, row.region_code),
  };
}

const caseRow = (
  db: Database,
  actor: Actor,
  processId: string,
): Promise<(CaseRow & { nature_name: string | null }) | undefined> =>
  db('process')
    .join('unit_registration as r', 'r.id', 'process.subject_id')
    .join('organisation', 'organisation.id', 'r.organisation_id')
    .leftJoin('dictionary_item as nature', (on) =>
      on.on('nature.code', 'organisation.unit_nature').andOnVal('nature.dictionary', 'unitNature'),
    )
    .where({ 'process.id': processId, 'process.kind': 'unitRegistration' })
    .whereExists(
      db('step')
        .whereRaw('step.process_id = process.id')
        .where({ organisation_id: organisationOf(actor), node: actor.role }),
    )
    .first(
      'r.*',
      'organisation.name',
      'organisation.uscc',
      'organisation.region_code',
      'organisation.central',
      'organisation.details',
      'nature.name as nature_name',
    );
