import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const MOST_LINES = 80;
/** Two other programs are started: a test runner and a type checker. */
const SLOW = 240_000;
const run = promisify(execFile);
let copy: string;

/** The part of the workspace that a series needs; installed packages are those of the workspace itself. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'zhicheng-new-series-'));
  for (const path of ['plugins', 'packages/series-kit', 'packages/tooling/bin', 'packages/tooling/new-series'])
    cpSync(join(ROOT, path), join(copy, path), { recursive: true, verbatimSymlinks: true });
  cpSync(join(ROOT, 'tsconfig.json'), join(copy, 'tsconfig.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const newSeries = (...args: string[]) =>
  run(process.execPath, [join(copy, 'packages/tooling/bin/new-series.mjs'), '--no-install', ...args]);
const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  );
const textOf = (path: string) => readFileSync(join(copy, path), 'utf8');
/** Everything that the command may touch, as one text. */
const state = () =>
  [readdirSync(join(copy, 'plugins')).join(), textOf('plugins/index.ts'), textOf('plugins/package.json')].join('\n');

test.each([
  [['--label', '农业技术人员'], /Say which series/],
  [['--code', 'Agri_Culture', '--label', '农业技术人员'], /small English letters/],
  [['--code', 'a'.repeat(31), '--label', '农业技术人员'], /at most 30/],
  [['--code', '../agriculture', '--label', '农业技术人员'], /small English letters/],
  [['--code', 'class', '--label', '农业技术人员'], /this word is taken/],
  [['--code', 'common', '--label', '农业技术人员'], /this word is taken/],
  [['--code', 'teacher', '--label', '农业技术人员'], /plugins\/teacher exists already/],
  [['--code', 'agriculture'], /Say what the series is called/],
  [['--code', 'agriculture', '--label', "农'业"], /Chinese characters/],
  [['--code', 'agriculture', '--label', '中小学教师'], /a series called 中小学教师 already/],
  [['--code', 'agriculture', '--label', '农业技术人员', '--specialties', '农学,农学'], /农学 twice/],
  [['--code', 'agriculture', '--lable', '农业技术人员'], /Usage: npm run new-series/],
])('refuses %j in one sentence and writes nothing', async (args, sentence) => {
  const before = state();
  await expect(newSeries(...args)).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(sentence) });
  expect(state()).toBe(before);
});

test('writes nothing where the registry is not as it was', async () => {
  const index = textOf('plugins/index.ts');
  writeFileSync(join(copy, 'plugins/index.ts'), 'export const registry = [];\n');
  const before = state();
  const refusal = newSeries('--code', 'agriculture', '--label', '农业技术人员');
  await expect(refusal).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('no registry') });
  expect(state()).toBe(before);
  writeFileSync(join(copy, 'plugins/index.ts'), index);
});

test('takes everything back when the installation fails', async () => {
  const before = state();
  const script = join(copy, 'packages/tooling/bin/new-series.mjs');
  const args = ['--code', 'agriculture', '--label', '农业技术人员'];
  const withoutPrograms = { ...process.env, PATH: '/nonexistent' };
  await expect(run(process.execPath, [script, ...args], { env: withoutPrograms })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Nothing was changed.'),
  });
  expect(state()).toBe(before);
});

test(
  'a new series passes conformance and the type checker at once',
  async () => {
    await newSeries('--code', 'agriculture', '--label', '农业技术人员', '--specialties', '农学,园艺');
    const folder = join(copy, 'plugins/agriculture');
    const lines = filesBelow(folder).flatMap((path) => readFileSync(path, 'utf8').trimEnd().split('\n'));
    expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(120);
    expect(textOf('plugins/index.ts')).toMatch(/import \{ agriculture \} from '@zhicheng\/plugin-agriculture';/);
    expect(textOf('plugins/index.ts')).toMatch(/= \[[^\]]*\bagriculture,?\s*\]/);
    expect(JSON.parse(textOf('plugins/package.json')).dependencies).toHaveProperty('@zhicheng/plugin-agriculture');
    install('agriculture');
    await expect(newSeries('--code', 'agriculture', '--label', '农业技术人员')).rejects.toMatchObject({
      stderr: expect.stringContaining('plugins/agriculture exists already; nothing was changed.'),
    });
    const [tests, errors] = await Promise.all([conformance(), types('plugins/agriculture', 'plugins/index.ts')]);
    expect(tests).toMatch(/Test Files {2}\d+ passed \(\d+\)/);
    expect(errors).toBe('');
  },
  SLOW,
);

test(
  'the files printed in the guide make the same series a finished one',
  async () => {
    const guide = readFileSync(join(ROOT, 'docs/plugin-guide.md'), 'utf8');
    const files = [...guide.matchAll(/```ts\n\/\/ (plugins\/agriculture\/\S+)\n([\s\S]*?)```/g)];
    expect(files).toHaveLength(6);
    for (const [, path = '', text = ''] of files) writeFileSync(join(copy, path), text);
    const [tests, errors] = await Promise.all([conformance(), types('plugins/agriculture', 'plugins/index.ts')]);
    expect(tests).toMatch(/Test Files {2}\d+ passed \(\d+\)/);
    expect(errors).toBe('');
    // and the checks can fail: a section over an entity that the series does not list
    const index = join(copy, 'plugins/agriculture/src/index.ts');
    writeFileSync(index, readFileSync(index, 'utf8').replace(', demonstration]', ']'));
    await expect(conformance()).rejects.toMatchObject({ stdout: expect.stringContaining('picks and links only') });
  },
  SLOW,
);

/** The links that `pnpm install` makes for a new package. */
function install(code: string): void {
  const modules = join(copy, 'plugins', code, 'node_modules');
  if (existsSync(modules)) throw new Error(`${modules} is not the template's`);
  mkdirSync(join(modules, '@zhicheng'), { recursive: true });
  symlinkSync(join(copy, 'packages/series-kit'), join(modules, '@zhicheng/series-kit'));
  symlinkSync(join(copy, 'plugins/common'), join(modules, '@zhicheng/plugin-common'));
  symlinkSync(join(copy, 'plugins/node_modules/vitest'), join(modules, 'vitest'));
  symlinkSync(join(copy, 'plugins', code), join(copy, 'plugins/node_modules/@zhicheng', `plugin-${code}`));
}

async function conformance(): Promise<string> {
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs');
  const files = ['plugins/plugins.test.ts', 'plugins/agriculture'];
  const plain = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
  return (await run(process.execPath, [vitest, 'run', ...files], { cwd: copy, env: plain })).stdout;
}

async function types(...include: string[]): Promise<string> {
  const config = {
    extends: './tsconfig.json',
    compilerOptions: { incremental: false, tsBuildInfoFile: null },
    include,
  };
  writeFileSync(join(copy, 'tsconfig.new.json'), JSON.stringify(config));
  const tsc = join(copy, 'node_modules/typescript/bin/tsc');
  return (
    await run(process.execPath, [tsc, '-p', 'tsconfig.new.json'], { cwd: copy }).catch(({ stdout }) => ({ stdout }))
  ).stdout;
}
