import type { Transaction } from '@zhicheng/database';
import { stateOf, transitionOf, type Flow, type TransitionDefinition } from '@zhicheng/workflow';
import type { Actor, Core } from './context.ts';
import { conflict, forbidden, invalid, issue, notFound, refused, type ErrorIssue } from './errors.ts';

/** What a guard or an effect is told: the locked row, who moves it, and what came along. */
export interface Move<R = Readonly<Record<string, unknown>>> {
  readonly core: Core;
  readonly trx: Transaction;
  readonly row: R;
  readonly actor: Actor;
  readonly action: string;
  readonly reason: string;
  /** Whatever the use case passes on to its own guards and effects. */
  readonly input: Readonly<Record<string, unknown>>;
}
export type Guard<R> = (move: Move<R>) => Promise<readonly ErrorIssue[]>;
export type Effect<R> = (move: Move<R>) => Promise<void>;

/** A guard's and an effect's way to look at many rows in few statements; issues are those of the first row that has any. */
export interface Together<R> {
  /** What they read of a row besides id, state and version. */
  readonly columns?: readonly (keyof R & string)[];
  readonly guards?: Readonly<Record<string, (moves: readonly Move<R>[]) => Promise<readonly ErrorIssue[]>>>;
  readonly effects?: Readonly<Record<string, (moves: readonly Move<R>[]) => Promise<void>>>;
}

/** The guards and effects that a flow names, bound to functions. */
export interface Bindings {
  readonly flow: Flow;
  readonly table: string;
  readonly guards: Readonly<Record<string, Guard<Readonly<Record<string, unknown>>>>>;
  readonly effects: Readonly<Record<string, Effect<Readonly<Record<string, unknown>>>>>;
  /** What can be done to many at once, by transitionMany. */
  readonly together: Together<Readonly<Record<string, unknown>>>;
}

/**
 * Binds a flow to its table. Throws when the flow names a guard or an effect that is not given, or one is given
 * that it does not name. The cast is the one place where a row read from `table` becomes `R`.
 */
export function bindFlow<R, Some extends keyof R = never>(
  flow: Flow,
  table: string,
  bound: { guards: Record<string, Guard<R>>; effects: Record<string, Effect<R>>; together?: Together<Pick<R, Some>> },
): Bindings {
  for (const kind of ['guards', 'effects'] as const) {
    const named = new Set(flow.transitions.flatMap((t) => t[kind]));
    for (const name of named)
      if (!Object.hasOwn(bound[kind], name)) throw new Error(`${flow.name}: ${kind} lack ${name}`);
    for (const name of Object.keys(bound[kind]))
      if (!named.has(name)) throw new Error(`${flow.name}: nothing uses ${name}`);
  }
  return { flow, table, together: {}, ...(bound as unknown as Pick<Bindings, 'guards' | 'effects'>) };
}

export interface TransitionRequest {
  readonly trx: Transaction;
  readonly flow: string;
  readonly id: string;
  readonly action: string;
  readonly actor: Actor;
  /** Columns that the row must have to be seen by this actor. */
  readonly scope: Readonly<Record<string, unknown>>;
  readonly expectedVersion?: number;
  /** The row, where this transaction has read it within the scope and locked it already. */
  readonly locked?: Readonly<Record<string, unknown>>;
  readonly reason?: string;
  readonly input?: Readonly<Record<string, unknown>>;
  /** Further columns written with the state. */
  readonly patch?: Readonly<Record<string, unknown>>;
  /** What the ledger keeps besides action, from and to. */
  readonly note?: Readonly<Record<string, unknown>>;
}
/** Moves a record along its flow; resolves to the version it then has. */
export type Transition = (request: TransitionRequest) => Promise<{ version: number; state: string }>;

type Append = (
  trx: Transaction,
  event: {
    subjectKind: string;
    subjectId: string;
    action: string;
    actor: Actor;
    data: Readonly<Record<string, unknown>>;
  },
) => Promise<void>;

/** Bound by bindFlow; one that is missing after all lets nobody through. */
export function named<T>(bound: Readonly<Record<string, T>> | undefined, name: string): T {
  const found = bound?.[name];
  if (!found) throw new Error(`nothing is bound to ${name}`);
  return found;
}

/** What needs no guard: role, version, state and reason. */
export function assertLegal(
  definition: TransitionDefinition,
  bindings: Bindings,
  move: Move,
  expectedVersion?: number,
): void {
  const { row, actor } = move;
  const state = stateOf(bindings.flow, String(row.state));
  if (!definition.by.includes(actor.role)) throw forbidden(`当前身份不能${definition.label}。`);
  if (expectedVersion !== undefined && row.version !== expectedVersion)
    throw conflict('这条记录在另一处被修改过，请刷新后再办理。');
  if (!definition.from.includes(String(row.state))) throw conflict(`现在是“${state.label}”，不能${definition.label}。`);
  if (definition.needsReason && move.reason.trim() === '')
    throw invalid([issue('blank', '请写明哪里需要改。需一次性告知退回意见。', { path: 'opinion' })]);
}

async function checked(
  definition: TransitionDefinition,
  bindings: Bindings,
  move: Move,
  expectedVersion: number | undefined,
): Promise<void> {
  assertLegal(definition, bindings, move, expectedVersion);
  const issues: ErrorIssue[] = [];
  for (const name of definition.guards) issues.push(...(await named(bindings.guards, name)(move)));
  if (issues.length > 0) throw refused(issues);
}

/**
 * The one writer of states. In the caller's transaction: lock the row within the actor's scope (NOT_FOUND), may
 * this role (FORBIDDEN), is it legal from here (CONFLICT), run all guards and collect the issues (REFUSED), write
 * state and version, append the ledger event, run the effects. A guard that throws rolls everything back.
 */
export function createTransition(core: () => Core, all: readonly Bindings[], append: Append): Transition {
  const byFlow = new Map(all.map((bindings) => [bindings.flow.name, bindings]));
  return async ({
    trx,
    flow,
    id,
    action,
    actor,
    scope,
    expectedVersion,
    locked,
    reason = '',
    input = {},
    patch = {},
    note,
  }) => {
    const bindings = byFlow.get(flow);
    if (!bindings) throw new Error(`no flow ${flow}`);
    const definition = transitionOf(bindings.flow, action);
    const row =
      locked ??
      (await trx(bindings.table)
        .where({ ...scope, id })
        .forUpdate()
        .first());
    if (!row || stateOf(bindings.flow, row.state).hidden) throw notFound();
    const move: Move = { core: core(), trx, row, actor, action, reason, input };
    await checked(definition, bindings, move, expectedVersion);
    const version = Number(row.version) + 1;
    await trx(bindings.table)
      .where({ id })
      .update({ ...patch, state: definition.to, version });
    await append(trx, {
      subjectKind: flow,
      subjectId: id,
      action,
      actor,
      data: { from: row.state, to: definition.to, ...(reason && { reason }), ...note },
    });
    for (const name of definition.effects) await named(bindings.effects, name)(move);
    return { version, state: definition.to };
  };
}
