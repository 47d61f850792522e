import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveTo, type RunAs, runToEnd } from './run-as.ts';

export const SUPERUSER = 'zhicheng';

/** The files of one embedded server. */
export interface Cluster {
  dir: string;
  password: string;
  portFile: string;
  logFile: string;
  pidFile: string;
}

/** Opens the cluster of a folder, made by initdb on the first start. A half-made one is thrown away and made anew. */
export function openCluster(runAs: RunAs, fsync: boolean, log: (line: string) => void): Cluster {
  mkdirSync(runAs.dataDir, { recursive: true, mode: 0o700 });
  const dir = join(runAs.dataDir, 'cluster');
  const passwordFile = join(runAs.dataDir, 'password');
  if (!existsSync(dir)) {
    log('creating the database cluster');
    createCluster(runAs, dir, passwordFile, fsync);
  }
  return {
    dir,
    password: readFileSync(passwordFile, 'utf8').trim(),
    portFile: join(runAs.dataDir, 'port'),
    logFile: join(runAs.dataDir, 'postgres.log'),
    pidFile: join(dir, 'postmaster.pid'),
  };
}

function createCluster(runAs: RunAs, dir: string, passwordFile: string, fsync: boolean): void {
  const partial = `${dir}.partial`;
  rmSync(partial, { recursive: true, force: true });
  writeFileSync(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  giveTo(runAs, runAs.dataDir, passwordFile);
  runToEnd(runAs, 'initdb', [
    ...['-D', partial, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '-A', 'scram-sha-256'],
    // C.UTF-8 is missing on macOS; with ICU as provider it only names the character type
    ...['--encoding=UTF8', `--locale=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`],
    ...['--locale-provider=icu', '--icu-locale=zh-CN'],
    ...(fsync ? [] : ['--no-sync']),
  ]);
  renameSync(partial, dir);
}
