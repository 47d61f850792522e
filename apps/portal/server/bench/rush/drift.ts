import type { Figure } from '../figure.ts';
import { atMost, rounded } from '../timing.ts';
import { warmUp } from './deadline.ts';
import { draftsFor, heldShare } from './overload.ts';
import { reckon } from './reckoning.ts';
import { openStage } from './stage.ts';
import { faredText, plain, ratesAt, type Window } from './told.ts';

const SHARE = 0.7;
const PIECE_S = 20;
/** Before memory counts: caches fill, code is compiled. */
const WARM_UP_MINUTES = 5;
const GOAL_PERCENT = 5;

interface Held {
  /** Minutes since it began to count. */
  readonly at: number;
  readonly resident: number;
  readonly heap: number;
}

/** Memory of web and worker under seven tenths of the load that is held, over time. */
export const drift: Figure = {
  name: 'drift',
  title: 'Memory over time, under 70 % of the load that is held',
  async measure(ground) {
    const warming = Math.min(WARM_UP_MINUTES, ground.minutes / 3);
    const seconds = (ground.minutes + warming) * 60;
    const stage = await openStage(ground.large, {
      drafts: draftsFor((ground.rate ?? 0.1) * SHARE, seconds),
      webs: ground.webs,
    });
    try {
      await warmUp(stage);
      const held = await heldShare(stage, ground);
      const background = await stage.background();
      const rates = ratesAt((held || 0.02) * SHARE);
      const readings: Held[] = [];
      const begun = performance.now();
      let last: Awaited<ReturnType<typeof stage.play>> | undefined;
      for (let at = -warming; at < ground.minutes; at = (performance.now() - begun) / 60_000 - warming) {
        last = await stage.play({ phases: [{ seconds: PIECE_S, rates }] });
        if (at >= 0) readings.push({ at, ...(await stage.site.memory()) });
      }
      await background.stop();
      const always: Window = [0, Infinity];
      const line = (what: string, of: 'resident' | 'heap') => {
        const { from, to } = fitted(readings, of);
        const detail = `${rounded(from)} to ${rounded(to)} MiB by the line through ${readings.length} readings`;
        return atMost(
          `${what}, in ${rounded(ground.minutes)} minutes`,
          ((to - from) * 100) / from,
          GOAL_PERCENT,
          '%',
          detail,
        );
      };
      return [
        line('heap after collecting, web and worker', 'heap'),
        line('resident memory, web and worker', 'resident'),
        plain('share of the load', (held || 0.02) * SHARE * 100, '%', last ? faredText(last.samples, always) : ''),
        ...(await reckon(stage)),
      ];
    } finally {
      await stage.close();
    }
  },
};

/** Beginning and end of the straight line nearest to the readings. */
function fitted(readings: readonly Held[], of: 'resident' | 'heap'): { from: number; to: number } {
  const n = readings.length;
  const [first, last] = [readings[0]?.at ?? 0, readings.at(-1)?.at ?? 0];
  const mean = (pick: (reading: Held) => number) => readings.reduce((sum, one) => sum + pick(one), 0) / n;
  const [at, value] = [mean((one) => one.at), mean((one) => one[of])];
  const spread = readings.reduce((sum, one) => sum + (one.at - at) ** 2, 0);
  const slope = readings.reduce((sum, one) => sum + (one.at - at) * (one[of] - value), 0) / (spread || 1);
  return { from: value + slope * (first - at), to: value + slope * (last - at) };
}
