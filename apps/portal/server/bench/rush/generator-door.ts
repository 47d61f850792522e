import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { endChild } from '../../children.ts';
import type { Memory, Order, Outcome, People, Piece } from './load.ts';

/** The generator, in a process of its own. */
export interface Generator {
  readonly pid: number;
  /** Sends a piece of load and waits until everything is answered. */
  run(piece: Piece): Promise<Outcome>;
  recall(): Promise<Memory>;
  stop(): Promise<void>;
}

export async function startGenerator(people: People): Promise<Generator> {
  const child = fork(fileURLToPath(new URL('./generator.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  const told = async <T>(order: Order): Promise<T> => {
    const waiting = new AbortController();
    const { signal } = waiting;
    child.send(order);
    const [answer] = await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(() => [{ failed: 'the generator ended' }]),
    ]).finally(() => waiting.abort());
    if (answer.failed) throw new Error(answer.failed);
    return answer.said;
  };
  await told({ people });
  return {
    pid: child.pid ?? 0,
    run: (piece) => told<Outcome>({ piece }),
    recall: () => told<Memory>({ recall: true }),
    stop: () => endChild(child),
  };
}
