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
}

/** Two acts at once on what `prepare` has brought about; `judge` throws when both together did what may not be. */
export interface Race<T> {
  readonly name: string;
  prepare(): Promise<T>;
  acts(subject: T): readonly [() => Promise<unknown>, () => Promise<unknown>];
  judge(outcomes: readonly [Outcome, Outcome], subject: T): Promise<void> | void;
  /** Puts things back, for the next race. */
  after(subject: T, outcomes: readonly [Outcome, Outcome]): Promise<void>;
}

/** Connections of the pool, not of one transaction: the two really run at once. */
export const callerOf = ({ road }: Stage, actor: Actor): Caller => road.as(actor);
export const auditor = ({ levels }: Stage, level: number, who = 0): Actor => at(at(levels, level).auditors, who);

/** The second begins a little after the first or before it: neither always wins. */
const LATEST_MS = 6;

async function outcomeOf(act: () => Promise<unknown>): Promise<Outcome> {
  await delay(Math.random() * LATEST_MS);
  try {
    return { code: 'ok', message: '', result: await act() };
  } catch (thrown) {
    const { code, message } = errorBody(thrown, 'race');
    if (code === 'INTERNAL' || code === 'UNAUTHENTICATED') throw thrown;
    assert.match(message, /[\u4e00-\u9fff]/, 'a refusal that says nothing');
    return { code, message, result: undefined };
  }
}

/** Runs one race; resolves to how the two ended, in words. */
export async function run<T>(race: Race<T>): Promise<string> {
  const subject = await race.prepare();
  const [first, second] = race.acts(subject);
  const outcomes = await Promise.all([outcomeOf(first), outcomeOf(second)]);
  const ended = outcomes.map(({ code }) => code).join(' / ');
  try {
    await race.judge(outcomes, subject);
  } catch (error) {
    const said = outcomes.map(({ code, message }) => `${code} ${message}`).join(' | ');
    throw new Error(`${race.name}: ${said}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  await race.after(subject, outcomes);
  return `${race.name}: ${ended}`;
}

/** One is done; the other is refused with one of these codes. */
export function oneWins(outcomes: readonly [Outcome, Outcome], ...codes: readonly ErrorCode[]): void {
  const lost = outcomes.filter(({ code }) => code !== 'ok');
  assert.equal(lost.length, 1, `${lost.length} of two were refused`);
  assert.ok(lost[0] && (codes as readonly string[]).includes(lost[0].code), `refused with ${lost[0]?.code}`);
}
