import { describe, expect, it } from 'vitest';
import type { Verdict } from './criterion.ts';
import type { Series } from './series.ts';
import { seriesChecks } from './testing/series-checks.ts';

export * from './sample.ts';
export { textsIn } from './testing/criteria-checks.ts';
export { exampleRow } from './testing/example.ts';
export { hatchesOf, widgetsIn } from './testing/hatches.ts';
export { seriesChecks };

/** The verdict at a path, for tests. */
export const verdictAt = (verdict: Verdict, path: string): Verdict | undefined =>
  verdict.path === path ? verdict : verdict.parts.map((part) => verdictAt(part, path)).find(Boolean);

/** Every series calls this; passing it is the definition of a valid series. */
export function describeSeries(series: Series): void {
  describe(`series ${series.code}`, () => {
    it.each(seriesChecks(series))('$name', async ({ complaints }) => expect(await complaints()).toEqual([]));
  });
}
