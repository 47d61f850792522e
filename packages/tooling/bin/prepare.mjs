import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fingerprint, ROOT, unlessDone } from './fingerprint.mjs';
import { say } from './say.mjs';

// corepack is not on every machine, and newer majors of pnpm do not run on Node 20
const PNPM = ['--yes', 'pnpm@10.34.8'];

/** What the portal's bundle is made of (rule 5 of the house); core and the other packages reach it as types only. */
const PORTAL_SOURCES = [
  ...['app', 'public', 'package.json', 'vite.config.ts', 'postcss.config.cjs'].map((path) => `apps/portal/${path}`),
  ...['packages/series-kit', 'packages/workflow', 'packages/profiles', 'plugins'],
  ...['patches', 'pnpm-lock.yaml'],
];

/** Installs the dependencies when the lockfile has changed since the last time. Rejects when that fails. */
export async function installDependencies() {
  const print = fingerprint(['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'patches']);
  await unlessDone('install', print, join(ROOT, 'node_modules/.modules.yaml'), () => {
    say('Installing dependencies …');
    const env = { ...process.env };
    // with NODE_ENV=production the tools that build and run the TypeScript sources would be left out
    delete env.NODE_ENV;
    return runOrReject('npx', [...PNPM, 'install', '--frozen-lockfile', '--reporter=append-only'], ROOT, env);
  });
}

/** Builds the portal when its sources have changed since the last time. Rejects when that fails. */
export async function buildPortal() {
  const print = fingerprint(PORTAL_SOURCES);
  await unlessDone('portal', print, join(ROOT, 'apps/portal/build/server/index.js'), () => {
    say('Building the portal …');
    return runOrReject('npm', ['run', '--silent', 'build'], join(ROOT, 'apps/portal'), {
      ...process.env,
      NODE_ENV: 'production',
    });
  });
}

async function runOrReject(program, args, cwd, env) {
  const child = spawn(program, args, {
    ...{ cwd, env, stdio: 'inherit' },
    // npm and npx are scripts on Windows
    shell: process.platform === 'win32',
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with code ${code}.`);
}
