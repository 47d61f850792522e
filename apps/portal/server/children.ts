import { spawn, type ChildProcess } from 'node:child_process';
import { getPriority, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A program of ours in a process of its own, from source. Output goes where ours goes. */
export function startChild(
  path: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Settles when the program ends; rejects when it has failed. */
export function hasEnded(child: ChildProcess, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${path} ended with ${code}`))));
  });
}

/** Ends a child and waits for it. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

/** Gives way to others on the same machine: 5 leaves a process a quarter of a busy core, 10 a tenth. Never gains by it. */
export function standBehind(by: number, pid = process.pid): void {
  setPriority(pid, Math.min(19, getPriority(pid) + by));
}
