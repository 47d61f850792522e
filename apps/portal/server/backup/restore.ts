import { join, resolve } from 'node:path';
import { createCore } from '@zhicheng/core';
import { startEmbeddedPostgres } from '@zhicheng/database/embedded';
import { registry } from '@zhicheng/plugins';
import { filePlaces } from '../file-places.ts';
import { readSettings } from '../settings.ts';
import { restoreBackup } from './restore-backup.ts';

/** `npm run restore -- <folder>`: into the site that the environment names, which has no data and does not run. */
async function main(folder: string | undefined): Promise<void> {
  if (!folder) throw new Error('Name the folder of the backup: npm run restore -- <folder>');
  const settings = readSettings();
  const { directUrl: databaseUrl, dataDir, key, profile } = settings;
  const { store, bucket, filesDir } = filePlaces(settings);
  await store.check();
  const postgres = databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') });
  const site = { url: databaseUrl ?? postgres?.url ?? '', filesDir, key, ...(bucket && { store }) };
  try {
    const app = await createCore({ databaseUrl: site.url, key, filesDir, store }, profile, registry);
    try {
      const { rules, blobs, violations } = await restoreBackup(app, site, resolve(folder));
      for (const { invariant, ids } of violations) console.log(`BROKEN  ${invariant}: ${ids.join(', ')}`);
      console.log(`Restored. ${rules} rules, ${blobs} stored files: ${violations.length} broken.`);
      process.exitCode = violations.length > 0 ? 1 : 0;
    } finally {
      await app.close();
    }
  } finally {
    await postgres?.stop();
  }
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
