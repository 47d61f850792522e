#!/usr/bin/env node
// Prints the figures the platform is to keep. Works on a clone of what is committed, in a temporary folder; writes
// nothing else. Use: npm run figures [-- --repetitions 30] [-- --site http://localhost:3000: an open demo, no starts]
// Or of one part, on what is checked out: npm run figures -- import; npm run figures -- export [how many forms]
import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { ACCOUNTS, ADMITTED } from './figures/accounts.mjs';
import { openBrowser, signIn } from './figures/browser.mjs';
import { cloneRepository, freePort, npmStart } from './figures/clone.mjs';
import { crawl, dataAddress } from './figures/crawl.mjs';
import { scriptsOf } from './figures/login-script.mjs';
import { loadNow, percentile, table, timesOf } from './figures/measure.mjs';
import { ROOT } from './fingerprint.mjs';
import { giveUp, refuseOldNode, say } from './say.mjs';

refuseOldNode();
const { values, positionals } = parseArgs({
  options: { repetitions: { type: 'string' }, site: { type: 'string' } },
  allowPositionals: true,
});
const repetitions = Number(values.repetitions ?? 30);
if (!Number.isInteger(repetitions) || repetitions < 1) giveUp('--repetitions is a number from 1.');

/** Measured by programs of their own, on what is checked out: npm run figures -- import */
const PROGRAMS = {
  import: 'apps/core/src/library/import-figures.testing.ts',
  export: 'apps/core/src/document-orders/export-figures.testing.ts',
};
const [part, ...more] = positionals;
if (part !== undefined && !(part in PROGRAMS)) giveUp(`There are figures of: ${Object.keys(PROGRAMS).join(', ')}.`);

try {
  sayMachine();
  if (part) program(PROGRAMS[part], more);
  else if (values.site) await servedPages(new URL(values.site).origin);
  else await fromClone();
  say(`\nLoad average at the end: ${loadNow()}`);
} catch (error) {
  giveUp(error.message);
}

function sayMachine() {
  const commit = execFileSync('git', ['log', '-1', '--format=%h'], { cwd: ROOT, encoding: 'utf8' }).trim();
  const [cpu] = cpus();
  say(`${new Date().toISOString().slice(0, 16)}Z, commit ${commit}, Node ${process.version}`);
  say(`${availableParallelism()} cores (${cpu?.model.trim()}), load average ${loadNow()}\n`);
}

function program(path, args) {
  execFileSync(process.execPath, ['--import', 'tsx', path, ...args], { cwd: ROOT, stdio: 'inherit' });
}

async function fromClone() {
  const clone = cloneRepository();
  const port = await freePort();
  let running;
  try {
    const rows = [];
    const start = async (title, limit) => {
      running = await npmStart(clone, port);
      rows.push([title, limit, running.seconds.toFixed(1), running.signOn.toFixed(1)]);
    };
    await start('cold: no node_modules, no build, no data', '60');
    await running.stop();
    await start('second', '5');
    say('npm start\n');
    say(table(['start', 'limit, s', 'login page, s', 'and sign-on, s'], rows));
    await servedPages(`http://localhost:${port}`);
  } finally {
    await running?.stop();
    clone.remove();
  }
}

async function servedPages(site) {
  await loginScripts(site);
  await reviewForm(site);
  await pages(site);
}

async function loginScripts(site) {
  const files = await scriptsOf(openBrowser(), `${site}/login`);
  const total = [...files.values()].reduce((sum, kB) => sum + kB, 0);
  say(`\nJavaScript of the login page: ${total.toFixed(1)} kB gzip in ${files.size} files (limit 200)`);
}

async function reviewForm(site) {
  const account = ACCOUNTS.find((known) => known.account === ADMITTED);
  const { browser, home } = await signIn(site, account);
  const record = (await crawl(browser, home)).find(({ pattern }) => pattern === '/declarations/:id');
  if (!record) throw new Error(`${ADMITTED} has no declaration`);
  const times = await timesOf(browser, `${record.address}/review-form.docx`, 10);
  const [p50, p95] = [0.5, 0.95].map((share) => percentile(times, share).toFixed(0));
  say(`\nReview form as DOCX: p50 ${p50} ms, p95 ${p95} ms of 10 (limit 200)`);
}

/** Each page of each account, as a document and as what a click asks for; of the same page the slowest account. */
async function pages(site) {
  const slowest = new Map();
  let measured = 0;
  for (const account of [undefined, ...ACCOUNTS]) {
    const { browser, home } = account ? await signIn(site, account) : { browser: openBrowser(), home: `${site}/login` };
    for (const { pattern, address } of await crawl(browser, home, { signedIn: account !== undefined })) {
      const page = await timesOf(browser, address, repetitions);
      const data = await timesOf(browser, dataAddress(address), repetitions);
      const shares = [page, data].flatMap((times) => [percentile(times, 0.5), percentile(times, 0.95)]);
      const row = [pattern, account?.account ?? 'nobody', ...shares];
      measured += 1;
      if (worstOf(row) > worstOf(slowest.get(pattern) ?? [])) slowest.set(pattern, row);
    }
  }
  const rows = [...slowest.values()].sort((a, b) => worstOf(b) - worstOf(a));
  const over = rows.filter((row) => worstOf(row) > 100).length;
  say(
    `\nPages: ms until the last byte on loopback, ${repetitions} times each, one request after the other (limit: p95 100)`,
  );
  say(
    `${measured} pages of ${ACCOUNTS.length} accounts and of nobody; ${over} of ${rows.length} kinds over the limit\n`,
  );
  say(table(['page', 'slowest for', 'document p50', 'p95', 'data p50', 'p95'], rows));
}

function worstOf([, , , page = 0, , data = 0]) {
  return Math.max(page, data);
}
