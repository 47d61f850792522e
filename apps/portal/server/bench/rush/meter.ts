import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from '@zhicheng/database';

/** Who takes processor time and memory in a run. */
export const PARTS = ['web', 'worker', 'postgres', 'generator'] as const;
export type Part = (typeof PARTS)[number];
export type Parts = Readonly<Record<Part, readonly number[]>>;
/** Milliseconds of processor since the process began. */
export type Reading = Readonly<Record<Part, number>>;

const TICKS_PER_SECOND = 100;

/** From /proc: parent, own time, time of children that have ended. */
function statOf(pid: number): { parent: number; own: number; children: number } {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
    const ms = (ticks: number) => (ticks * 1000) / TICKS_PER_SECOND;
    return { parent: fields[1] ?? 0, own: ms(user + system), children: ms(childUser + childSystem) };
  } catch {
    // It ended while it was looked for.
    return { parent: 0, own: 0, children: 0 };
  }
}

/** Processes with those that they have started and that have ended; `tree`: with those that still run. */
function timeOf(pids: readonly number[], tree: boolean): number {
  const running = tree
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
    : [];
  const stats = running.map((pid) => ({ pid, ...statOf(pid) }));
  const total = (pid: number): number => {
    const { own, children } = statOf(pid);
    return stats.filter(({ parent }) => parent === pid).reduce((sum, child) => sum + total(child.pid), own + children);
  };
  return pids.reduce((sum, pid) => sum + total(pid), 0);
}

export const readMeter = (parts: Parts): Reading => ({
  web: timeOf(parts.web, true),
  worker: timeOf(parts.worker, true),
  postgres: timeOf(parts.postgres, true),
  generator: timeOf(parts.generator, false),
});

export const since = (before: Reading, now: Reading): Reading => ({
  web: now.web - before.web,
  worker: now.worker - before.worker,
  postgres: now.postgres - before.postgres,
  generator: now.generator - before.generator,
});

/** The process that all connections of a Postgres on this machine belong to. */
export async function postmasterOf(db: Database): Promise<number> {
  const { rows } = await db.raw('select pg_backend_pid() as pid');
  return statOf(Number(rows[0].pid)).parent;
}

/** Resident memory of processes, in MiB. */
export const residentOf = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    const [, kib = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return sum + Number(kib) / 1024;
  }, 0);
