import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkData, type CoreApp, type DataReport } from '@zhicheng/core';
import { loadDump, readDump } from '@zhicheng/database/dump';
import { DATABASE, FILES, giveFiles, KEY_PRINT, printOf, type SiteData } from './take-backup.ts';

/**
 * Puts a backup into a site that has no data yet, and then asks whether everything holds.
 * @throws when the site has accounts already, when the backup is unfinished, damaged or of another version of the
 * program, or when the key is not the one that its ID numbers are encrypted with; then nothing has been changed
 */
export async function restoreBackup(app: Pick<CoreApp, 'core'>, site: SiteData, folder: string): Promise<DataReport> {
  await readDump(join(folder, DATABASE));
  const print = await readFile(join(folder, KEY_PRINT), 'utf8');
  if (print.trim() !== printOf(site.key))
    throw new Error('The key is not that of the backup: set ZHICHENG_KEY, or put its file "key" into the data folder.');
  const { db, store } = app.core;
  if (await db('account').first('id')) throw new Error('This site has data. A backup is restored into an empty one.');
  await giveFiles(join(folder, FILES), site);
  await loadDump({ url: site.url, folder: join(folder, DATABASE) });
  return checkData({ db, store });
}
