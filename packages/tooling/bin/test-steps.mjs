import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './fingerprint.mjs';
import { countJourneys, countVitest } from './count.mjs';

const REPORTS = join(ROOT, 'node_modules/.cache/zhicheng');

/** The type checker over the whole repository counts as one test. */
export function runTypecheck() {
  const status = run('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.json']);
  return status === 0 ? { passed: 1 } : { failed: 1 };
}

export function runVitest() {
  const report = freshReport('vitest.json');
  const status = run('node_modules/vitest/vitest.mjs', [
    ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ]);
  return withExitCode(countVitest(read(report)), status, 'vitest');
}

/** `env` says in which province, and which of the journeys (e2e/playwright.config.ts). */
export function runJourneys(env = {}) {
  const report = freshReport('journeys.json');
  const status = run('e2e/node_modules/@playwright/test/cli.js', ['test', '-c', 'e2e', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    ...env,
  });
  return withExitCode(countJourneys(read(report)), status, 'playwright');
}

/** A runner that failed without a failed test (an error outside of tests) has failed nevertheless. */
function withExitCode(counts, status, runner) {
  if (status === 0 || counts.failed > 0) return counts;
  process.stdout.write(`${runner} ended with code ${status} although no single test failed.\n`);
  return { ...counts, failed: 1 };
}

function run(script, args, env = {}) {
  return spawnSync(process.execPath, [join(ROOT, script), ...args], {
    ...{ cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] },
    env: { ...process.env, ...env },
  }).status;
}

function freshReport(name) {
  mkdirSync(REPORTS, { recursive: true });
  const file = join(REPORTS, name);
  rmSync(file, { force: true });
  return file;
}

function read(file) {
  if (!existsSync(file)) throw new Error(`the runner wrote no report (${file})`);
  return JSON.parse(readFileSync(file, 'utf8'));
}
