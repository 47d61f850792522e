import { raw, transaction, violatedConstraint, type Transaction } from '@zhicheng/database';
import { isUscc } from '@zhicheng/profiles';
import { dictionaryItem } from '../catalog/check-coded.ts';
import type { Actor, Core } from '../context.ts';
import { conflict, invalid, issue, notFound, type ErrorIssue } from '../errors.ts';
import { mustOperate } from '../identity/operate.ts';
import { appendEvent } from '../ledger/append-event.ts';
import { Organisation, OrganisationCapacity, type Capacity, type UnitDetails } from './model.ts';

export interface NewOrganisation {
  readonly name: string;
  /** null: none, or shared with other units of its group (AH-29.03). */
  readonly uscc?: string | null;
  readonly regionCode?: string | null;
  /** Code of the dictionary unitNature. */
  readonly unitNature?: string | null;
  readonly central?: boolean;
  readonly details?: UnitDetails;
}

/**
 * Enters an organisation with its capacities, registered from the start (SM-UREG.05, AH-37.01). Operators only.
 * Throws INVALID per field, CONFLICT when another organisation has the credit code.
 */
export async function createOrganisation({
  core,
  actor,
  capacities,
  ...organisation
}: NewOrganisation & {
  core: Pick<Core, 'db'>;
  actor: Actor | null;
  capacities: readonly Capacity[];
}): Promise<{ id: string }> {
  mustOperate(actor);
  return transaction(core.db, (trx) => addOrganisation(trx, { actor, capacities, ...organisation }));
}

/** The same in the caller's transaction, who has made sure that an operator asks. */
export async function addOrganisation(
  trx: Transaction,
  {
    actor,
    capacities,
    ...organisation
  }: NewOrganisation & { readonly actor: Actor | null; readonly capacities: readonly Capacity[] },
): Promise<{ id: string }> {
  const issues = await issuesOf(trx, organisation);
  if (issues.length > 0) throw invalid(issues);
  const id = await insertOrganisation(trx, { ...organisation, registered: true });
  const [subjectKind, action] = ['organisation', 'create'];
  await appendEvent(trx, { subjectKind, subjectId: id, action, actor, data: { capacities } });
  if (capacities.length > 0)
    await OrganisationCapacity.query(trx).insert(capacities.map((capacity) => ({ organisation_id: id, capacity })));
  return { id };
}

async function issuesOf(
  trx: Transaction,
  { name, uscc, regionCode, unitNature }: NewOrganisation,
): Promise<ErrorIssue[]> {
  const region = regionCode
    ? await trx('region').where({ code: regionCode }).first<{ code: string } | undefined>('code')
    : true;
  const nature = unitNature ? await dictionaryItem(trx, 'unitNature', unitNature) : true;
  return [
    ...(name.trim() ? [] : [issue('blank', '请填写单位名称。', { path: 'name' })]),
    ...(!uscc || isUscc(uscc) ? [] : [issue('wrong', '统一社会信用代码不正确。', { path: 'uscc' })]),
    ...(region ? [] : [issue('unknownCode', '属地不在可选范围内。', { path: 'regionCode' })]),
    ...(nature ? [] : [issue('unknownCode', '单位性质不在可选范围内。', { path: 'unitNature' })]),
  ];
}

/** The row alone, in the caller's transaction. Throws CONFLICT when another organisation has the credit code. */
export async function insertOrganisation(
  trx: Transaction,
  { name, uscc, regionCode, unitNature, central, details, registered }: NewOrganisation & { registered: boolean },
): Promise<string> {
  const { id } = await Organisation.query(trx)
    .insert({
      name: name.trim(),
      uscc: uscc ?? null,
      region_code: regionCode ?? null,
      unit_nature: unitNature ?? null,
      central: central ?? false,
      details: details ?? {},
      registered_at: registered ? raw('zc_now()') : null,
    })
    .catch((error: unknown) => {
      if (violatedConstraint(error) === 'organisation_uscc_key') throw conflict('已有单位使用这个统一社会信用代码。');
      throw error;
    });
  return id;
}

/** Gives an organisation a further capacity; having it already changes nothing. Operators only. */
export async function grantCapacity({
  core,
  actor,
  organisationId,
  capacity,
}: {
  core: Pick<Core, 'db'>;
  actor: Actor | null;
  organisationId: string;
  capacity: Capacity;
}): Promise<void> {
  mustOperate(actor);
  await transaction(core.db, async (trx) => {
    const organisation = await Organisation.query(trx).findById(organisationId).forUpdate();
    if (!organisation) throw notFound('单位');
    const added = await trx('organisation_capacity')
      .insert({ organisation_id: organisationId, capacity })
      .onConflict()
      .ignore()
      .returning('capacity');
    if (added.length > 0)
      await appendEvent(trx, {
        subjectKind: 'organisation',
        subjectId: organisationId,
        action: 'grantCapacity',
        actor,
        data: { capacity },
      });
  });
}
