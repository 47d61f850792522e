import { openFreshSite, wantedProfile } from './open-site.ts';

/** For whoever writes journeys: a site that stays, so that one journey can be run again and again over it. */
const { close, ...site } = await openFreshSite(wantedProfile());
console.log(`export ZHICHENG_E2E_SITE='${JSON.stringify(site)}'`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
