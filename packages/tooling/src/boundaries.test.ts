import { fileURLToPath } from 'node:url';
import { registry } from '@zhicheng/plugins';
import { describe, expect, test } from 'vitest';
import { describeViolation, findViolations, readRepository, type Repository } from './boundaries.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const FOLDERS: Readonly<Record<string, string>> = {
  'packages/series-kit': '@zhicheng/series-kit',
  'packages/workflow': '@zhicheng/workflow',
  'packages/database': '@zhicheng/database',
  'packages/jobs': '@zhicheng/jobs',
  'packages/documents': '@zhicheng/documents',
  'plugins/common': '@zhicheng/plugin-common',
  'plugins/teacher': '@zhicheng/plugin-teacher',
  'plugins/health': '@zhicheng/plugin-health',
  'apps/core': '@zhicheng/core',
  'apps/demo': '@zhicheng/demo',
};

/** A repository whose packages all export their src/index.ts, with the given files on top. */
function repositoryOf(files: Record<string, string>): Repository {
  const packages = Object.entries(FOLDERS).map(([folder, name]) => ({
    ...{ name, folder },
    exports: {
      '.': './src/index.ts',
      ...(folder === 'apps/core' && { './forms': './src/forms.ts' }),
      ...(folder === 'plugins/teacher' && { './ui': './src/ui.tsx' }),
    },
  }));
  const entries = packages.map(({ folder }): [string, string] => [`${folder}/src/index.ts`, 'export const x = 1;']);
  return {
    files: new Map([
      ...entries,
      ['plugins/index.ts', 'export const registry = [];'],
      ['plugins/ui.ts', `export { widgets } from '@zhicheng/plugin-teacher/ui';`],
      ['plugins/teacher/src/ui.tsx', `import { useState } from 'react'; export const widgets = {};`],
      ...Object.entries(files),
    ]),
    packages: [
      ...packages,
      { name: '@zhicheng/plugins', folder: 'plugins', exports: { '.': './index.ts', './ui': './ui.ts' } },
      { name: '@zhicheng/portal', folder: 'apps/portal', exports: {} },
      { name: '@zhicheng/e2e', folder: 'e2e', exports: {} },
    ],
    seriesNames: ['teacher', '中小学教师'],
  };
}

function rulesBrokenBy(files: Record<string, string>): (number | string)[] {
  return findViolations(repositoryOf(files)).map(({ rule }) => rule);
}

test('the repository keeps the rules of the house', () => {
  const repository = readRepository(
    ROOT,
    registry.flatMap(({ code, label }) => [code, label]),
  );
  expect(repository.files.size).toBeGreaterThan(100);
  expect(findViolations(repository).map(describeViolation)).toEqual([]);
});

test('a repository in order gives no complaint', () => {
  const files = {
    'packages/jobs/src/run.ts': `import type { Database } from '@zhicheng/database'; import { run } from 'graphile-worker';`,
    'plugins/teacher/src/form.ts': `import { x } from '@zhicheng/series-kit'; import { y } from '@zhicheng/plugin-common';`,
    'apps/core/src/main.ts': `import { submit } from './declarations/submit.ts';`,
    'apps/core/src/declarations/submit.ts': `import { pinEntry } from '../library/pins.ts';`,
    'apps/core/src/library/pins.ts': `export const pinEntry = 1;`,
    'apps/core/src/library/pins.test.ts': `import { registry } from '@zhicheng/plugins';`,
    'apps/portal/server/main.ts': `import { x } from '@zhicheng/core'; import { registry } from '@zhicheng/plugins';`,
    'apps/portal/app/series.ts': `export { registry } from '@zhicheng/plugins'; export { widgets } from '@zhicheng/plugins/ui';`,
    'plugins/teacher/src/ui/weeks.tsx': `import { x } from '@zhicheng/series-kit'; import { useState } from 'react';`,
    'apps/portal/app/routes/plans.$planId.tsx': `import type { x } from '@zhicheng/core'; import '../app.css';`,
    'apps/portal/app/routes/register.tsx': `import { fields } from '@zhicheng/core/forms';`,
    'apps/core/src/catalog/reference/series.ts': `export const names = ['中小学教师'];`,
    'apps/core/src/forms.ts': `export { fields } from './identity/person-fields.ts';`,
    'apps/core/src/identity/person-fields.ts': `import { x } from '@zhicheng/series-kit'; export const fields = x;`,
    'e2e/journeys/declare.spec.ts': `import { x } from '@zhicheng/demo';`,
  };
  expect(findViolations(repositoryOf(files))).toEqual([]);
});

const BROKEN: [number | string, string, string, string][] = [
  [0, 'the kit imports a library', 'packages/series-kit/src/a.ts', `import { z } from 'zod';`],
  [0, 'the kit imports Node', 'packages/series-kit/src/a.ts', `import 'node:fs';`],
  [0, 'the flows import the kit', 'packages/workflow/src/a.ts', `export * from '@zhicheng/series-kit';`],
  [1, 'a package imports another', 'packages/documents/src/a.ts', `import { x } from '@zhicheng/database';`],
  [1, 'a package imports the registry', 'packages/documents/src/a.ts', `import { x } from '@zhicheng/plugins';`],
  [1, 'an engine has a second importer', 'apps/core/src/library/a.ts', `import knex from 'knex';`],
  [1, 'an engine is imported as a type', 'apps/core/src/library/a.ts', `import type { Knex } from 'knex';`],
  [1, 'lucia outside its file', 'apps/core/src/identity/a.ts', `import { Lucia } from 'lucia';`],
  [1, 'an engine behind import()', 'apps/portal/server/a.ts', `const sharp = await import('sharp');`],
  [1, 'an engine behind require', 'apps/portal/server/a.ts', `const sharp = require('sharp');`],
  [2, 'a series imports another', 'plugins/teacher/src/a.ts', `import { x } from '@zhicheng/plugin-health';`],
  [2, 'a series imports Node', 'plugins/teacher/src/a.ts', `import { readFile } from 'node:fs/promises';`],
  [2, 'a series imports core', 'plugins/teacher/src/a.ts', `import type { x } from '@zhicheng/core';`],
  [
    2,
    'the common library imports a series',
    'plugins/common/src/a.ts',
    `import { x } from '@zhicheng/plugin-teacher';`,
  ],
  [2, 'a series imports its own widgets', 'plugins/teacher/src/a.ts', `import { widgets } from './ui.tsx';`],
  [2, 'the registry of series brings React', 'plugins/index.ts', `export * from '@zhicheng/plugin-teacher/ui';`],
  [2, 'a widget imports a foreign library', 'plugins/teacher/src/ui/a.tsx', `import x from 'lodash';`],
  [4, 'the demo imports the widgets', 'apps/demo/src/a.ts', `import { widgets } from '@zhicheng/plugins/ui';`],
  [4, 'a page imports the widgets', 'apps/portal/app/a.ts', `import { widgets } from '@zhicheng/plugins/ui';`],
  [2, 'React outside ./ui', 'plugins/teacher/src/form.ts', `import { useState } from 'react';`],
  [3, 'core imports the registry', 'apps/core/src/main.ts', `import { registry } from '@zhicheng/plugins';`],
  [3, 'core imports a series as a type', 'apps/core/src/main.ts', `type T = import('@zhicheng/plugin-teacher').x;`],
  [3, 'core imports the demo', 'apps/core/src/main.ts', `import { x } from '@zhicheng/demo';`],
  [3, 'an earlier noun imports a later one', 'apps/core/src/tasks/a.ts', `import type { b } from '../library/b.ts';`],
  [3, 'another noun’s model', 'apps/core/src/declarations/a.ts', `import { b } from '../library/model.ts';`],
  [3, 'the writer of states knows a noun', 'apps/core/src/transition.ts', `import type { b } from './library/b.ts';`],
  [3, 'a root file knows a noun', 'apps/core/src/procedures.ts', `import { b } from './library/b.ts';`],
  [3, 'a folder that is no noun', 'apps/core/src/reports/a.ts', ``],
  [4, 'a page reads the registry', 'apps/portal/app/routes/a.tsx', `import { registry } from '@zhicheng/plugins';`],
  [4, 'the server names a series', 'apps/portal/server/a.ts', `import { x } from '@zhicheng/plugin-teacher';`],
  [5, 'a page imports core', 'apps/portal/app/routes/a.tsx', `import { x } from '@zhicheng/core';`],
  [5, 'a page imports core with type marks only', 'apps/portal/app/a.ts', `import { type x } from '@zhicheng/core';`],
  [5, 'a page imports core behind import()', 'apps/portal/app/a.ts', `const core = import('@zhicheng/core');`],
  [5, 'a page imports the database', 'apps/portal/app/a.ts', `import { x } from '@zhicheng/database';`],
  [5, 'a page imports Node', 'apps/portal/app/a.ts', `import { join } from 'node:path';`],
  [5, 'a page imports the server', 'apps/portal/app/a.ts', `import { b } from '../server/b.ts';`],
  [
    5,
    'forms bring the database along',
    'apps/core/src/identity/a-fields.ts',
    `import { b } from '@zhicheng/database';`,
  ],
  [6, 'a journey imports core', 'e2e/journeys/a.spec.ts', `import { x } from '@zhicheng/core';`],
  [7, 'past the exports by name', 'apps/demo/src/a.ts', `import { x } from '@zhicheng/core/src/main.ts';`],
  [7, 'past the exports by path', 'apps/demo/src/a.ts', `import { x } from '../../core/src/library/b.ts';`],
  [7, 'a file that is not there', 'apps/demo/src/a.ts', `export { x } from './gone.ts';`],
  [7, 'a name computed at run time', 'apps/demo/src/a.ts', `const found = await import(process.argv[2] ?? '');`],
  ['room', 'any', 'apps/demo/src/a.ts', `export const a = (b: any) => b;`],
  ['room', 'a silenced type checker', 'apps/demo/src/a.ts', `// @ts-${'ignore'}\nexport const a = 1;`],
  ['room', 'a folder of leftovers', 'apps/demo/src/utils/a.ts', ``],
  ['room', 'a file of leftovers', 'apps/demo/src/helpers.ts', ``],
  ['room', 'a barrel', 'apps/demo/src/scenes/index.ts', ``],
  ['room', 'capital letters in a name', 'apps/demo/src/addUnit.ts', ``],
  ['room', 'a class called after nothing', 'apps/demo/src/a.ts', `export class PlanManager {}`],
  ['room', 'a file without end', 'apps/demo/src/a.ts', '\n'.repeat(401)],
  ['room', 'a skipped test', 'apps/demo/src/a.test.ts', `test.skip('later', () => {});`],
  ['room', 'a mock of our own code', 'apps/demo/src/a.test.ts', `vi.mock('./b.ts');`],
  ['series', 'core names a series', 'apps/core/src/library/a.ts', `export const special = code === 'teacher';`],
  ['series', 'core names a series by its label', 'apps/core/src/library/a.ts', `const a = name === '中小学教师';`],
  ['series', 'the portal names a series', 'apps/portal/app/a.ts', 'export const special = `teacher`;'],
];

describe('the checker finds', () => {
  const beside = {
    'apps/core/src/library/b.ts': 'export const b = 1;',
    'apps/core/src/library/model.ts': 'export const b = 1;',
    'apps/portal/server/b.ts': 'export const b = 1;',
  };
  test.each(BROKEN)('rule %s: %s', (rule, _what, path, text) => {
    expect(rulesBrokenBy({ ...beside, [path]: text })).toEqual([rule]);
  });

  test('rule 7: files that import each other in a circle, with the way round', () => {
    const files = {
      'apps/demo/src/a.ts': `import { b } from './b.ts';`,
      'apps/demo/src/b.ts': `export { c } from './c.ts';`,
      'apps/demo/src/c.ts': `import { a } from './a.ts';`,
      'apps/demo/src/d.ts': `import { a } from './a.ts';`,
    };
    expect(findViolations(repositoryOf(files)).map(({ message }) => message)).toEqual([
      'imports itself: apps/demo/src/a.ts -> apps/demo/src/b.ts -> apps/demo/src/c.ts -> apps/demo/src/a.ts',
    ]);
  });

  test('rule 7: packages that import each other, if only as types', () => {
    const files = { 'packages/database/src/a.ts': `import type { x } from '@zhicheng/jobs';` };
    const back = { 'packages/jobs/src/a.ts': `import type { x } from '@zhicheng/database';` };
    expect(rulesBrokenBy({ ...files, ...back })).toEqual([1, 7]);
  });

  test('rule 1: a library with two owners', () => {
    const files = {
      'packages/documents/src/a.ts': `import QRCode from 'qrcode';`,
      'packages/jobs/src/a.ts': `import QRCode from 'qrcode';`,
    };
    expect(rulesBrokenBy(files)).toEqual([1]);
  });

  test('the line of an import', () => {
    const files = { 'apps/demo/src/a.ts': `\n\nimport { x } from './gone.ts';` };
    expect(findViolations(repositoryOf(files)).map(describeViolation)).toEqual([
      'rule 7: apps/demo/src/a.ts:3 ./gone.ts is no file',
    ]);
  });
});
