import type { Figure, Ground, Line } from '../figure.ts';
import { atMost, rounded } from '../timing.ts';
import { climb, warmUp } from './deadline.ts';
import { residentOf } from './meter.ts';
import { reckon } from './reckoning.ts';
import { openStage, type Stage } from './stage.ts';
import { faredOf, faredText, kindsIn, NOMINAL, plain, ratesAt, SLOWEST_MS, usedText, type Window } from './told.ts';

const TIMES = 4;
const CALM_S = 10;
const RUSH_S = 20;
const AFTER_S = 40;
const GOAL_S = 30;
/** It is over when so many seconds in a row were in time. */
const IN_A_ROW = 3;
/** Of what is held, before and after. */
const CALM_SHARE = 0.5;

/** What the other figures go by: given, or found in short steps. */
export const heldShare = async (stage: Stage, { rate }: Ground): Promise<number> =>
  rate ?? (await climb(stage, { seconds: 10, steps: [0.02, 0.05, 0.08, 0.12, 0.2, 0.3] }));

/** Drafts for a share of the load during so many seconds, and for finding it. */
export const draftsFor = (share: number, seconds: number): number => Math.ceil(NOMINAL.submit * share * seconds) + 800;

/** Four times what is held, for a while, between calm before and after. */
export const overload: Figure = {
  name: 'overload',
  title: 'Four times the load that is held: what is shed, and how soon it is over',
  async measure(ground) {
    const stage = await openStage(ground.large, {
      drafts: draftsFor((ground.rate ?? 0.1) * TIMES, RUSH_S + CALM_S),
      webs: ground.webs,
    });
    try {
      await warmUp(stage);
      const held = (await heldShare(stage, ground)) || 0.02;
      const calm = ratesAt(held * CALM_SHARE);
      const before = residentOf([...stage.site.parts.web, ...stage.site.parts.worker]);
      const played = await stage.play({
        phases: [
          { seconds: CALM_S, rates: calm },
          { seconds: RUSH_S, rates: ratesAt(held * TIMES) },
          { seconds: AFTER_S, rates: calm },
        ],
      });
      const after = residentOf([...stage.site.parts.web, ...stage.site.parts.worker]);
      const [begin, end] = [CALM_S * 1000, (CALM_S + RUSH_S) * 1000];
      const { samples, withoutRetryAfter, strange, unsent } = played;
      const rush: Window = [begin, end];
      const lines: Line[] = kindsIn(samples).map((kind) => {
        const { asked, taken, shed, failed, p99 } = faredOf(samples, kind, rush);
        const detail = `${asked} asked, ${taken} taken in, ${failed} failed; p99 of those taken in ${rounded(p99)} ms`;
        return plain(`${kind}: shed with 429 or 503`, (shed * 100) / asked, '%', detail);
      });
      const missing = Object.entries(unsent).map(([kind, count]) => `${count} ${kind} not sent`);
      const said = [
        `${rounded(held * 400)} % of the load, ${ground.webs} web`,
        usedText(played),
        ...missing,
        ...strange,
      ];
      const all = faredOf(samples, undefined, rush);
      return [
        plain('p99 of what was taken in meanwhile', all.p99, 'ms', said.join('; ')),
        ...lines,
        atMost('refused by load without Retry-After', withoutRetryAfter, 0, '', ''),
        atMost('neither taken in nor shed', all.failed, 0, '', `of ${all.asked}`),
        atMost(
          'until it is as before',
          recovery(played.samples, end),
          GOAL_S,
          's',
          faredText(samples, [end, Infinity]),
        ),
        plain('memory of web and worker, more than before', after - before, 'MiB', `${rounded(before)} MiB before`),
        ...(await reckon(stage)),
      ];
    } finally {
      await stage.close();
    }
  },
};

/** Seconds from the end of the rush until everything planned in a second is in time again, and stays so. */
function recovery(samples: Parameters<typeof faredOf>[0], end: number): number {
  const calm = (second: number) => {
    const window: Window = [end + second * 1000, end + (second + 1) * 1000];
    return faredOf(samples, undefined, window).p99OfAll <= SLOWEST_MS;
  };
  for (let second = 0; second + IN_A_ROW <= AFTER_S; second += 1)
    if (Array.from({ length: IN_A_ROW }, (_, n) => calm(second + n)).every(Boolean)) return second;
  return Infinity;
}
