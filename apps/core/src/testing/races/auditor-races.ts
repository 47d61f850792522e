import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../context.ts';
import { runBatch } from '../../tasks/run-batch.ts';
import type { Stage } from '../model/session.ts';
import { at } from '../model/state.ts';
import { auditor, callerOf, oneWins, type Act, type Race } from './race.ts';
import { holderOf, standingOf, type Standing, type Waiting } from './standing.ts';

const nothing = async () => undefined;
const pair = (name: string, acts: readonly [Act, Act], ...codes: Parameters<typeof oneWins>[1][]): Race => ({
  ...{ name, prepare: nothing, acts: () => acts },
  judge: (outcomes) => oneWins(outcomes, ...codes),
});

/** What two administrators may do at once to a case that waits, or one in two windows. */
export function auditorRaces(stage: Stage, standing: Standing): Race[] {
  const { waiting } = standing;
  if (!waiting) return [];
  const shared = at(stage.levels, waiting.level).auditors.length > 1;
  return shared && waiting.claimedBy === null
    ? claimRaces(stage, standing, waiting)
    : decisionRaces(stage, waiting, shared);
}

function withdrawal(stage: Stage, { level, below }: Waiting): Act | null {
  const by = below && at(stage.levels, level - 1).auditors.find(({ accountId }) => accountId === below.by);
  return by ? () => callerOf(stage, by).tasks.withdraw({ stepId: below.stepId }) : null;
}

function claimRaces(stage: Stage, standing: Standing, waiting: Waiting): Race[] {
  const { taskId, level } = waiting;
  const [one, two] = [auditor(stage, level, 0), auditor(stage, level, 1)];
  const claim = (actor: Actor) => () => callerOf(stage, actor).tasks.claim({ taskId });
  const takeBack = withdrawal(stage, waiting);
  const inBatch: Act = async () => {
    const request = { taskIds: [taskId], action: 'claim' as const, idempotencyKey: randomUUID() };
    const { batchId } = await callerOf(stage, two).tasks.startBatch(request);
    await runBatch({ core: stage.road.core, batchId });
    return callerOf(stage, two).tasks.batch({ batchId });
  };
  return [
    pair('two administrators claim', [claim(one), claim(two)], 'CONFLICT'),
    {
      ...{ name: 'a claim against a batch of claims', prepare: nothing, acts: () => [claim(one), inBatch] },
      async judge([single, batch]) {
        const done = batch.code === 'ok' && (batch.result as { readonly done: number }).done === 1;
        assert.notEqual(single.code === 'ok', done, 'who has it');
        const { waiting: now } = await standingOf(stage, standing);
        assert.equal(now?.claimedBy, done ? two.accountId : one.accountId);
      },
    },
    ...(takeBack
      ? [pair('a pass is taken back against the claim above', [takeBack, claim(one)], 'CONFLICT', 'REFUSED')]
      : []),
  ];
}

function decisionRaces(stage: Stage, waiting: Waiting, shared: boolean): Race[] {
  const { taskId, level } = waiting;
  const holder = holderOf(stage, waiting);
  const { tasks } = callerOf(stage, holder);
  const decide =
    (decision: 'pass' | 'return'): Act =>
    () =>
      tasks.decide({ taskId, decision, opinion: '已核对。', extra: stage.papers });
  const colleague = at(stage.levels, level).auditors.find(({ accountId }) => accountId !== holder.accountId);
  const takeBack = withdrawal(stage, waiting);
  // The last level's pass would end the case: there it is only ever returned.
  const last = level + 1 === stage.levels.length;
  const onward = decide(last ? 'return' : 'pass');
  const handOver: Act = () => tasks.handOver({ taskId, toAccountId: colleague?.accountId ?? '', reason: '出差。' });
  return [
    pair('return twice', [decide('return'), decide('return')], 'CONFLICT'),
    ...(last
      ? []
      : [
          pair('pass against return of one case', [decide('pass'), decide('return')], 'CONFLICT'),
          pair('pass twice', [decide('pass'), decide('pass')], 'CONFLICT'),
        ]),
    ...(shared
      ? [
          pair('put back against its decision', [() => tasks.release({ taskId }), onward], 'CONFLICT', 'REFUSED'),
          pair('handed over against its decision', [handOver, onward], 'CONFLICT', 'REFUSED'),
        ]
      : []),
    ...(takeBack && !shared && !last
      ? [pair('a pass is taken back against the pass above', [takeBack, onward], 'CONFLICT', 'REFUSED')]
      : []),
  ];
}
