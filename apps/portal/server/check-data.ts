import { join } from 'node:path';
import { checkData } from '@zhicheng/core';
import { connect } from '@zhicheng/database';
import { visitEmbeddedPostgres } from '@zhicheng/database/embedded';
import { filePlaces } from './file-places.ts';
import { readSettings } from './settings.ts';

/** `npm run check-data`: the data of the site that the environment names, at work or at rest. Ends with 1 if broken. */
async function main(): Promise<void> {
  const settings = readSettings();
  const { directUrl: databaseUrl, dataDir } = settings;
  const { store } = filePlaces(settings);
  const postgres = databaseUrl ? undefined : await visitEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') });
  const db = connect({ url: databaseUrl ?? postgres?.url ?? '', poolMax: 1, applicationName: 'zhicheng check-data' });
  try {
    const begun = Date.now();
    await store.check();
    const { rules, blobs, violations } = await checkData({ db, store });
    for (const { invariant, ids } of violations) console.log(`BROKEN  ${invariant}\n        ${ids.join('\n        ')}`);
    console.log(`${rules} rules, ${blobs} stored files: ${violations.length} broken (${Date.now() - begun} ms)`);
    process.exitCode = violations.length > 0 ? 1 : 0;
  } finally {
    await db.destroy();
    await postgres?.leave();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
