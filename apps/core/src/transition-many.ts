import { stateOf, transitionOf } from '@zhicheng/workflow';
import type { Core } from './context.ts';
import { notFound, refused } from './errors.ts';
import type { appendEvents, EventsOfMany } from './ledger/append-events.ts';
import { assertLegal, named, type Bindings, type Move, type TransitionRequest } from './transition.ts';

type Happened = EventsOfMany['subjects'][number]['events'][number];

type ManyRequest = Omit<TransitionRequest, 'id' | 'expectedVersion' | 'note'> & {
  readonly ids: readonly string[];
  /** What the ledger keeps of each besides action, from and to. */
  readonly note?: (id: string) => Readonly<Record<string, unknown>>;
  /** What else happened to it just before, in the same chain. */
  readonly before?: (id: string) => readonly Happened[];
};
/** Moves many records along their flow as `transition` moves one, all of them or none. */
export type TransitionMany = (request: ManyRequest) => Promise<void>;

/**
 * The one writer of states, for many rows in as many statements as for one: the same checks of each, the flow's guards
 * and effects in their form for many. Whatever stands against one of them is thrown, and nothing has happened then once
 * the caller's transaction is rolled back: who wants to know which one it was moves them one by one.
 */
export function createTransitionMany(
  core: () => Core,
  all: readonly Bindings[],
  append: typeof appendEvents,
): TransitionMany {
  const byFlow = new Map(all.map((bindings) => [bindings.flow.name, bindings]));
  return async ({ trx, flow, ids, action, actor, scope, reason = '', input = {}, patch = {}, note, before }) => {
    const bindings = byFlow.get(flow);
    if (!bindings) throw new Error(`no flow ${flow}`);
    const { table, together } = bindings;
    const definition = transitionOf(bindings.flow, action);
    const rows: Move['row'][] = await trx(table)
      .where({ ...scope })
      .whereRaw('id = any(?::uuid[])', [[...ids]])
      .orderBy('id')
      .forUpdate()
      .select('id', 'state', 'version', ...(together.columns ?? []));
    if (rows.length !== ids.length || rows.some(({ state }) => stateOf(bindings.flow, String(state)).hidden))
      throw notFound();
    const moves = rows.map((row): Move => ({ core: core(), trx, row, actor, action, reason, input }));
    for (const move of moves) assertLegal(definition, bindings, move);
    for (const name of definition.guards) {
      const issues = await named(together.guards, name)(moves);
      if (issues.length > 0) throw refused(issues);
    }
    await trx(table)
      .whereRaw('id = any(?::uuid[])', [[...ids]])
      .update({ ...patch, state: definition.to, version: trx.raw('version + 1') });
    await append(trx, {
      subjectKind: flow,
      actor,
      subjects: rows.map(({ id, state }) => ({
        id: String(id),
        events: [
          ...(before?.(String(id)) ?? []),
          { action, data: { from: state, to: definition.to, ...(reason && { reason }), ...note?.(String(id)) } },
        ],
      })),
    });
    for (const name of definition.effects) await named(together.effects, name)(moves);
  };
}
