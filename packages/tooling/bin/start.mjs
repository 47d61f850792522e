#!/usr/bin/env node
// One command from a fresh clone to a running site. Uses nothing but Node: the dependencies are not there yet.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { constants } from 'node:os';
import { parseArgs } from 'node:util';
import { ROOT } from './fingerprint.mjs';
import { buildPortal, installDependencies } from './prepare.mjs';
import { giveUp, refuseOldNode } from './say.mjs';

const PROFILES = ['anhui', 'hunan'];

refuseOldNode();
const { profile, port } = readOptions();
await refuseTakenPorts(port);
try {
  await installDependencies();
} catch (error) {
  giveUp(error.message);
}
serve();

function readOptions() {
  const { values } = parseArgs({ options: { profile: { type: 'string' } }, strict: false });
  const profile = values.profile ?? process.env.ZHICHENG_PROFILE ?? 'anhui';
  if (!PROFILES.includes(profile)) giveUp(`There is no profile ${profile}; choose one of ${PROFILES.join(', ')}.`);
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65534) giveUp(`PORT=${process.env.PORT} is no port number.`);
  return { profile, port };
}

async function refuseTakenPorts(port) {
  if (['worker', 'migrate'].includes(process.env.ZHICHENG_ROLE)) return;
  const uses = [[port, 'the site'], ...(process.env.OIDC_ISSUER ? [] : [[port + 1, 'the sandbox sign-in']])];
  for (const [number, use] of uses) {
    for (const host of ['127.0.0.1', undefined]) {
      const code = await listenOnce(number, host);
      if (code === 'EADDRINUSE') {
        giveUp(`Port ${number}, wanted for ${use}, is taken. Stop what runs there or set PORT to another number.`);
      }
      if (code === 'EACCES') giveUp(`Port ${number}, wanted for ${use}, is not allowed to this user. Set PORT.`);
    }
  }
}

/** Resolves with undefined when the port can be listened on, else with the system's error code. */
function listenOnce(port, host) {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', (error) => done(error.code));
    probe.listen(port, host, () => probe.close(() => done(undefined)));
  });
}

/** The server makes its database and loads the demo while the portal is built, and waits for the word that it is. */
function serve() {
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/portal/server/main.ts', ...process.argv.slice(2)], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      ZHICHENG_DATA: resolve(ROOT, process.env.ZHICHENG_DATA ?? 'data'),
      ZHICHENG_PROFILE: profile,
    },
    // a session of its own: Ctrl-C reaches the server once, through this program, not a second time from the terminal
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  }
  stopWithNpm(() => child.kill('SIGTERM'));
  child.once('error', (error) => giveUp(`The server could not be started: ${error.message}`));
  let failure;
  child.once('exit', (code, signal) => {
    if (failure) giveUp(failure.message);
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
  const tell = () => child.connected && child.send('built');
  buildPortal().then(tell, (error) => {
    failure = error;
    child.kill('SIGTERM');
  });
}

/** npm hands a SIGTERM to its shell alone, which dies without a word to the program it runs. */
function stopWithNpm(stop) {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    stop();
  }, 500);
}
