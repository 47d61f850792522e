import { expect, it } from 'vitest';
import { categoryMark, paragraph, pairLines, pairs, table, text, type Cell } from './index.ts';

it('prints an empty paragraph and an empty table as 无', () => {
  expect(paragraph('')).toMatchObject({ text: '无' });
  expect(table(['甲', '乙'], [])).toMatchObject({ rows: [[{ text: '无', span: 2 }]] });
});

it('lets the last value of a short line take the rest of it', () => {
  const fields = { a: text('甲'), b: text('乙'), c: text('丙') };
  expect(pairs(fields, { a: '1', b: '2', c: '3' })).toMatchObject({
    rows: [
      ['甲', '1', '乙', '2'],
      ['丙', { text: '3', span: 3 }],
    ],
  });
  const wide: Cell = { text: '3', span: 2 };
  expect(pairLines([['丙', wide]], 2)).toEqual([['丙', { text: '3', span: 4 }]]);
});

it('marks the cover by the kind of declaration', () =>
  expect(
    (['REGULAR', 'EXCEPTIONAL', 'TRANSFER'] as const).map((kind) =>
      categoryMark({ situation: { kind, level: 'INTERMEDIATE', specialty: '' } }),
    ),
  ).toEqual([undefined, '破格', '转评']));
