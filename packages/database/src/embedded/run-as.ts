import { type ChildProcess, execFileSync, spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';

/** How the server's programs are started: Postgres refuses to run as root. */
export interface RunAs {
  how: 'self' | 'namespace' | 'nobody';
  /** folder with bin/ that the chosen user can read */
  native: string;
  /** where the cluster lives; outside the wished folder only when nobody cannot reach it */
  dataDir: string;
}

const NOBODY = 65534;
const NAMESPACE = ['-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
const NOBODYS_HOME = '/var/lib/zhicheng';

/**
 * Probes in this order: a user of the system other than root; a user namespace (creates no user, reads what the caller
 * reads; also for containers that run under a number without a name); user nobody.
 */
export function chooseRunAs(native: string, dataDir: string): RunAs {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && hasName()) return { how: 'self', native, dataDir };
  const postgres = join(native, 'bin', 'postgres');
  if (spawnSync('unshare', [...NAMESPACE, postgres, '--version']).status === 0) {
    return { how: 'namespace', native, dataDir };
  }
  if (isRoot) return runAsNobody(native, dataDir);
  throw new Error('Postgres does not start under a user number without a name; name it or set DATABASE_URL.');
}

/** Runs a program to its end; its output is in the error when it fails. */
export function runToEnd(runAs: RunAs, program: string, args: string[]): void {
  const [file, argv, options] = commandLine(runAs, program, args);
  try {
    execFileSync(file, argv, { ...options, stdio: 'pipe', encoding: 'utf8' });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new Error(`${program} failed: ${said || String(error)}`, { cause: error });
  }
}

/** Starts a program in a session of its own, so that Ctrl-C in the terminal does not reach it. */
export function runDetached(runAs: RunAs, program: string, args: string[], logFile: number): ChildProcess {
  const [file, argv, options] = commandLine(runAs, program, args);
  const child = spawn(file, argv, { ...options, detached: true, stdio: ['ignore', logFile, logFile] });
  child.unref();
  return child;
}

/** Hands files that root has written to the user who is to read them. */
export function giveTo(runAs: RunAs, ...paths: string[]): void {
  if (runAs.how === 'nobody') for (const path of paths) chownSync(path, NOBODY, NOBODY);
}

function commandLine(runAs: RunAs, program: string, args: string[]): [string, string[], SpawnOptions] {
  const path = join(runAs.native, 'bin', program);
  // the folder of the caller may be closed to the chosen user, and the caller's locale may not exist
  const options: SpawnOptions = { cwd: '/', env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' } };
  if (runAs.how === 'namespace') return ['unshare', [...NAMESPACE, path, ...args], options];
  if (runAs.how === 'nobody') return [path, args, { ...options, uid: NOBODY, gid: NOBODY }];
  return [path, args, options];
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

function runAsNobody(native: string, dataDir: string): RunAs {
  const key = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const home = nobodyCanEnter(dataDir) ? dataDir : join(NOBODYS_HOME, `${basename(dataDir)}-${key}`);
  mkdirSync(NOBODYS_HOME, { recursive: true });
  mkdirSync(home, { recursive: true, mode: 0o700 });
  chownSync(home, NOBODY, NOBODY);
  return { how: 'nobody', native: readableCopy(native), dataDir: home };
}

/** The binaries where nobody can read them: as they are, or copied once out of a closed home. */
function readableCopy(native: string): string {
  if (nobodyRuns(join(native, 'bin', 'postgres'), ['--version'])) return native;
  const key = createHash('sha256').update(native).digest('hex').slice(0, 12);
  const copy = join(NOBODYS_HOME, `native-${key}`);
  if (!existsSync(copy)) {
    const partial = `${copy}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(NOBODYS_HOME, { recursive: true });
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    chmodSync(partial, 0o755);
    renameSync(partial, copy);
  }
  if (!nobodyRuns(join(copy, 'bin', 'postgres'), ['--version'])) {
    throw new Error('Postgres can be started neither in a user namespace nor as nobody; set DATABASE_URL instead.');
  }
  return copy;
}

function nobodyCanEnter(dataDir: string): boolean {
  chownSync(dataDir, NOBODY, NOBODY);
  return nobodyRuns('/usr/bin/test', ['-x', dataDir]);
}

function nobodyRuns(file: string, args: string[]): boolean {
  return spawnSync(file, args, { uid: NOBODY, gid: NOBODY, cwd: '/' }).status === 0;
}
