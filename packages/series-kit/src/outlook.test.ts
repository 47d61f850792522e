import { expect, it } from 'vitest';
import {
  addYears,
  allOf,
  anyOf,
  assess,
  checkbox,
  choice,
  count,
  date,
  defineEntity,
  elapsed,
  formSection,
  from,
  openDossier,
  outlook,
  pickSection,
  previewData,
  type Series,
} from './index.ts';
import { plain } from './plain-series.testing.ts';
import { dossierOf, TODAY } from './testing.ts';

const deed = defineEntity({
  code: 'deed',
  label: '示例业绩',
  group: '工作业绩',
  fields: { on: date('日期'), scale: choice('规模', ['大型', '小型']) },
  columns: ['on'],
  sample: { on: '2025-01-01', scale: '小型' },
});
const deeds = pickSection({ code: 'deeds', label: '业绩', step: 'achievements', entity: deed, min: 3 });
const title = formSection({ code: 'title', label: '职称', step: 'personal', fields: { since: date('取得日期') } });
const large = from(deeds, { where: ({ row }) => row.scale === '大型' });
const recent = (years: number) => from(deeds, { within: { at: ({ row }) => row.on, years } });
const since = { since: () => addYears(TODAY, -3), years: 7 };
const series: Series = {
  ...plain,
  library: [deed],
  sections: [title, deeds],
  criteria: [
    elapsed('年限', { section: 'title' }, since),
    count('近两年业绩', recent(2), 1),
    allOf('业绩', count('大型业绩', large, 1), elapsed('资历', { section: 'title' }, since)),
    anyOf('其一', count('近四年业绩', recent(4), 2), elapsed('更长年限', { section: 'title' }, { ...since, years: 9 })),
  ],
};
const data = dossierOf(series, { picks: { deeds: [{ on: addYears(TODAY, -1), scale: '小型' }] }, preview: true });

it('looking ahead says of every gap what the whole evaluation says on that day', () => {
  const { now, isMissing } = outlook(series, data);
  expect(now).toEqual(assess(series, data));
  expect(now.gaps.map(({ path }) => path)).toEqual([
    'sections/deeds/min',
    'criteria/年限',
    'criteria/业绩/大型业绩',
    'criteria/业绩/资历',
    'criteria/其一',
  ]);
  const verdicts = [1, 3, 4, 5, 6, 9].map((years) => {
    const asOf = addYears(TODAY, years);
    const then = assess(series, { ...data, plan: { ...data.plan, asOf } }).gaps.map(({ path }) => path);
    const ahead = now.gaps.map(({ path }) => isMissing(path, asOf));
    expect(ahead).toEqual(now.gaps.map(({ path }) => then.includes(path)));
    return ahead.map((missing) => (missing ? 1 : 0)).join('');
  });
  expect(verdicts).toEqual(['11111', '11111', '10101', '10101', '10100', '10100']);
});

it('a dossier reads a section, and a form, once', () => {
  let asked = 0;
  const counting = formSection({
    code: 'title',
    label: '职称',
    step: 'personal',
    fields: { done: checkbox('已取得') },
    settle: () => ((asked += 1), { changes: {}, notes: [] }),
  });
  const dossier = openDossier({ ...series, sections: [counting, deeds] }, data);
  expect(dossier.picks(deeds)).toHaveLength(1);
  expect(dossier.picks(deeds)).toBe(dossier.picks(deeds));
  expect(dossier.form(counting)).toEqual(dossier.form(counting));
  expect(asked).toBe(1);
});

it('a preview takes every entry wherever it fits, in the order of the library', () => {
  const stored = { entity: 'deed', version: 1, data: deed.sample };
  const { picks: _, forms: __, preview: ___, ...base } = data;
  const entries = { b: stored, other: { ...stored, entity: 'else' }, a: stored };
  const twice = { ...deeds, code: 'again' };
  const { picks } = previewData({ ...series, sections: [title, deeds, twice] }, { ...base, entries });
  expect(picks).toEqual({ deeds: [{ entry: 'b' }, { entry: 'a' }], again: [{ entry: 'b' }, { entry: 'a' }] });
});
