import { fileURLToPath } from 'node:url';
import { built } from './build.ts';
import { demoWasLoaded, runDemo } from './demo.ts';
import type { Settings } from './settings.ts';
import type { Closing } from './shutdown.ts';
import { announce, openSite, type Addresses } from './site.ts';
import { startWebProcesses } from './web-processes.ts';

const PROGRAM = fileURLToPath(new URL('./main.ts', import.meta.url));

/**
 * The site with its web in several processes on one port: this process has everything else, the worker and the demo
 * where its role is all of it. Metrics of the web processes are at the ports after ours, one each.
 */
export async function openSeveralWebs(settings: Settings, addresses: Addresses, stop: Closing): Promise<void> {
  const { role, dataDir, port, key, webProcesses: processes, metrics } = settings;
  const extended = settings.demo && demoWasLoaded(dataDir);
  if (role === 'all') await openSite({ ...settings, role: 'worker' }, addresses, stop);
  await built;
  const env = (n: number) => ({
    ...{ ZHICHENG_ROLE: 'web', PORT: String(port), ZHICHENG_DATA: dataDir, ZHICHENG_KEY: key },
    ...{ DATABASE_URL: addresses.databaseUrl, DATABASE_URL_DIRECT: addresses.directUrl },
    ...(metrics && { ZHICHENG_METRICS_PORT: String(metrics.port + 1 + n) }),
  });
  await startWebProcesses({ program: PROGRAM, processes, env }, stop);
  announce(settings, dataDir);
  if (!extended) return;
  const { done, end } = runDemo(settings, addresses.directUrl);
  stop.before(end);
  done.catch((error: unknown) => console.error('demo:', error));
}
