import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Actor } from '../../context.ts';
import type { ErrorCode } from '../../errors.ts';
import type { Caller } from '../../main.ts';
import { errorBody } from '../../procedures.ts';
import type { Stage } from '../model/session.ts';
import { at } from '../model/state.ts';

/** How one of two acts at once ended: done, or refused. */
export interface Outcome {
  readonly code: ErrorCode | 'ok';
  readonly message: string;
  readonly result: unknown;
  /** When it began and ended, on the clock of this process. */
  readonly from: number;
  readonly to: number;
}
type Outcomes = readonly [Outcome, Outcome];
export type Act = () => Promise<unknown>;

/** Two acts at once on things as they stand; `judge` throws when both together did what may not be. */
export interface Race<T = void> {
  readonly name: string;
  /** What is not there yet, though the acts need it. */
  prepare(): Promise<T>;
  acts(subject: T): readonly [Act, Act];
  judge(outcomes: Outcomes, subject: T): Promise<void> | void;
  /** Puts back what would keep other races from being run; whatever else became of things is where the next begins. */
  after?(subject: T, outcomes: Outcomes): Promise<void>;
}

/** Connections of the pool, not of one transaction: the two really run at once. */
export const callerOf = ({ road }: Stage, actor: Actor): Caller => road.as(actor);
export const auditor = ({ levels }: Stage, level: number, who = 0): Actor => at(at(levels, level).auditors, who);

/** The second begins a little after the first or before it: neither always wins. */
const LATEST_MS = 6;

async function outcomeOf(act: Act): Promise<Outcome> {
  await delay(Math.random() * LATEST_MS);
  const from = performance.now();
  const ended = (code: Outcome['code'], message: string, result: unknown): Outcome => ({
    ...{ code, message, result, from, to: performance.now() },
  });
  try {
    return ended('ok', '', await act());
  } catch (thrown) {
    const { code, message } = errorBody(thrown, 'race');
    if (code === 'INTERNAL' || code === 'UNAUTHENTICATED') throw thrown;
    assert.match(message, /[\u4e00-\u9fff]/, 'a refusal that says nothing');
    return ended(code, message, undefined);
  }
}

const together = ([one, two]: Outcomes): boolean => one.from < two.to && two.from < one.to;

/** Runs one race. @returns how the two ended, in words, and whether each began before the other had ended */
export async function run<T>(race: Race<T>): Promise<{ ended: string; met: boolean }> {
  const subject = await race.prepare();
  const [first, second] = race.acts(subject);
  // Both are waited for, also when one breaks: nothing goes on behind the next race's back.
  const settled = await Promise.allSettled([outcomeOf(first), outcomeOf(second)]);
  for (const one of settled)
    if (one.status === 'rejected') throw new Error(`${race.name}: ${String(one.reason)}`, { cause: one.reason });
  const [one, two] = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  if (!one || !two) throw new Error(`${race.name} did not end`);
  const outcomes: Outcomes = [one, two];
  try {
    await race.judge(outcomes, subject);
  } catch (error) {
    const said = outcomes.map(({ code, message }) => `${code} ${message}`).join(' | ');
    throw new Error(`${race.name}: ${said}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  await race.after?.(subject, outcomes);
  return { ended: `${race.name}: ${one.code} / ${two.code}`, met: together(outcomes) };
}

/** One is done; the other is refused with one of these codes. */
export function oneWins(outcomes: Outcomes, ...codes: readonly ErrorCode[]): void {
  const lost = outcomes.filter(({ code }) => code !== 'ok');
  assert.equal(lost.length, 1, `${lost.length} of two were refused`);
  assert.ok(lost[0] && (codes as readonly string[]).includes(lost[0].code), `refused with ${lost[0]?.code}`);
}
