import { specimen } from '@zhicheng/plugin-specimen';
import {
  amountOf,
  plainTemplate,
  templateErrors,
  thresholdsOf,
  type Template,
  type Threshold,
} from '@zhicheng/series-kit';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { caseText, casesOf, EVERYBODY, otherwiseAt, overrideAt, withOverride } from './thresholds-model.ts';
import { ThresholdsTable } from './thresholds-table.tsx';
import type { Draft, EditorView } from './types.ts';

const levels = ['INTERMEDIATE', 'FULL_SENIOR'] as const;
const COUNTY = { institutionCategory: '县级医疗机构' };
const SPECIALTY = { specialty: '样本专业二' };
const named = (code: string): Threshold => {
  const found = thresholdsOf(specimen).find((threshold) => threshold.code === code);
  if (!found) throw new Error(`no threshold ${code}`);
  return found;
};
const records = named('records');
const put = (rows: Template['thresholds'][string], change: Parameters<typeof withOverride>[3]) =>
  withOverride(records, rows, levels, change);

it('[GP.54] tells apart what the series tells apart, in words', () => {
  expect(casesOf(records)).toEqual([EVERYBODY, COUNTY]);
  expect(casesOf(records).map(caseText)).toEqual(['', '县级医疗机构']);
  expect(caseText({ specialty: ['甲', '乙', '丙', '丁'], kind: 'TRANSFER' })).toBe('甲、乙、丙等4个专业，转评申报');
  expect(levels.map((level) => otherwiseAt(records, [], level))).toEqual([1, 2]);
  expect(levels.map((level) => otherwiseAt(records, [], level, COUNTY))).toEqual([1, 1]);
});

it('[GP.54] a number of the plan for one level and case, and taken back again', () => {
  const rows = put([], { level: 'FULL_SENIOR', value: 7 });
  expect([overrideAt(rows, 'FULL_SENIOR'), overrideAt(rows, 'INTERMEDIATE')]).toEqual([7, undefined]);
  // What is said of everybody beats what the series says of some: the page shows it so.
  expect(otherwiseAt(records, rows, 'FULL_SENIOR', COUNTY)).toBe(7);
  const both = put(rows, { level: 'FULL_SENIOR', one: COUNTY, value: 3 });
  expect([overrideAt(both, 'FULL_SENIOR', COUNTY), overrideAt(both, 'FULL_SENIOR')]).toEqual([3, 7]);
  expect(
    put(put(both, { level: 'FULL_SENIOR', value: undefined }), { level: 'FULL_SENIOR', one: COUNTY, value: undefined }),
  ).toEqual([]);
});

it('[GP.54] what is said of fewer people holds for them, in whatever order it was typed', () => {
  const few = put([], { level: 'FULL_SENIOR', one: SPECIALTY, value: 4 });
  const rows = put(put(few, { level: 'FULL_SENIOR', value: 9 }), { level: 'INTERMEDIATE', one: COUNTY, value: 0 });
  const need = (level: (typeof levels)[number], more: object = {}) =>
    amountOf(records, { level, specialty: '样本专业', kind: 'REGULAR', ...more }, { records: rows });
  expect([need('FULL_SENIOR'), need('FULL_SENIOR', SPECIALTY), need('INTERMEDIATE')]).toEqual([9, 4, 1]);
  expect(need('INTERMEDIATE', COUNTY)).toBe(0);
  expect(templateErrors(specimen, { ...plainTemplate, thresholds: { records: rows } })).toEqual([]);
});

it('[GP.54] a number that the plan has for all levels becomes one per level, the others stay', () => {
  const rows = put([{ value: 1 }, { when: SPECIALTY, value: 3 }], { level: 'FULL_SENIOR', value: 9 });
  expect([overrideAt(rows, 'FULL_SENIOR'), overrideAt(rows, 'INTERMEDIATE')]).toEqual([9, 1]);
  expect(levels.map((level) => overrideAt(rows, level, SPECIALTY))).toEqual([3, 3]);
});

it('[GP.54] the editor shows every number with its code, basis and cases, and what the plan says instead', () => {
  const template = {
    ...plainTemplate,
    thresholds: { records: put([], { level: 'FULL_SENIOR', one: COUNTY, value: 3 }) },
  };
  const draft = { template, levels, specialtyIds: ['s2'], kinds: ['REGULAR', 'TRANSFER'] } as unknown as Draft;
  const view = {
    specialties: [
      { id: 's1', name: '样本专业' },
      { id: 's2', name: '样本专业二' },
    ],
  } as unknown as EditorView;
  const html = renderToStaticMarkup(
    <ThresholdsTable view={view} draft={draft} issues={[]} change={() => undefined} series={specimen} />,
  );
  for (const { code, label, basis } of thresholdsOf(specimen))
    for (const part of [code, label, basis ?? '']) expect(html).toContain(part);
  expect(html).toMatch(/aria-label="记录份数，县级医疗机构，正高级" placeholder="1" value="3"/);
  expect(html).toMatch(/aria-label="记录份数，正高级" placeholder="2" value=""/);
  expect(html).toContain('<option value="样本专业二">');
  expect(html).not.toContain('<option value="样本专业">');
  expect(html).toContain('先选择专业、单位类别或申报类型。');
});
