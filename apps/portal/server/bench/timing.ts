import type { Line } from './figure.ts';

/** Value below which the share of sorted values lies. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};
export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const rounded = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
export const spreadOf = (values: readonly number[]): string =>
  `${rounded(quantile(values, 0.05))}..${rounded(quantile(values, 0.95))}`;

/** Something that is done again and again; told how often it was done before. */
export type Arm = (time: number) => Promise<unknown>;

const WARM_UP = 3;

/**
 * Milliseconds of each arm, one after the other in turn, so that what else the machine does meets all of them alike.
 * The first rounds are not counted.
 */
export async function interleaved(arms: readonly Arm[], repetitions: number): Promise<number[][]> {
  const times: number[][] = arms.map(() => []);
  for (let time = -WARM_UP; time < repetitions; time += 1)
    for (const [index, arm] of arms.entries()) {
      const begun = performance.now();
      await arm(Math.abs(time));
      if (time >= 0) times[index]?.push(performance.now() - begun);
    }
  return times;
}

/** Processor time that this process took, in milliseconds per time. */
export async function processorTime(arm: Arm, repetitions: number): Promise<number> {
  for (let time = 0; time < WARM_UP * 5; time += 1) await arm(time);
  const before = process.cpuUsage();
  for (let time = 0; time < repetitions; time += 1) await arm(time);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / repetitions;
}

/** A line that is held where the value is at most the goal. */
export const atMost = (what: string, value: number, limit: number, unit: string, spread: string): Line => ({
  ...{ what, value, unit, spread, goal: `≤ ${limit}`, held: value <= limit },
});
export const atLeast = (what: string, value: number, limit: number, unit: string, spread: string): Line => ({
  ...{ what, value, unit, spread, goal: `≥ ${limit}`, held: value >= limit },
});
