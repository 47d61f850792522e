import type { Figure, Ground, Line } from '../figure.ts';
import { atLeast, atMost, rounded } from '../timing.ts';
import { KINDS, type Kind } from './load.ts';
import { reckon } from './reckoning.ts';
import { openStage, type Played, type Stage } from './stage.ts';
import {
  faredOf,
  faredText,
  holds,
  kindsIn,
  NOMINAL,
  plain,
  ratesAt,
  SLOWEST_MS,
  usedText,
  type Window,
} from './told.ts';

const STEPS = [0.02, 0.05, 0.08, 0.12, 0.16, 0.2, 0.25, 0.3, 0.4, 0.55, 0.75, 1];
/** The first seconds of a step are of the step before. */
const SETTLING_S = 3;
const STEP_S = 15;

const windowOf = (seconds: number): Window => [SETTLING_S * 1000, seconds * 1000];

/** The site learns its work before anything counts: code is compiled, connections are open. */
export async function warmUp({ play }: Stage): Promise<void> {
  await play({
    phases: [
      { seconds: 4, rates: ratesAt(0.01) },
      { seconds: 6, rates: ratesAt(0.03) },
    ],
  });
}

/** Shares of the load, one after the other, until one is not held. The highest one that was; 0 where none was. */
export async function climb(
  { play }: Stage,
  { seconds = STEP_S, steps = STEPS, told }: { seconds?: number; steps?: readonly number[]; told?: Step } = {},
): Promise<number> {
  let held = 0;
  for (const share of steps) {
    const played = await play({ phases: [{ seconds, rates: ratesAt(share) }] });
    const window = windowOf(seconds);
    told?.(share, played, window);
    if (!holds(played, window)) break;
    held = share;
  }
  return held;
}
type Step = (share: number, played: Played, window: Window) => void;

const percent = (share: number): string => `${rounded(share * 100)} %`;

/** The hour before the deadline: submissions, autosaves and pages in an open loop, with exports and an import. */
export const deadline: Figure = {
  name: 'deadline',
  title: 'Deadline hour: 100 submissions, 400 autosaves and 400 page reads a second, 2 exports and 1 import running',
  async measure(ground) {
    const stage = await openStage(ground.large, { drafts: draftsFor(ground), webs: ground.webs });
    try {
      await warmUp(stage);
      const background = await stage.background();
      const lines: Line[] = [];
      const told: Step = (share, played, window) => void lines.push(stepLine(share, played, window));
      const held = await climb(stage, { ...(ground.rate && { steps: [ground.rate] }), told });
      const { exports, imports, trouble } = background.done();
      await background.stop();
      const ran = `${ground.webs} web, 1 worker; meanwhile ${exports} exports and ${imports} imports of 1,000 rows${trouble && `; ${trouble}`}`;
      return [
        atLeast('share of the load that is held', held, 1, 'of the load', ran),
        ...lines,
        ...(await reckon(stage)),
        ...(await profile(stage)),
      ];
    } finally {
      await stage.close();
    }
  },
};

/** Enough for all steps, and for the profile. */
const draftsFor = ({ rate }: Ground): number =>
  Math.ceil(NOMINAL.submit * STEP_S * (rate ?? STEPS.filter((step) => step <= 0.4).reduce((sum, step) => sum + step))) +
  200;

function stepLine(share: number, played: Played, window: Window): Line {
  const { samples, late, strange, unsent } = played;
  const worst = Math.max(...kindsIn(samples).map((kind) => faredOf(samples, kind, window).p99OfAll));
  const missing = Object.entries(unsent).map(([kind, count]) => `${count} ${kind} not sent`);
  const detail = [faredText(samples, window), `generator behind by ${rounded(late)} ms`, usedText(played), ...missing];
  return atMost(
    `${percent(share)} of the load, worst p99`,
    worst,
    SLOWEST_MS,
    'ms',
    [...detail, ...strange].join('; '),
  );
}

const PROFILE_S = 8;
const ALONE: Readonly<Partial<Record<Kind, number>>> = { submit: 6, autosave: 40, document: 8, data: 20 };

/** Each kind alone, at leisure: what one of it costs, and how many cores the whole load would take. */
async function profile({ play, settled }: Stage): Promise<Line[]> {
  await settled();
  const idle = await play({ phases: [{ seconds: 4, rates: { data: 0.25 } }] });
  const lines: Line[] = [];
  let cores = 0;
  for (const kind of KINDS) {
    const rate = ALONE[kind];
    if (!rate || !(kind in NOMINAL)) continue;
    const played = await play({ phases: [{ seconds: PROFILE_S, rates: { [kind]: rate } }] });
    const { taken } = faredOf(played.samples, kind);
    if (taken === 0) continue;
    const cost = (part: keyof typeof played.used) =>
      Math.max(0, played.used[part] - (idle.used[part] * played.ms) / idle.ms) / taken;
    const [web, worker, postgres, generator] = [cost('web'), cost('worker'), cost('postgres'), cost('generator')];
    const nominal = Object.entries(NOMINAL).find(([name]) => name === kind)?.[1] ?? 0;
    cores += ((web + worker + postgres) * nominal) / 1000;
    const detail = `web ${rounded(web)}, worker ${rounded(worker)}, Postgres ${rounded(postgres)}; generator ${rounded(generator)}`;
    lines.push(plain(`processor of one ${kind}`, web + worker + postgres, 'ms', detail));
  }
  return [...lines, plain('cores that the whole load would take', cores, 'cores', 'generator, exports, import apart')];
}
