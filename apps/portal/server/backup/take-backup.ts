import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dumpDatabase } from '@zhicheng/database/dump';
import { copyBlobs, diskStore, type FileStore } from '@zhicheng/storage';

/** A site's data: its database, its files, the key of the ID numbers. */
export interface SiteData {
  readonly url: string;
  readonly filesDir: string;
  /** Where files lie, if not in that folder. */
  readonly store?: FileStore;
  readonly key: string;
}

export const DATABASE = 'database';
export const FILES = 'files';
/** Tells a later restore whether the key fits; says nothing about the key. */
export const KEY_PRINT = 'key-fingerprint';

/** @returns the same for the same key; from it the key cannot be found, being 256 random bits */
export const printOf = (key: string): string => createHash('sha256').update(`zhicheng backup ${key}`).digest('hex');

/**
 * Writes a site's data into a new folder while it is at work: the database as it is at one moment, and every file that
 * this moment needs. The key is not in it: with the key and the backup the ID numbers can be read, so keep them apart.
 * @returns rows and files written
 * @throws when the folder is not empty
 */
export async function takeBackup(site: SiteData, folder: string): Promise<{ rows: number; files: number }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty. Name a new folder.`);
  await writeFile(join(folder, KEY_PRINT), `${printOf(site.key)}\n`, { mode: 0o600 });
  // Before the database most of them; after it those that came meanwhile. What no row uses any more is kept for a day.
  await takeFiles(site, join(folder, FILES));
  const { tables } = await dumpDatabase({ url: site.url, folder: join(folder, DATABASE) });
  const files = await takeFiles(site, join(folder, FILES));
  return { rows: tables.reduce((sum, { rows }) => sum + rows, 0), files };
}

const takeFiles = ({ store, filesDir }: SiteData, to: string): Promise<number> =>
  store ? copyBlobs({ from: store, to: diskStore(to) }) : copyFiles(filesDir, to);

/** The other way. */
export const giveFiles = (from: string, { store, filesDir }: SiteData): Promise<number> =>
  store ? copyBlobs({ from: diskStore(from), to: store }) : copyFiles(from, filesDir);

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** Copies what is not there yet: a file's name is the hash of its content. Half-uploaded ones stay behind. */
async function copyFiles(from: string, to: string): Promise<number> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  const folders = await readdir(from).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  let files = 0;
  for (const name of folders.filter((each) => /^[0-9a-f]{2}$/.test(each))) {
    await cp(join(from, name), join(to, name), { recursive: true, force: false, preserveTimestamps: true });
    const entries = await readdir(join(to, name), { recursive: true, withFileTypes: true });
    files += entries.filter((entry) => entry.isFile()).length;
  }
  return files;
}
