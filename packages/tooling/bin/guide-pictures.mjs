#!/usr/bin/env node
// Takes the pictures of docs/plugin-guide.md anew: every field kind as the portal draws it, from the pages' own styles.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './fingerprint.mjs';
import { buildPortal, installDependencies } from './prepare.mjs';
import { giveUp, refuseOldNode } from './say.mjs';
import { installBrowser } from './system-packages.mjs';

const FOLDER = join(ROOT, 'docs/plugin-guide');
const STYLES = join(ROOT, 'apps/portal/build/client/assets');

refuseOldNode();
const temporary = mkdtempSync(join(tmpdir(), 'zhicheng-guide-'));
const gallery = join(temporary, 'gallery.html');
try {
  await installDependencies();
  installBrowser();
  await buildPortal();
  run(['node_modules/vitest/vitest.mjs', 'run', 'apps/portal/app/render/field-gallery.test.tsx'], gallery);
  rmSync(FOLDER, { recursive: true, force: true });
  run(['e2e/pictures/field-pictures.mjs', gallery, STYLES, FOLDER]);
} catch (error) {
  giveUp(error.message);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function run(args, file) {
  const env = { ...process.env, ...(file && { GUIDE_GALLERY: file }) };
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with code ${status}.`);
}
