import { readdirSync } from 'node:fs';
import { describeSeries, hatchesOf, widgetsIn } from '@zhicheng/series-kit/testing';
import { specimen } from '@zhicheng/plugin-specimen';
import { widgets as specimenWidgets } from '@zhicheng/plugin-specimen/ui';
import { expect, it } from 'vitest';
import { escapeHatches, registry } from './index.ts';
import { widgets } from './ui.ts';

const everySeries = [...registry, specimen];
everySeries.forEach(describeSeries);

it('registers every series folder under its own code; the specimen stays out', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['common', 'specimen', 'node_modules'].includes(entry.name))
    .map((entry) => entry.name);
  expect(registry.map((series) => series.code).sort()).toEqual(folders.sort());
});

it('gives one storage code to one entity object across all series', () => {
  const entities = everySeries.flatMap((series) => series.library);
  expect(new Map(entities.map((entity) => [entity.code, entity])).size).toBe(new Set(entities).size);
});

it('lists every escape hatch that a series uses, and brings every widget that a field asks for', () => {
  const used = registry.map((series) => [series.code, hatchesOf(series)] as const).filter(([, all]) => all.length > 0);
  expect(escapeHatches).toEqual(Object.fromEntries(used));
  expect(hatchesOf(specimen)).toEqual(['widget weeks', 'guard records-of-one', 'guard pause-after-termination']);
  expect(Object.keys(specimenWidgets)).toEqual(widgetsIn(specimen));
  expect(Object.keys(widgets).sort()).toEqual([...new Set(registry.flatMap(widgetsIn))].sort());
});
