#!/usr/bin/env node
// Takes the pictures of docs/manuals anew, from the pages as they are now, over a freshly loaded demo.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './fingerprint.mjs';
import { buildPortal, installDependencies } from './prepare.mjs';
import { giveUp, refuseOldNode } from './say.mjs';
import { installBrowser } from './system-packages.mjs';

refuseOldNode();
try {
  await installDependencies();
  installBrowser();
  await buildPortal();
} catch (error) {
  giveUp(error.message);
}
rmSync(join(ROOT, 'docs/manuals/pictures'), { recursive: true, force: true });
const { status } = spawnSync(process.execPath, ['e2e/node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e'], {
  ...{ cwd: ROOT, stdio: 'inherit' },
  env: { ...process.env, SHOTS: 'manuals' },
});
process.exitCode = status ?? 1;
