import { registry } from '@zhicheng/plugins';
import { specimen } from '@zhicheng/plugin-specimen';
import {
  columnsOf,
  listColumns,
  parseRow,
  partial,
  parseFields,
  plainTemplate,
  rawFromCells,
  thresholdsOf,
  type Series,
} from '@zhicheng/series-kit';
import { offline } from '@zhicheng/series-kit/testing';
import { readTable } from '@zhicheng/spreadsheets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryTemplate, importColumns } from '../library/import-template.ts';
import { roadForTest, type Road } from './test-world.ts';

/** What a series needs beyond its own folder: the catalogue, a plan, a declaration. Runs for every registered series. */
const everySeries = [...registry, specimen];
const importable = everySeries.flatMap(({ library }) => library).filter((entity) => entity.importable);

let road: Road;
beforeAll(async () => {
  road = await roadForTest();
});
afterAll(() => road.drop());

async function listed({ code }: Series) {
  const found = (await road.as(null).catalog.series()).find(({ pluginCode }) => pluginCode === code);
  const seriesCode = found?.code ?? '';
  return { seriesCode, titles: await road.as(null).catalog.titles({ seriesCode }) };
}

async function openPlan(series: Series): Promise<string> {
  const { seriesCode, titles } = await listed(series);
  const levels = series.levels.map(({ code }) => code).filter((code) => titles.some(({ level }) => level === code));
  const name = `2026年度${series.label}评审`;
  return road.plan({ seriesCode, levels, levelLabel: '高级', name, template: plainTemplate });
}

describe.each(everySeries.map((series) => [series.code, series] as const))('series %s', (_, series) => {
  it('has a title and a specialty in the catalogue, at levels that it knows', async () => {
    const { seriesCode, titles } = await listed(series);
    const levels: readonly string[] = series.levels.map(({ code }) => code);
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.filter(({ level }) => !levels.includes(level)).map(({ name }) => name)).toEqual([]);
    expect((await road.as(null).catalog.specialties({ seriesCode })).length).toBeGreaterThan(0);
  });

  it('[GP.54] a plan of it can be published as it comes, and declared for', async () => {
    const planId = await openPlan(series);
    const { actor } = await road.applicant('示例一');
    await road.joinSeries(actor, (await listed(series)).seriesCode);
    const id = await road.declare(actor, planId, { institutionCategory: series.institutionCategories?.[0] });
    const { seriesCode, assessment } = await road.as(actor).declarations.fill({ id });
    expect(seriesCode).toBe(series.code);
    expect(assessment).toMatchObject({ label: '申报检测', ready: false });
    expect((await road.as(actor).declarations.reviewForm({ id })).blocks.length).toBeGreaterThan(5);
  });

  it('[GP.54] its numbers are the plan’s to change, each by its code', async () => {
    const { seriesCode, titles } = await listed(series);
    const thresholds = Object.fromEntries(
      thresholdsOf(series).map(({ code }) => [code, [{ value: 3 }, { when: { kind: 'TRANSFER' as const }, value: 0 }]]),
    );
    const level = titles[0]?.level ?? 'INTERMEDIATE';
    const name = `2026年度${series.label}另定数值`;
    const template = { ...plainTemplate, thresholds };
    await expect(road.plan({ seriesCode, levels: [level], levelLabel: '高级', name, template })).resolves.toEqual(
      expect.any(String),
    );
  });
});

it.each(importable.map((entity) => [entity.code, entity] as const))(
  '[AH-14.04] form, list and import template of %s come from the same fields',
  async (code, entity) => {
    const series = everySeries.find(({ library }) => library.includes(entity));
    const { actor } = await road.applicant('示例二');
    if (series && entity.exclusive) await road.joinSeries(actor, (await listed(series)).seriesCode);
    const { bytes } = await entryTemplate({ core: road.core, actor, entity: code });
    const columns = await importColumns(road.core.db, entity);
    expect(columns.map(({ header }) => header)).toEqual(columnsOf(entity).map(({ header }) => header));
    const table = await readTable({ bytes, columns });
    const [example] = table.ok ? table.rows : [];
    const parsed = parseRow(entity, rawFromCells(entity, example?.cells ?? []), offline);
    const sample = partial(parseFields(entity.fields, entity.sample));
    const inSheet = [...new Set(columnsOf(entity).map(({ field }) => field))];
    const values = (row: Readonly<Record<string, unknown>>) => inSheet.map((name) => row[name]);
    expect(parsed.ok ? values(parsed.row) : parsed.issues).toEqual(values(sample));
    for (const column of listColumns(entity))
      if (column.kind === 'field') expect(entity.fields).toHaveProperty([column.field]);
  },
);
