/** Who may act. One word per capacity of an organisation, plus the person, the operator and the system itself. */
export const AUDITOR_ROLES = ['employer', 'department', 'hrss', 'talentCentre', 'convening'] as const;
export const ROLES = ['applicant', ...AUDITOR_ROLES, 'operator', 'system'] as const;
export type AuditorRole = (typeof AUDITOR_ROLES)[number];
export type Role = (typeof ROLES)[number];

/** A state with what other code may ask about it. Nobody outside this package compares state names. */
export interface StateDefinition {
  readonly label: string;
  /** The owner may change content. */
  readonly editable?: boolean;
  readonly underAudit?: boolean;
  /** Usable by what comes after it (an entry in a declaration, a binding for declaring). */
  readonly approved?: boolean;
  /** Sent back to the owner with an opinion. */
  readonly returned?: boolean;
  readonly terminal?: boolean;
  /** Not shown in any list. */
  readonly hidden?: boolean;
}

export interface TransitionDefinition<S extends string = string> {
  readonly name: string;
  readonly label: string;
  readonly from: readonly S[];
  readonly to: S;
  readonly by: readonly Role[];
  readonly guards: readonly string[];
  readonly effects: readonly string[];
  /** An opinion must be given (需一次性告知退回意见). */
  readonly needsReason?: boolean;
}

/** A flow is a table: it can be read, proven and printed; it does nothing by itself. */
export interface Flow<S extends string = string> {
  readonly name: string;
  readonly initial: S;
  readonly states: Readonly<Record<S, StateDefinition>>;
  readonly transitions: readonly TransitionDefinition<S>[];
}

export const defineFlow = <const S extends string>(flow: Flow<S>): Flow<S> => flow;

/** The definition of a state; throws on a name that the flow does not have. */
export function stateOf(flow: Flow, state: string): StateDefinition {
  const definition = Object.hasOwn(flow.states, state) ? flow.states[state] : undefined;
  if (!definition) throw new Error(`${flow.name}: no state ${state}`);
  return definition;
}

/** The transition of that name; throws on a name that the flow does not have. */
export function transitionOf(flow: Flow, name: string): TransitionDefinition {
  const found = flow.transitions.find((t) => t.name === name);
  if (!found) throw new Error(`${flow.name}: no transition ${name}`);
  return found;
}

/** Names of the states that satisfy a flag, for a WHERE clause. */
export const statesThat = (flow: Flow, test: (state: StateDefinition) => boolean): string[] =>
  Object.entries(flow.states)
    .filter(([, definition]) => test(definition))
    .map(([name]) => name);

/** What `role` may do in `state`. */
export const allowed = (flow: Flow, state: string, role: Role): TransitionDefinition[] =>
  flow.transitions.filter((t) => t.from.includes(state) && t.by.includes(role));

/**
 * Defects of a flow, empty when it is sound: it starts somewhere, every state reachable, every non-terminal state has
 * a way out, no terminal state has one, every transition has an actor and known states, names unique.
 */
export function defectsOf(flow: Flow): string[] {
  const names = Object.keys(flow.states);
  const known = (state: string) => names.includes(state);
  const reached = new Set<string>([flow.initial]);
  for (let grew = true; grew;) {
    const before = reached.size;
    for (const t of flow.transitions) if (t.from.some((state) => reached.has(state))) reached.add(t.to);
    grew = reached.size > before;
  }
  const leaves = (state: string) => flow.transitions.some((t) => t.from.includes(state) && t.to !== state);
  return [
    ...(known(flow.initial) ? [] : [`${flow.name}: starts in the unknown state ${flow.initial}`]),
    ...names.filter((state) => !reached.has(state)).map((state) => `${flow.name}: ${state} is unreachable`),
    ...names
      .filter((state) => !flow.states[state]?.terminal && !leaves(state))
      .map((state) => `${flow.name}: ${state} has no way out`),
    ...names
      .filter((state) => flow.states[state]?.terminal && leaves(state))
      .map((state) => `${flow.name}: ${state} is terminal but can be left`),
    ...flow.transitions.filter((t) => t.by.length === 0).map((t) => `${flow.name}: nobody may ${t.name}`),
    ...flow.transitions.filter((t) => t.from.length === 0).map((t) => `${flow.name}: ${t.name} starts from no state`),
    ...flow.transitions
      .filter((t) => ![...t.from, t.to].every(known))
      .map((t) => `${flow.name}: ${t.name} names an unknown state`),
    ...flow.transitions
      .filter((t, i) => flow.transitions.findIndex((other) => other.name === t.name) !== i)
      .map((t) => `${flow.name}: ${t.name} stands twice`),
  ];
}
