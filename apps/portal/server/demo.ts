import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { endChild, hasEnded, startChild } from './children.ts';
import type { Settings } from './settings.ts';

const PROGRAM = 'apps/demo/src/main.ts';

/** Written by the demo once it has been loaded. */
export const demoAccountsFile = (dataDir: string): string => join(dataDir, 'demo-accounts.txt');

/** True when the demo was loaded at an earlier start: what is left to do then can wait until people are served. */
export const demoWasLoaded = (dataDir: string): boolean => existsSync(demoAccountsFile(dataDir));

/**
 * The demo can be made again, so its commits need not wait for the disk; they reach it in their order all the same.
 */
function unhurried(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', '-c synchronous_commit=off');
  return url.href;
}

export interface DemoRun {
  /** Rejects when the demo could not be loaded or its plans not be extended; not when it was told to end. */
  readonly done: Promise<void>;
  end(): Promise<void>;
}

/** Loads the demo, or extends the plans of one that was loaded earlier, in a process of its own. */
export function runDemo(
  { dataDir, key, profile }: Pick<Settings, 'dataDir' | 'key' | 'profile'>,
  databaseUrl: string,
): DemoRun {
  const child = startChild(PROGRAM, {
    DATABASE_URL: unhurried(databaseUrl),
    ZHICHENG_KEY: key,
    ZHICHENG_DATA: dataDir,
    ZHICHENG_PROFILE: profile.code,
  });
  const done = hasEnded(child, PROGRAM).catch((error: unknown) => {
    if (!child.killed) throw error;
  });
  return { done, end: () => endChild(child) };
}
