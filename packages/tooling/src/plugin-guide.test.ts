import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const guide = readFileSync(join(ROOT, 'docs/plugin-guide.md'), 'utf8');
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);
const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();

/** The keys of `Shapes`: every kind of field there is. */
function kinds(): string[] {
  const source = readFileSync(join(ROOT, 'packages/series-kit/src/field.ts'), 'utf8');
  const body = /export interface Shapes \{([\s\S]*?)\n\}/.exec(source)?.[1] ?? '';
  return all(body, /^ {2}(\w+):/gm);
}

it('shows a picture of every kind of field, and of nothing that is gone', () => {
  expect(kinds().length).toBeGreaterThan(10);
  const shown = sorted(all(guide, /\(plugin-guide\/([\w-]+)\.png\)/g));
  expect(shown).toEqual(sorted([...kinds(), 'widget']));
  const taken = readdirSync(join(ROOT, 'docs/plugin-guide')).map((name) => name.replace(/\.png$/, ''));
  expect(sorted(taken)).toEqual(shown);
});

it('every picture and file that the guide names is there', () => {
  for (const path of all(guide, /\]\(((?!https?:)[^)#]+)\)/g))
    expect(existsSync(join(ROOT, 'docs', path)), path).toBe(true);
  const paths = all(guide, /`((?:apps|packages|plugins)\/[\w./-]+)`/g).filter((path) => !path.includes('agriculture'));
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) expect(existsSync(join(ROOT, path)), path).toBe(true);
});

it('every command that the guide names is there', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  for (const name of all(guide, /npm run ([\w-]+)/g)) expect(scripts).toHaveProperty([name]);
});
