import { describe, expect, it } from 'vitest';
import {
  assess,
  columnsOf,
  entriesLinkedBy,
  flowName,
  listColumns,
  openDossier,
  parseFields,
  parseRow,
  partial,
  plannedUnitSlots,
  plainTemplate,
  rawFromCells,
  readEntry,
  thresholdsOf,
  toCells,
  KIT_VERSION,
  LEVEL_CODES,
  type Cell,
  type Criterion,
  type Entity,
  type Fields,
  type Raw,
  type Series,
  type Verdict,
} from './index.ts';
import { dossierOf, offline } from './sample.ts';

export * from './sample.ts';

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const NAME = /^[a-z][A-Za-z0-9]*$/;
const HOLES = /undefined|null|\[object|NaN/;

/** Every text of a verdict tree; for tests that no hole is ever shown. */
export const textsIn = (verdict: Verdict): string[] => [
  verdict.label,
  verdict.detail,
  ...verdict.parts.flatMap(textsIn),
];

const pathsIn = (verdict: Verdict): string[] => [verdict.path, ...verdict.parts.flatMap(pathsIn)];

/** The verdict at a path, for tests. */
export const verdictAt = (verdict: Verdict, path: string): Verdict | undefined =>
  verdict.path === path ? verdict : verdict.parts.map((part) => verdictAt(part, path)).find(Boolean);

const needsUpload = (fields: Fields, when: Entity['when'] = {}): string[] =>
  Object.entries(fields)
    .filter(([name, { required, shape }]) => {
      const kind = shape.kind;
      return (required || when[name] !== undefined) && (kind === 'files' || kind === 'links' || kind === 'rows');
    })
    .map(([name]) => name);

function describeEntity(entity: Entity): void {
  it(`${entity.code}: the sample parses, an empty row does not`, () => {
    expect(parseRow(entity, entity.sample, offline)).toMatchObject({ ok: true });
    expect(parseRow(entity, {}, offline)).toMatchObject({ ok: false });
  });
  it(`${entity.code}: every name refers to a field`, () => {
    const names = Object.keys(entity.fields);
    for (const name of names) expect(name).toMatch(NAME);
    const { columns, unique = [], similar = [], when = {}, list = {} } = entity;
    for (const name of [...columns, ...unique, ...similar, ...Object.keys(when), ...Object.keys(list.headings ?? {})])
      expect(names).toContain(name);
    for (const { heading } of listColumns(entity)) expect(heading).not.toBe('');
  });
  it(`${entity.code}: the flow has a name`, () => {
    expect(flowName(entity, partial(parseFields(entity.fields, entity.sample)))).toMatch(/^提交(?!.*(undefined|null))/);
  });
  it(`${entity.code}: each old version has a sample that still reads`, () => {
    for (let version = 1; version < entity.version; version++) {
      const data = entity.history?.[version];
      expect(data, `history[${version}]`).toBeDefined();
      const row = readEntry(entity, { entity: entity.code, version, data: data ?? {} });
      expect(parseRow(entity, row, offline)).toMatchObject({ ok: true });
    }
  });
  if (entity.importable)
    it(`${entity.code}: Excel can carry what is required, and a row survives the way through it`, () => {
      expect(needsUpload(entity.fields, entity.when)).toEqual([]);
      const row: Raw = partial(parseFields(entity.fields, entity.sample));
      const back = parseRow(entity, rawFromCells(entity, toCells(entity, row)), offline);
      const flat = [...new Set(columnsOf(entity).map((c) => c.field))];
      const again: Raw = back.ok ? back.row : {};
      expect(flat.map((name) => again[name])).toEqual(flat.map((name) => row[name]));
    });
}

function describeSections(series: Series): void {
  it('picks and links only declared entities', () => {
    for (const s of series.sections) if (s.kind === 'pick') expect(series.library).toContain(s.entity);
    for (const e of series.library)
      for (const l of entriesLinkedBy(e, e.sample)) expect(series.library).toContain(l.entity);
  });
  it('names the fields of its forms in camelCase and offers files alone as attachments', () => {
    for (const section of series.sections) {
      const fields: Fields = section.kind === 'pick' ? (section.extras ?? {}) : section.fields;
      for (const name of Object.keys(fields)) expect(name).toMatch(NAME);
      if (section.kind === 'attachments')
        for (const { shape } of Object.values(fields)) expect(shape.kind).toBe('files');
    }
    for (const { shape } of Object.values(plannedUnitSlots(series, plainTemplate))) expect(shape.kind).toBe('files');
  });
}

const picksOf = (series: Series, n: number) =>
  Object.fromEntries(
    series.sections.filter((s) => s.kind === 'pick').map((s) => [s.code, Array.from({ length: n }, () => ({}))]),
  );

/** Entries that the samples link to, so that rules which follow links find something. */
const linkedBySamples = (series: Series) =>
  Object.fromEntries(
    series.library.flatMap((e) =>
      entriesLinkedBy(e, e.sample).map(({ entity, entry }) => [
        entry,
        { entity: entity.code, version: entity.version, data: entity.sample },
      ]),
    ),
  );

function describeVerdicts(series: Series): void {
  const situations = series.levels.flatMap(({ code }) => [true, false].map((preview) => [code, preview] as const));
  it.each(situations)('an empty dossier for %s is refused, never an exception (preview %s)', (level, preview) => {
    const verdict = assess(series, dossierOf(series, { level, preview }));
    expect(verdict.ready).toBe(false);
    expect(textsIn(verdict).join()).not.toMatch(HOLES);
  });
  it.each([0, 1, 40])('gives every verdict its own stable path with %d rows', (n) => {
    const entries = linkedBySamples(series);
    const verdict = assess(series, dossierOf(series, { picks: picksOf(series, n), entries }));
    const paths = pathsIn(verdict);
    expect(new Set(paths).size).toBe(paths.length);
    expect(textsIn(verdict).join()).not.toMatch(HOLES);
  });
  it('lists every threshold once, with a basis', () => {
    const labels = series.criteria.map((c: Criterion) => c.label);
    expect(new Set(labels).size).toBe(labels.length);
    for (const t of thresholdsOf(series)) expect(t.basis, t.code).toBeTruthy();
  });
}

/** The different numbers of columns of a grid's lines, cells that reach down from earlier lines included. */
function widthsOf(rows: readonly (readonly Cell[])[]): number[] {
  const reaching: number[] = [];
  const widths = rows.map((row, index) => {
    let width = reaching[index] ?? 0;
    for (const cell of row) {
      const { span = 1, rows: down = 1 } = typeof cell === 'string' ? {} : cell;
      width += span;
      for (let i = 1; i < down; i++) reaching[index + i] = (reaching[index + i] ?? 0) + span;
    }
    return width;
  });
  return [...new Set(widths)];
}

function describeReviewForm(series: Series): void {
  it.each([0, 1, 40])('the review form renders with %d rows', (n) => {
    const data = dossierOf(series, { picks: picksOf(series, n), entries: linkedBySamples(series) });
    const blocks = series.reviewForm(openDossier(series, data));
    expect(['cover', 'title']).toContain(blocks[0]?.type);
    expect(JSON.stringify(blocks)).not.toMatch(HOLES);
    for (const block of blocks)
      if (block.type === 'table') expect(widthsOf(block.rows), block.head.join()).toEqual([block.head.length]);
      else if (block.type === 'grid') expect(widthsOf(block.rows), JSON.stringify(block.rows[0])).toHaveLength(1);
  });
}

/** Every series calls this; passing it is the definition of a valid series. */
export function describeSeries(series: Series): void {
  describe(`series ${series.code}`, () => {
    it('targets this kit', () => expect(series.kit).toBe(KIT_VERSION));
    it('has unique kebab-case codes', () => {
      for (const list of [series.library, series.sections, thresholdsOf(series)]) {
        const codes = list.map((x) => x.code);
        expect(new Set(codes).size).toBe(codes.length);
        for (const code of codes) expect(code).toMatch(KEBAB);
      }
    });
    it('names levels of the glossary, each once', () => {
      const codes = series.levels.map((l) => l.code);
      expect(codes.length).toBeGreaterThan(0);
      expect(new Set(codes).size).toBe(codes.length);
      for (const code of codes) expect(LEVEL_CODES).toContain(code);
    });
    series.library.forEach(describeEntity);
    describeSections(series);
    describeVerdicts(series);
    describeReviewForm(series);
  });
}
