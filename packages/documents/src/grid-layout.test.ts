import type { Cell } from '@zhicheng/series-kit';
import { describe, expect, it } from 'vitest';
import { columnWidths, layoutGrid, lineHeight } from './grid-layout.ts';
import { cm, PORTRAIT_ROOM } from './typography.ts';

const shape = (rows: Cell[][]) =>
  layoutGrid(rows).lines.map((line) =>
    line.map(({ cell, column, span, rows: deep }) => [cell.text, column, span, deep]),
  );

/** How often every square of the grid is covered; anything but once is a broken table. */
const coverage = (rows: Cell[][]) => {
  const { columns, lines } = layoutGrid(rows);
  const squares = lines.map(() => Array.from({ length: columns }, () => 0));
  lines.forEach((line, y) =>
    line.forEach(({ column, span, rows: deep }) => {
      for (let dy = 0; dy < deep; dy++) {
        for (let dx = 0; dx < span; dx++) {
          const row = squares[y + dy];
          if (row) row[column + dx] = (row[column + dx] ?? 0) + 1;
        }
      }
    }),
  );
  return squares.flat();
};

describe('layoutGrid', () => {
  it('moves cells beside one that reaches down from above', () => {
    expect(shape([[{ text: 'a', rows: 2 }, 'b'], ['c']])).toEqual([
      [
        ['a', 0, 1, 2],
        ['b', 1, 1, 1],
      ],
      [['c', 1, 1, 1]],
    ]);
  });

  it('gives the rest of a short line to its last cell', () => {
    expect(
      shape([
        ['a', 'b', 'c', 'd'],
        ['e', 'f'],
      ])[1],
    ).toEqual([
      ['e', 0, 1, 1],
      ['f', 1, 3, 1],
    ]);
  });

  it('cuts what reaches below the grid', () => {
    expect(shape([[{ text: 'a', rows: 9 }, 'b']])[0]?.[0]).toEqual(['a', 0, 1, 1]);
  });

  it('covers every square exactly once, whatever it is given', () => {
    // A fixed sequence of numbers instead of chance, so that a failure can be repeated.
    let seed = 7;
    const next = (below: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
    for (let round = 0; round < 400; round++) {
      const rows = Array.from({ length: 1 + next(6) }, () =>
        Array.from({ length: 1 + next(5) }, () => ({ text: 'x', span: next(4), rows: next(4) })),
      );
      expect(coverage(rows), JSON.stringify(rows)).toEqual(coverage(rows).map(() => 1));
    }
  });
});

describe('columnWidths', () => {
  const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0);

  it('fills the text width to the twip, with and without shares', () => {
    const layout = layoutGrid([['甲', '乙', '丙']]);
    expect(sum(columnWidths(layout, PORTRAIT_ROOM))).toBe(PORTRAIT_ROOM.width);
    expect(sum(columnWidths(layout, PORTRAIT_ROOM, [1, 1, 1]))).toBe(PORTRAIT_ROOM.width);
    expect(columnWidths(layout, PORTRAIT_ROOM, [1, 2, 1])[1]).toBe(PORTRAIT_ROOM.width / 2);
  });

  it('ignores shares that do not fit the grid', () => {
    const layout = layoutGrid([['甲', '乙']]);
    expect(columnWidths(layout, PORTRAIT_ROOM, [1])).toEqual(columnWidths(layout, PORTRAIT_ROOM));
    expect(columnWidths(layout, PORTRAIT_ROOM, [1, 0])).toEqual(columnWidths(layout, PORTRAIT_ROOM));
  });

  it('gives long texts room without tearing dates apart', () => {
    const layout = layoutGrid([['题'.repeat(600), '2026-09-01', '省级', '2004-09-01 至 2008-07-01']]);
    const [long = 0, date = 0, level = 0, period = 0] = columnWidths(layout, PORTRAIT_ROOM);
    expect(period).toBeGreaterThan(12 * 210 + 160);
    expect(long).toBeGreaterThan(PORTRAIT_ROOM.width / 3);
    expect(date).toBeGreaterThan(5.5 * 210 + 160);
    expect(level).toBeGreaterThan(2 * 210 + 160);
  });
});

it('a tall cell over several lines asks its share of each', () => {
  const [line = []] = layoutGrid([[{ text: '照片', image: 'x', rows: 4 }, 'a'], ['b'], ['c'], ['d']]).lines;
  expect(lineHeight(line, 0.8)).toBe(cm(1.05));
});
