import cluster from 'node:cluster';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@zhicheng/database/embedded';
import { endChild, startChild } from './children.ts';
import { guardConsole, guardUncaught } from './log.ts';
import { readSettings, type Settings } from './settings.ts';
import { closing, type Closing } from './shutdown.ts';

/**
 * The composition root: database, sign-on sandbox, then the site (site.ts). Stops in the opposite order. What takes
 * long to load is loaded while the database starts: that is half of a restart.
 */
async function main(stop: Closing): Promise<void> {
  const settings = readSettings();
  const { dataDir, role } = settings;
  guardConsole(settings.log);
  guardUncaught();
  // It needs nothing of the rest, so the two start side by side.
  const alone = settings.oidc || role === 'worker' || role === 'migrate' || cluster.isWorker;
  const sandbox = alone ? undefined : startSandbox(settings);
  if (sandbox) stop.before(() => endChild(sandbox));
  const starting = settings.databaseUrl ? undefined : startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') });
  const ready = starting?.then((postgres) => {
    stop.last(() => postgres.stop());
    return postgres.url;
  });
  const [{ openSite }, ownUrl] = await Promise.all([import('./site.ts'), ready]);
  const { databaseUrl = ownUrl ?? '', directUrl = databaseUrl } = settings;
  const several = settings.webProcesses > 1 && cluster.isPrimary && (role === 'web' || role === 'all');
  const open = several ? (await import('./several-webs.ts')).openSeveralWebs : openSite;
  await open(settings, { databaseUrl, directUrl }, stop);
}

function startSandbox({ port, dataDir, origin, profile }: Settings) {
  return startChild('apps/sandbox-sso/src/main.ts', {
    PORT: String(port + 1),
    REDIRECT_URIS: `${origin}/auth/callback`,
    POST_LOGOUT_URIS: `${origin}/login`,
    DATA_DIR: join(dataDir, 'sandbox-sso'),
    SANDBOX_ACCOUNTS: join(dataDir, 'sandbox-accounts.json'),
    PROFILE: profile.code,
  });
}

const stop = closing();
main(stop).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return stop.failed();
});
