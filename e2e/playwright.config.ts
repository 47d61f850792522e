import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** `CHROMIUM`, else Debian's, else Playwright's own; Playwright's channels do not find Debian's. */
const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium'].find((path) => path && existsSync(path));

const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** `ZHICHENG_E2E_PROFILE=hunan` opens the site in Hunan, with what only Hunan has. */
const elsewhere = process.env.ZHICHENG_E2E_PROFILE === 'hunan';
/** `ZHICHENG_JOURNEYS=differing`: those in which provinces differ. `npm test` runs them in Hunan after all in Anhui. */
const DIFFERING = /(hunan|login|marked-return|return-loop|post-quotas|the-road)\.spec\.ts$/;

/** `SHOTS=1` takes pictures of the main pages instead of testing, `SHOTS=manuals` those of docs/manuals. */
const { SHOTS } = process.env;
const only = SHOTS === 'manuals' ? /@manuals/ : SHOTS === '1' ? /@shots/ : undefined;

export default defineConfig({
  testDir: './journeys',
  ...(process.env.ZHICHENG_JOURNEYS === 'differing' && { testMatch: DIFFERING }),
  testIgnore: elsewhere ? [] : /hunan\.spec\.ts$/,
  outputDir: '../test-results/journeys',
  globalSetup: './site/open-site.ts',
  ...(only ? { grep: only } : { grepInvert: /@shots|@manuals/ }),
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 900 },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: FLAGS },
  },
});
