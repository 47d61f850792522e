import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { registry } from './index.ts';

const COLUMNS = 120;
const SIMPLE = 300;
/** Lines that a series may have beyond the common library; a series that is not named has the budget of a simple one. */
const BUDGET: Readonly<Record<string, number>> = { health: 500 };

// A Chinese character stands in two columns.
const width = (line: string): number =>
  [...line].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 2 : 1), 0);
const linesOf = (text: string): number =>
  text
    .trimEnd()
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(width(line) / COLUMNS)), 0);

const sourcesOf = (code: string): string[] => {
  const folder = join(import.meta.dirname, code, 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
};

it('counts a line that is too long for the page as the lines it would take', () => {
  expect([linesOf('a'), linesOf('a'.repeat(COLUMNS)), linesOf('a'.repeat(COLUMNS + 1))]).toEqual([1, 1, 2]);
  expect([linesOf('字'.repeat(COLUMNS / 2)), linesOf('字'.repeat(COLUMNS / 2 + 1)), linesOf('a\n\nb\n')]).toEqual([
    1, 2, 3,
  ]);
});

it.each(registry.map(({ code }) => code))('%s stays within its budget of lines', (code) => {
  const lines = sourcesOf(code).map(linesOf);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(BUDGET[code] ?? SIMPLE);
});
