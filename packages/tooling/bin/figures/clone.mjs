import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from '../fingerprint.mjs';

const PATIENCE_MS = 600_000;
/** What would make the clone another site than a newcomer gets. */
const OURS =
  /^(npm_(lifecycle|package|command|execpath)|INIT_CWD|NODE_ENV|ZHICHENG_|DATABASE_URL|REDIS_URL|OIDC_|ORIGIN)/;

/** A clone of what is committed, in a folder of its own: no node_modules, no data, no compiled sources. */
export function cloneRepository() {
  const home = mkdtempSync(join(tmpdir(), 'zhicheng-figures-'));
  execFileSync('git', ['clone', '--quiet', ROOT, join(home, 'clone')]);
  mkdirSync(join(home, 'tmp'));
  return { home, root: join(home, 'clone'), remove: () => rmSync(home, { recursive: true, force: true }) };
}

const isFree = (port) =>
  new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, () => probe.close(() => done(true)));
  });

/** A port that is free together with the one after it. */
export async function freePort() {
  for (let port = 4400; port < 5400; port += 2) if ((await isFree(port)) && (await isFree(port + 1))) return port;
  throw new Error('No two neighbouring ports are free between 4400 and 5400.');
}

/**
 * `npm start` in a clone.
 * @returns seconds until the site said that it is ready and showed its login page; the seconds until the sign-on
 *   service answered as well; and `stop`
 */
export async function npmStart({ home, root }, port) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));
  const log = join(home, 'npm-start.log');
  const begun = performance.now();
  const child = spawn('npm', ['start'], {
    ...{ cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    env: { ...env, PORT: String(port), TMPDIR: join(home, 'tmp') },
  });
  for (const stream of [child.stdout, child.stderr]) stream.pipe(createWriteStream(log, { flags: 'a' }));
  let over = false;
  const ended = new Promise((done) => {
    child.once('close', () => done((over = true)));
  });
  const answered = async (address) => {
    while (!(await answers(address))) {
      if (over) throw new Error(`npm start ended:\n${readFileSync(log, 'utf8')}`);
      if (performance.now() - begun > PATIENCE_MS) throw new Error(`npm start is not ready; see ${log}`);
      await pause(20);
    }
    return (performance.now() - begun) / 1000;
  };
  try {
    await answered(`http://localhost:${port}/readyz`);
    const seconds = await answered(`http://localhost:${port}/login`);
    const signOn = await answered(`http://localhost:${port + 1}/.well-known/openid-configuration`);
    return { seconds, signOn, stop: () => stop(child, ended) };
  } catch (error) {
    await stop(child, ended);
    throw error;
  }
}

async function answers(address) {
  try {
    const response = await fetch(address);
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

/** Told to stop; its output closes when the last program that it started is gone. */
async function stop(child, ended) {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  await ended;
}
