import { libraryFlow, stateOf, statesThat } from '@zhicheng/workflow';

/** States of a list's tab, the owner's side (AH-07.06); drafts stand under 全部 only. */
export const TABS = {
  all: statesThat(libraryFlow, (state) => !state.hidden),
  inAudit: statesThat(libraryFlow, (state) => state.underAudit === true),
  approved: statesThat(libraryFlow, (state) => state.approved === true),
  returned: statesThat(libraryFlow, (state) => state.returned === true),
} as const;
export type Tab = keyof typeof TABS;
export const TAB_NAMES = ['all', 'inAudit', 'approved', 'returned'] as const satisfies readonly Tab[];

/** What lists and links may show. */
export const SHOWN = TABS.all;
/** What the unit sees: everything that was submitted to it and is not a draft again (AH-31.10). */
export const SUBMITTED = [...TABS.inAudit, ...TABS.approved, ...TABS.returned];
/** An entry in one of these holds what it links to. */
export const HOLDING = [...TABS.inAudit, ...TABS.approved];
export const APPROVED = TABS.approved;
/** What its owner may still change: drafts and returned entries. */
export const EDITABLE = statesThat(libraryFlow, (state) => state.editable === true && !state.hidden);

export const labelOf = (state: string): string => stateOf(libraryFlow, state).label;
export const isEditable = (state: string): boolean => stateOf(libraryFlow, state).editable === true;
export const isApproved = (state: string): boolean => stateOf(libraryFlow, state).approved === true;
export const isReturned = (state: string): boolean => stateOf(libraryFlow, state).returned === true;
