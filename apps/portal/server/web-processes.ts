import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Closing } from './shutdown.ts';

/** Whoever fails at once again and again must not keep a core busy. */
const PAUSE_MS = 1000;

/**
 * The web in several processes that share one port, each started anew when it dies; this process answers nobody and
 * looks after them. They end when `stop` says so, after what they are answering.
 * @param program what each of them runs, with `env` of its number beside the environment of this process
 * @throws when one ends before all have listened for the first time
 */
export async function startWebProcesses(
  { program, processes, env }: { program: string; processes: number; env(n: number): Readonly<Record<string, string>> },
  stop: Pick<Closing, 'before' | 'stopping'>,
): Promise<void> {
  cluster.setupPrimary({ exec: program, args: process.argv.slice(2) });
  const running = new Map<number, Worker>();
  stop.before(async () => {
    await Promise.all([...running.values()].map(end));
  });
  const start = async (n: number): Promise<void> => {
    const web = cluster.fork(env(n));
    running.set(n, web);
    const died = once(web, 'exit');
    const listening = await Promise.race([once(web, 'listening').then(() => true), died.then(() => false)]);
    if (!listening) throw new Error(`A web process ended before it answered, with ${web.process.exitCode}.`);
    void died.then(() => replace(n, web));
  };
  const replace = async (n: number, { process: { pid, exitCode, signalCode } }: Worker): Promise<void> => {
    while (!stop.stopping()) {
      console.error(`web process ${pid} has ended (${signalCode ?? exitCode}); another one is started`);
      await delay(PAUSE_MS);
      if (stop.stopping()) return;
      const started = await start(n).then(
        () => true,
        () => false,
      );
      if (started) return;
    }
  };
  await Promise.all(Array.from({ length: processes }, (_, n) => start(n)));
}

async function end(web: Worker): Promise<void> {
  if (web.isDead()) return;
  const gone = once(web, 'exit');
  web.process.kill('SIGTERM');
  await gone;
}
