import type { Figure, Line } from '../figure.ts';
import { atMost, median, rounded, spreadOf } from '../timing.ts';
import { warmUp } from './deadline.ts';
import { KINDS, type Sample } from './load.ts';
import { draftsFor, heldShare } from './overload.ts';
import { openStage } from './stage.ts';
import { faredOf, plain, ratesAt, usedText, type Window } from './told.ts';

const WAVE = 200;
const ROUNDS = 3;
/** Without and with, in turn; a wave has so long to be over. */
const ROUND_S = 15;
/** Of what is held, so that the others' time is not made by their own crowd. */
const SHARE = 0.4;

/** 200 people sign in with their passwords at once, while others hand in, read and type. */
export const logins: Figure = {
  name: 'logins',
  title: '200 sign-ins at once: how the others fare meanwhile',
  async measure(ground) {
    const stage = await openStage(ground.large, {
      ...{ drafts: draftsFor((ground.rate ?? 0.1) * SHARE, ROUND_S * 2 * ROUNDS), webs: ground.webs, passwords: WAVE },
    });
    try {
      await warmUp(stage);
      const rates = ratesAt(((await heldShare(stage, ground)) || 0.02) * SHARE);
      const seconds = ROUND_S * 2 * ROUNDS;
      const rounds = Array.from({ length: ROUNDS }, (_unused, n) => (2 * n + 1) * ROUND_S);
      const played = await stage.play({
        phases: [{ seconds, rates }],
        waves: rounds.map((after) => ({ after, count: WAVE })),
      });
      const others = played.samples.filter(([kind]) => KINDS[kind] !== 'login');
      const p99 = (from: number) => faredOf(others, undefined, [from * 1000, (from + ROUND_S) * 1000]).p99;
      const [calm, wave] = [rounds.map((from) => p99(from - ROUND_S)), rounds.map(p99)];
      const ratios = wave.map((value, n) => value / (calm[n] ?? Number.NaN));
      const detail = `${spreadOf(ratios)}; ${rounded(median(wave))} ms against ${rounded(median(calm))} ms`;
      return [
        atMost('p99 of the others, with against without', median(ratios), 2, 'times', detail),
        plain('the same, median', medianRatio(others, rounds), 'times'),
        ...waveLines(played.samples, rounds),
        plain(
          'processor meanwhile',
          (played.used.web * 100) / played.ms,
          '%',
          [usedText(played), ...played.strange].join('; '),
        ),
      ];
    } finally {
      await stage.close();
    }
  },
};

function medianRatio(others: readonly Sample[], rounds: readonly number[]): number {
  const p50 = (from: number) => faredOf(others, undefined, [from * 1000, (from + ROUND_S) * 1000]).p50;
  return median(rounds.map((from) => p50(from) / p50(from - ROUND_S)));
}

function waveLines(samples: readonly Sample[], rounds: readonly number[]): Line[] {
  const of = (from: number) => faredOf(samples, 'login', windowOf(from));
  const first = rounds.map(of);
  const counted = (pick: (fared: (typeof first)[number]) => number) => first.map(pick).join(', ');
  const told = `taken in ${counted(({ taken }) => taken)}; shed ${counted(({ shed }) => shed)}; failed ${counted(({ failed }) => failed)}`;
  return [plain('until the last sign-in that was taken in', median(first.map(({ p99 }) => p99)), 'ms', told)];
}

const windowOf = (from: number): Window => [from * 1000, from * 1000 + 1];
