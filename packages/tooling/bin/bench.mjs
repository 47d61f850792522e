#!/usr/bin/env node
// Measures the platform on a province: `npm run bench -- fill --people 100000 --entries 1000000`, then `npm run bench`.
// See docs/bench.md.
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './fingerprint.mjs';
import { buildPortal } from './prepare.mjs';
import { giveUp, refuseOldNode } from './say.mjs';

/** Not figures but trials, with options of their own, as their programs say. They need no province. */
const TRIALS = {
  model: 'apps/core/src/testing/model/program.ts',
  races: 'apps/core/src/testing/races/program.ts',
  crash: 'apps/demo/src/crash/main.ts',
};

refuseOldNode();
const trial = TRIALS[process.argv[2]];
const { values, positionals } = parseArgs({
  args: trial ? [] : process.argv.slice(2),
  options: {
    ...{ people: { type: 'string' }, entries: { type: 'string' }, data: { type: 'string' }, small: { type: 'string' } },
    ...{ profile: { type: 'string' }, check: { type: 'boolean' }, repetitions: { type: 'string' } },
    ...{ json: { type: 'string' }, rate: { type: 'string' }, minutes: { type: 'string' }, webs: { type: 'string' } },
  },
  allowPositionals: true,
});

/** Where provinces lie unless --data says otherwise: never among the data of a site. */
const folderOf = (people) => join(tmpdir(), 'zhicheng-bench', String(people));

const [part, ...more] = positionals;
const filling = part === 'fill' || (part === undefined && values.people !== undefined);
if (trial) await attempt();
else if (filling) fill();
else measure();

async function attempt() {
  if (trial === TRIALS.crash) await buildPortal();
  run(trial, process.argv.slice(3));
}

function fill() {
  const people = values.people ?? '10000';
  const entries = values.entries ?? String(Number(people) * 10);
  if (!(Number(people) >= 100 && Number(entries) >= Number(people)))
    giveUp('--people from 100, --entries as many or more.');
  const further = [...(values.profile ? ['--profile', values.profile] : []), ...(values.check ? ['--check'] : [])];
  const data = values.data ?? folderOf(people);
  run('apps/demo/src/province/main.ts', ['--people', people, '--entries', entries, '--data', data, ...further]);
}

function measure() {
  const names = part === undefined ? [] : [part, ...more];
  const large = values.data ?? folderOf(values.people ?? '100000');
  const small = values.small ?? folderOf('10000');
  const json = values.json ?? join(tmpdir(), 'zhicheng-bench', 'figures.json');
  const further = ['repetitions', 'rate', 'minutes', 'webs'].flatMap((name) =>
    values[name] === undefined ? [] : [`--${name}`, values[name]],
  );
  run('apps/portal/server/bench/main.ts', ['--large', large, '--small', small, '--json', json, ...further, ...names]);
}

function run(program, args) {
  const { status, error } = spawnSync(process.execPath, ['--import', 'tsx', program, ...args], {
    ...{ cwd: ROOT, stdio: 'inherit' },
  });
  if (error) giveUp(error.message);
  process.exitCode = status ?? 1;
}
