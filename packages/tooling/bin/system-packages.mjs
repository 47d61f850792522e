import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './fingerprint.mjs';
import { say, sayLoudly } from './say.mjs';

/** A browser and a Chinese font for the journeys: from Debian as root, else by the browser tests' own installer. */
export function installBrowser() {
  if (process.env.CHROMIUM) return say(`Using the browser ${process.env.CHROMIUM}.`);
  if (mayUseApt()) {
    aptInstall({
      chromium: existsSync('/usr/bin/chromium'),
      'fonts-noto-cjk': existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'),
    });
  }
  if (existsSync('/usr/bin/chromium')) return;
  const { status } = spawnSync('npx', ['playwright', 'install', 'chromium'], {
    ...{ cwd: join(ROOT, 'e2e'), stdio: 'inherit', shell: process.platform === 'win32' },
  });
  if (status !== 0) {
    sayLoudly('No browser could be installed: the journeys will fail. Install Chromium and name it in CHROMIUM.');
  }
}

/** Redis, against which the shared store is tested. */
export function installRedis() {
  installServers(['redis-server'], 'the store in Redis is not tested');
}

/** Redis and a pooler before the database, with which the journeys try several machines. */
export function installNeighbours() {
  installServers(['redis-server', 'pgbouncer'], 'the journeys over two machines will fail');
}

function installServers(programs, otherwise) {
  const missing = () => programs.filter((program) => spawnSync(program, ['--version']).error);
  if (missing().length > 0 && mayUseApt()) aptInstall(Object.fromEntries(missing().map((name) => [name, false])));
  for (const name of missing()) sayLoudly(`${name} is not installed and cannot be: ${otherwise}.`);
}

function mayUseApt() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function aptInstall(packages) {
  const missing = Object.keys(packages).filter((name) => !packages[name]);
  if (missing.length === 0) return;
  say(`Installing ${missing.join(', ')} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
  if (!apt('update', '-qq') || !apt('install', '-y', '-qq', '--no-install-recommends', ...missing)) {
    sayLoudly(`apt-get could not install ${missing.join(', ')}.`);
  }
}
