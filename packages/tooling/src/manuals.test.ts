import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const MANUALS = join(ROOT, 'docs/manuals');
const PICTURES = join(MANUALS, 'pictures');
const MEGABYTE = 1024 * 1024;

const filesBelow = (folder: string, endings: RegExp): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ['node_modules', 'build'].includes(entry.name) ? [] : filesBelow(path, endings);
    return endings.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

const manuals = filesBelow('docs/manuals', /\.md$/);
const shown = sorted(manuals.flatMap((path) => all(textOf(path), /!\[[^\]]+\]\(pictures\/([\w-]+\.png)\)/g)));

it('there is a manual for each role', () =>
  expect(manuals.map((path) => path.split('/').at(-1)).sort()).toEqual([
    ...['applicant.md', 'convening.md', 'department.md', 'operator.md', 'unit.md'],
  ]));

it('every picture that a manual shows is there, every picture is shown, and the journeys take just these', () => {
  const taken = all(textOf('e2e/journeys/manual-pictures.spec.ts'), /picture\(\s*\w+,\s*['`]([\w-]+)['`]/g);
  const steps = all(textOf('e2e/journeys/manual-pictures.spec.ts'), /const STEPS = \[([^\]]+)\]/g)
    .flatMap((list) => all(list, /'([\w-]+)'/g))
    .map((step) => `convening-${step}`);
  expect(sorted(readdirSync(PICTURES))).toEqual(shown);
  expect(sorted([...taken, ...steps].map((name) => `${name}.png`))).toEqual(shown);
});

it('the pictures stay small enough for a repository', () => {
  const bytes = readdirSync(PICTURES).map((name) => statSync(join(PICTURES, name)).size);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(6 * MEGABYTE);
});

it('every word set in bold is a word of the pages', () => {
  const folders = ['apps/portal/app', 'apps/core/src', 'plugins', 'packages/profiles', 'packages/series-kit/src'];
  const source = folders.flatMap((folder) => filesBelow(folder, /\.tsx?$/).map(textOf)).join('\n');
  const stale = manuals.flatMap((path) =>
    all(textOf(path), /\*\*([^*]+)\*\*/g)
      .filter((words) => !/[。：]$|加粗/.test(words) && !source.includes(words))
      .map((words) => `${path}: ${words}`),
  );
  expect(stale).toEqual([]);
});

it('what a manual links to is there', () => {
  for (const path of manuals)
    for (const target of all(textOf(path), /\]\((?!pictures\/|#|https?:)([^)#]+)/g))
      expect(() => statSync(join(MANUALS, target)), `${path}: ${target}`).not.toThrow();
});
