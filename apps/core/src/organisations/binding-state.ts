import type { Database, Knex } from '@zhicheng/database';
import { bindingFlow, declarationFlow, statesThat } from '@zhicheng/workflow';
import { issue, type ErrorIssue } from '../errors.ts';
import type { UnitDetails } from './model.ts';

export const APPROVED = statesThat(bindingFlow, (state) => state.approved === true);
export const PENDING = statesThat(bindingFlow, (state) => state.underAudit === true);
export const RETURNED = statesThat(bindingFlow, (state) => state.returned === true);

const UNDER_AUDIT = statesThat(declarationFlow, (state) => state.underAudit === true);

/** A declaration of this person that somebody is auditing; while there is one the unit stays (GP.38). */
export async function declarationUnderAudit(db: Database, personId: string): Promise<{ id: string } | null> {
  const row = await db('declaration')
    .where({ account_id: personId })
    .whereIn('state', UNDER_AUDIT)
    .first<{ id: string } | undefined>('id');
  return row ?? null;
}

export interface BoundUnit {
  readonly bindingId: string;
  readonly organisationId: string;
  readonly name: string;
  /** null: 属地未完善. */
  readonly regionCode: string | null;
  /** Code of the dictionary unitNature. */
  readonly unitNature: string | null;
}

/** The unit a person is bound to by an approved binding. Takes a transaction as well. */
export async function boundUnitOf({ db, personId }: { db: Database; personId: string }): Promise<BoundUnit | null> {
  const row = await db('binding')
    .join('organisation', 'organisation.id', 'binding.organisation_id')
    .where('binding.person_id', personId)
    .whereIn('binding.state', APPROVED)
    .first<BoundUnit>(
      'binding.id as bindingId',
      'organisation.id as organisationId',
      'organisation.name',
      'organisation.region_code as regionCode',
      'organisation.unit_nature as unitNature',
    );
  return row ?? null;
}

/** Identity of the unit that the person of this account is bound to, as an operand of a larger query. */
export const boundUnitIdOf = (db: Database, personId: string): Knex.QueryBuilder =>
  db('binding').where({ person_id: personId }).whereIn('state', APPROVED).select('organisation_id');

/** The same unit whole, for each row of `person` in a larger query: JSON like `BoundUnit`. */
export const boundUnitOfPerson = (db: Database): Knex.QueryBuilder =>
  db('binding')
    .join('organisation', 'organisation.id', 'binding.organisation_id')
    .whereRaw('binding.person_id = person.account_id')
    .whereIn('binding.state', APPROVED)
    .limit(1)
    .select(
      db.raw(`jsonb_build_object('bindingId', binding.id, 'organisationId', organisation.id,
        'name', organisation.name, 'regionCode', organisation.region_code, 'unitNature', organisation.unit_nature)`),
    );

export interface BindingDto {
  readonly id: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly note: string | null;
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  readonly officePhone: string | null;
}

/** Why a person can neither submit to a unit nor declare, and what to do about it. */
export interface BindingWhy {
  readonly code: 'NOT_BOUND' | 'BINDING_PENDING';
  /** Case and remedy in one, as pages show it. */
  readonly message: string;
  readonly remedy: string;
  readonly mendAt: string;
  readonly officePhone: string | null;
}

export interface BindingStatus {
  readonly approved: BindingDto | null;
  readonly pending: BindingDto | null;
  /** The latest one that was returned, while nothing newer came of it. */
  readonly lastReturned: BindingDto | null;
  readonly why: BindingWhy | null;
}

type LatestRow = Omit<BindingDto, 'officePhone'> & { state: string; details: UnitDetails };

/** Where a person's bindings stand. One query: the latest of each state. */
export async function bindingStatusOf({ db, personId }: { db: Database; personId: string }): Promise<BindingStatus> {
  const rows: LatestRow[] = await db('binding')
    .join('organisation', 'organisation.id', 'binding.organisation_id')
    .where('binding.person_id', personId)
    .whereIn('binding.state', [...APPROVED, ...PENDING, ...RETURNED])
    .distinctOn('binding.state')
    .orderBy([{ column: 'binding.state' }, { column: 'binding.created_at', order: 'desc' }])
    .select<LatestRow[]>(
      'binding.id',
      'binding.state',
      'binding.note',
      'binding.reason',
      'binding.created_at as createdAt',
      'binding.decided_at as decidedAt',
      'organisation.id as organisationId',
      'organisation.name as organisationName',
      'organisation.details',
    );
  const find = (states: readonly string[]) => rows.find((row) => states.includes(row.state));
  const [approved, pending, returned] = [find(APPROVED), find(PENDING), find(RETURNED)];
  const newest = [approved, pending].some((row) => row && returned && row.createdAt > returned.createdAt);
  const status = {
    approved: approved ? bindingDto(approved) : null,
    pending: pending ? bindingDto(pending) : null,
    lastReturned: returned && !newest ? bindingDto(returned) : null,
  };
  return { ...status, why: whyOf(status) };
}

const bindingDto = ({ state: _state, details, ...rest }: LatestRow): BindingDto => ({
  ...rest,
  officePhone: details.mobile ?? details.legalPhone ?? null,
});

const CHANGE_UNIT = '/me/unit';

function whyOf({ approved, pending, lastReturned }: Omit<BindingStatus, 'why'>): BindingWhy | null {
  if (approved) return null;
  if (pending) {
    const phone = pending.officePhone ? `：${pending.officePhone}` : '';
    const remedy = `请联系单位管理员在“人员注册审核”中办理${phone}。`;
    return {
      code: 'BINDING_PENDING',
      message: `${pending.organisationName}还没有审核您的绑定。${remedy}`,
      remedy,
      mendAt: CHANGE_UNIT,
      officePhone: pending.officePhone,
    };
  }
  const remedy = '到“个人中心”点“变更单位”。';
  const returned = lastReturned
    ? `${lastReturned.organisationName}退回了您的绑定申请：${lastReturned.reason ?? ''}。`.replace(/。。$/, '。')
    : '';
  const message = `还没有绑定工作单位，可以先录入，暂不能提交。${returned}${remedy}`;
  return { code: 'NOT_BOUND', message, remedy, mendAt: CHANGE_UNIT, officePhone: lastReturned?.officePhone ?? null };
}

/** The reason why a person can neither submit library entries nor declare (GP.13, GP.83), null when bound. */
export async function bindingWhy({ db, accountId }: { db: Database; accountId: string }): Promise<ErrorIssue | null> {
  const { why } = await bindingStatusOf({ db, personId: accountId });
  return why && issue(why.code, why.message, { mendAt: why.mendAt });
}
