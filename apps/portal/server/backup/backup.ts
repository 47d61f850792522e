import { join, resolve } from 'node:path';
import { visitEmbeddedPostgres } from '@zhicheng/database/embedded';
import { filePlaces } from '../file-places.ts';
import { readSettings } from '../settings.ts';
import { takeBackup } from './take-backup.ts';

/** `npm run backup -- <folder>`: the data of the site that the environment names, at work or at rest. */
async function main(folder: string | undefined): Promise<void> {
  if (!folder) throw new Error('Name a new folder: npm run backup -- <folder>');
  const settings = readSettings();
  const { directUrl: databaseUrl, dataDir, key } = settings;
  const { store, bucket, filesDir } = filePlaces(settings);
  await store.check();
  const postgres = databaseUrl ? undefined : await visitEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') });
  try {
    const site = { url: databaseUrl ?? postgres?.url ?? '', filesDir, key, ...(bucket && { store }) };
    const { rows, files } = await takeBackup(site, resolve(folder));
    console.log(`${rows} rows and ${files} files are in ${resolve(folder)}. The key is not: keep it elsewhere.`);
  } finally {
    await postgres?.leave();
  }
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
