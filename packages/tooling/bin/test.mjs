#!/usr/bin/env node
// Runs every kind of test, one after the other, and ends with the line `N passed, N failed`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './fingerprint.mjs';
import { buildPortal, installDependencies } from './prepare.mjs';
import { giveUp, refuseOldNode, say, sayLoudly } from './say.mjs';
import { installBrowser, installNeighbours, installRedis } from './system-packages.mjs';
import { runJourneys, runTypecheck, runVitest } from './test-steps.mjs';

const STEPS = ['types', 'unit', 'e2e'];

refuseOldNode();
const { values } = parseArgs({ options: { only: { type: 'string' } } });
if (values.only !== undefined && !STEPS.includes(values.only)) giveUp(`--only is one of ${STEPS.join(', ')}.`);
const wanted = (step) => values.only === undefined || values.only === step;

const total = { passed: 0, failed: 0, skipped: 0 };
await step('dependencies', async () => {
  await installDependencies();
  return {};
});
if (total.failed === 0) {
  if (wanted('types')) await step('types', runTypecheck);
  if (wanted('unit')) await step('unit, boundaries, conformance, integration, matrix', unit);
  if (wanted('e2e')) {
    await step('journeys in the browser', journeys);
    await step('journeys in the other province', elsewhere);
  }
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
say(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/** A step that throws counts as one failure, and the next one still runs. */
async function step(title, run) {
  say(`\n== ${title}`);
  const begun = Date.now();
  try {
    const { passed = 0, failed = 0, skipped = 0 } = await run();
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    say(`== ${title}: ${passed} passed, ${failed} failed in ${Math.round((Date.now() - begun) / 1000)} s`);
  } catch (error) {
    total.failed += 1;
    sayLoudly(`${title}: ${error.message}`);
  }
}

function unit() {
  installRedis();
  return runVitest();
}

/** Those in which provinces differ; all of them: `ZHICHENG_E2E_PROFILE=hunan npm test -- --only=e2e`. */
function elsewhere() {
  if (process.env.ZHICHENG_E2E_PROFILE) return {};
  return runJourneys({ ZHICHENG_E2E_PROFILE: 'hunan', ZHICHENG_JOURNEYS: 'differing' });
}

async function journeys() {
  if (!existsSync(join(ROOT, 'e2e/playwright.config.ts'))) {
    sayLoudly('There are no journeys yet (e2e/playwright.config.ts is missing): nothing was tested in a browser.');
    return {};
  }
  installBrowser();
  installNeighbours();
  await buildPortal();
  return runJourneys();
}
