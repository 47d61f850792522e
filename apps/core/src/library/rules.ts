import { allowed, libraryFlow } from '@zhicheng/workflow';
import type { Entity } from '@zhicheng/series-kit';
import type { Core } from '../context.ts';
import { issue, type ErrorIssue } from '../errors.ts';
import type { EntryRow } from './model.ts';
import { heldBy, type References } from './references.ts';
import { isApproved, isEditable } from './states.ts';

/** AH-07.14: what may be adjusted once it is approved is not withdrawn then. */
export const withdrawable = (entity: Entity, state: string): ErrorIssue[] =>
  isApproved(state) && entity.adjustable
    ? [issue('adjustInstead', `${entity.label}审核通过后不能撤回，请使用“调整”。`)]
    : [];

/** What comes from a register is put right there; here it may only be read (GP.63). */
export const ownWork = ({ source }: Pick<EntryRow, 'source'>): ErrorIssue[] =>
  source === 'auto' ? [issue('fromRegister', '自动生成的记录不能修改或撤回，有误请联系登记单位更正后重新提取。')] : [];

export const adjustable = (entity: Entity): ErrorIssue[] =>
  entity.adjustable ? [] : [issue('notAdjustable', `${entity.label}不能调整，请使用“撤回”。`)];

/** While an earlier revision counts, taking back the new one takes nothing from whoever holds the entry. */
export const isNewVersion = ({ state, approved_revision }: Pick<EntryRow, 'state' | 'approved_revision'>): boolean =>
  approved_revision !== null && !isApproved(state);

export interface Permission {
  readonly allowed: boolean;
  /** Why not, where the reason is not the state itself. */
  readonly why?: string;
}
/** Actions of a row (AH-07.09, AH-14.09); what the state forbids has no reason and no button. */
export interface Permissions {
  readonly edit: Permission;
  readonly submit: Permission;
  readonly withdraw: Permission;
  readonly adjust: Permission;
  /** 放弃修改: back to the version that was approved. */
  readonly discard: Permission;
  readonly remove: Permission;
}

/** What the owner may do with an entry now. The guards decide; this says the same beforehand. */
export function permissionsOf(
  core: Core,
  row: Pick<EntryRow, 'entity' | 'state' | 'source' | 'approved_revision'>,
  references: References,
  unbound: ErrorIssue | null,
): Permissions {
  const entity = core.series.entity(row.entity);
  const moves = new Set(allowed(libraryFlow, row.state, 'applicant').map((move) => move.name));
  const when = (name: string, issues: readonly ErrorIssue[]): Permission => {
    if (!moves.has(name)) return { allowed: false };
    return issues[0] ? { allowed: false, why: issues[0].message } : { allowed: true };
  };
  const newVersion = isNewVersion(row);
  const held = (verb: string) => (newVersion && verb === '撤回' ? [] : heldBy(core, references, verb, 'owner'));
  const other = {
    withdraw: [...withdrawable(entity, row.state), ...ownWork(row)],
    adjust: [...adjustable(entity), ...ownWork(row)],
  };
  return {
    edit: { allowed: isEditable(row.state) },
    submit: when('submit', unbound ? [unbound] : []),
    withdraw: other.withdraw.length > 0 ? { allowed: false } : when('withdraw', held('撤回')),
    adjust: other.adjust.length > 0 ? { allowed: false } : when('adjust', held('调整')),
    discard: row.approved_revision === null ? { allowed: false } : when('discard', []),
    remove: when('remove', held('删除')),
  };
}
