import { declarationFlow, stateOf } from '@zhicheng/workflow';
import { isApproved, isEditable, labelOf } from '../library/states.ts';
import type { Draft } from './load-draft.ts';

/** How the library stands to an imported entry. */
export interface PickVersion {
  /** 修改并重新送审 is possible: the declaration came back, and nothing newer is there. */
  readonly mendable: boolean;
  /** A new version that the unit has not approved yet; the declaration keeps the old one until then. */
  readonly underWay: { readonly stateLabel: string; readonly editable: boolean } | null;
  /** The unit has approved a newer version than the imported one. */
  readonly newer: boolean;
}

/** Of every imported entry by its id. */
export function pickVersions({ row: { state }, picked }: Pick<Draft, 'row' | 'picked'>): Record<string, PickVersion> {
  const { editable = false, returned = false } = stateOf(declarationFlow, state);
  return Object.fromEntries(
    picked.map((row): [string, PickVersion] => {
      const newer = row.approved_revision !== null && row.approved_revision > row.revision;
      const approved = isApproved(row.state);
      return [
        row.id,
        {
          mendable: returned && approved && !newer && row.source === 'user',
          underWay:
            editable && !approved && row.approved_revision !== null
              ? { stateLabel: labelOf(row.state), editable: isEditable(row.state) }
              : null,
          newer: editable && newer,
        },
      ];
    }),
  );
}
