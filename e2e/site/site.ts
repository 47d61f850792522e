import type { WorldSettings } from '@zhicheng/demo';

/** The running site, as the journeys' processes know it. */
export interface Site extends WorldSettings {
  readonly url: string;
  /** The same data a second time, where nobody else is at work. */
  readonly copyUrl: string;
}

const NAME = 'ZHICHENG_E2E_SITE';

/** Makes the site known to the processes started from now on. */
export function publishSite(site: Site): void {
  process.env[NAME] = JSON.stringify(site);
}

/** The site given by the environment: opened by the setup, or kept running beside (`e2e/site/keep-open.ts`). */
export function siteOf(env: NodeJS.ProcessEnv = process.env): Site | undefined {
  const text = env[NAME];
  return text ? (JSON.parse(text) as Site) : undefined;
}
