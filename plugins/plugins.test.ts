import { readdirSync } from 'node:fs';
import { describeSeries } from '@zhicheng/series-kit/testing';
import { specimen } from '@zhicheng/plugin-specimen';
import { expect, it } from 'vitest';
import { registry } from './index.ts';

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
