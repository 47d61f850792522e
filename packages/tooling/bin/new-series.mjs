#!/usr/bin/env node
// Writes a title series that passes conformance, enters it into the registry and installs. All of it or nothing.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './fingerprint.mjs';
import { complaintAbout, nameOf } from './new-series/check.mjs';
import { withDependency, withSeries } from './new-series/register.mjs';
import { giveUp, refuseOldNode, say } from './say.mjs';

const PLUGINS = join(ROOT, 'plugins');
const TEMPLATE = join(ROOT, 'packages/tooling/new-series');
const INSTALL = ['--yes', 'pnpm@10.34.8', 'install', '--no-frozen-lockfile', '--reporter=append-only'];
/** Files of the workspace that change, to be put back when something fails. */
const CHANGED = ['plugins/index.ts', 'plugins/package.json', 'pnpm-lock.yaml'].map((path) => join(ROOT, path));

refuseOldNode();
const wanted = readOptions();
const complaint = complaintAbout(wanted, existingSeries());
if (complaint) giveUp(complaint);
const before = CHANGED.map((path) => [path, existsSync(path) ? readFileSync(path, 'utf8') : undefined]);
try {
  write(wanted);
  if (wanted.install) install();
} catch (error) {
  takeBack();
  giveUp(`${error.message}\nNothing was changed.`);
}
say(`plugins/${wanted.code} is written and registered. Next: docs/plugin-guide.md, npx vitest run plugins, npm start.`);

function readOptions() {
  const options = { code: { type: 'string' }, label: { type: 'string' }, specialties: { type: 'string' } };
  try {
    const { values } = parseArgs({ options: { ...options, 'no-install': { type: 'boolean' } } });
    const { code, label, specialties = label?.replace(/(专业)?人员$/, '') } = values;
    const list = (specialties ?? '').split(/[,，、]/).filter(Boolean);
    return { code, label, specialties: list, install: !values['no-install'] };
  } catch (error) {
    return giveUp(`${error.message} Usage: npm run new-series -- --code agriculture --label 农业技术人员`);
  }
}

function existingSeries() {
  const folders = readdirSync(PLUGINS, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? [e.name] : []));
  const texts = folders.map((name) => join(PLUGINS, name, 'src/index.ts')).filter(existsSync);
  const labels = texts.map((path) => /^ {2}label: '([^']+)'/m.exec(readFileSync(path, 'utf8'))?.[1]);
  return { folders, labels };
}

/** The folder is written beside its place and moved there whole. */
function write({ code, label, specialties }) {
  const words = {
    __CODE__: code,
    __NAME__: nameOf(code),
    __LABEL__: label,
    __SPECIALTIES__: specialties.map((name) => `'${name}'`).join(', '),
  };
  const [index, dependencies] = CHANGED;
  const registered = withSeries(readFileSync(index, 'utf8'), { code, name: nameOf(code) });
  const depending = withDependency(readFileSync(dependencies, 'utf8'), code);
  const folder = join(PLUGINS, `.new-${code}`);
  try {
    cpSync(TEMPLATE, folder, { recursive: true });
    for (const path of filesUnder(folder)) {
      const text = readFileSync(path, 'utf8').replace(/__[A-Z]+__/g, (mark) => words[mark]);
      writeFileSync(path.replace(/\.template$/, '').replace(/series\.test\.ts$/, `${code}.test.ts`), text);
      rmSync(path);
    }
    renameSync(folder, join(PLUGINS, code));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  writeFileSync(index, registered);
  writeFileSync(dependencies, depending);
}

function filesUnder(folder) {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath ?? entry.path, entry.name)] : []));
}

function install() {
  // Ctrl-C ends the installation; this program stays to take back what was written
  process.on('SIGINT', () => {});
  const { status } = spawnSync('npx', INSTALL, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npx ${INSTALL.join(' ')} ended with code ${status}.`);
}

function takeBack() {
  rmSync(join(PLUGINS, wanted.code), { recursive: true, force: true });
  for (const [path, text] of before) if (text !== undefined) writeFileSync(path, text);
}
