import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStage, type Stage } from '@zhicheng/demo';
import { freePair, startServer } from './server.ts';
import { publishSite, siteOf, type Site } from './site.ts';

/** Opens a site of a province on free ports over a fresh database with the demo in it. */
export async function openFreshSite(profile: Stage['profile'] = 'anhui'): Promise<Site & { close(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'zhicheng-e2e-'));
  const remove = () => rm(dataDir, { recursive: true, force: true });
  try {
    const stage = await openStage(dataDir, profile);
    try {
      const port = await freePair();
      const server = await startServer({ ...stage, port });
      const { databaseUrl, copyUrl, key } = stage;
      const close = async () => {
        await server.stop();
        await stage.stop();
        await remove();
      };
      const sandboxUrl = `http://localhost:${port + 1}`;
      return { url: server.url, sandboxUrl, databaseUrl, copyUrl, key, dataDir, profile, close };
    } catch (error) {
      await stage.stop();
      throw error;
    }
  } catch (error) {
    await remove();
    throw error;
  }
}

/** `ZHICHENG_E2E_PROFILE=hunan` lets the journeys run in Hunan. */
export const wantedProfile = (): Stage['profile'] => (process.env.ZHICHENG_E2E_PROFILE === 'hunan' ? 'hunan' : 'anhui');

/** Before all journeys; answers with what closes the site after them. */
export default async function openSite(): Promise<(() => Promise<void>) | undefined> {
  if (siteOf()) return undefined;
  const { close, ...site } = await openFreshSite(wantedProfile());
  publishSite(site);
  return close;
}
