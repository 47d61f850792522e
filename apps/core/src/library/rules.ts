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

export const adjustable = (entity: Entity): ErrorIssue[] =>
  entity.adjustable ? [] : [issue('notAdjustable', `${entity.label}不能调整，请使用“撤回”。`)];

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
  readonly remove: Permission;
}

/** What the owner may do with an entry now. The guards decide; this says the same beforehand. */
export function permissionsOf(
  core: Core,
  row: Pick<EntryRow, 'entity' | 'state'>,
  references: References,
  unbound: ErrorIssue | null,
): Permissions {
  const entity = core.series.entity(row.entity);
  const moves = new Set(allowed(libraryFlow, row.state, 'applicant').map((move) => move.name));
  const when = (name: string, issues: readonly ErrorIssue[]): Permission => {
    if (!moves.has(name)) return { allowed: false };
    return issues[0] ? { allowed: false, why: issues[0].message } : { allowed: true };
  };
  const held = (verb: string) => heldBy(core, references, verb, 'owner');
  const other = { withdraw: withdrawable(entity, row.state), adjust: adjustable(entity) };
  return {
    edit: { allowed: isEditable(row.state) },
    submit: when('submit', unbound ? [unbound] : []),
    withdraw: other.withdraw.length > 0 ? { allowed: false } : when('withdraw', held('撤回')),
    adjust: other.adjust.length > 0 ? { allowed: false } : when('adjust', held('调整')),
    remove: when('remove', held('删除')),
  };
}
