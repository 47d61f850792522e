import { Agent } from 'node:http';
import type { Figure, Line } from './figure.ts';
import { cookieFor, send, serveSite } from './site.ts';
import { atMost, rounded, spreadOf } from './timing.ts';

const CPU_GOAL_MS = 2;
const WARM_UP = 60;
const ROUNDS = 5;

/** Processor time of the web process per page: rendered on the server, and its data alone, which most visits ask for. */
export const pages: Figure = {
  name: 'pages',
  title: 'Pages with a list of 20 rows: processor time of the web process',
  async measure({ large, repetitions }) {
    const site = await serveSite(large);
    const agent = new Agent({ keepAlive: true });
    const wanted = [
      ['a page of words alone, the floor', '/privacy', undefined],
      ['plans, nobody signed in', '/plans?size=20', undefined],
      ['plans, data alone', '/plans.data?size=20', undefined],
      ['library of a person', '/library/paper?size=20', large.owner],
      ['library of a person, data alone', '/library/paper.data?size=20', large.owner],
      ['task centre of a hospital', '/work/tasks?size=20', large.hospital],
      ['task centre of a hospital, data alone', '/work/tasks.data?size=20', large.hospital],
    ] as const;
    const lines: Line[] = [];
    try {
      for (const [what, path, player] of wanted) {
        const cookie = player ? (await cookieFor(large, player)).cookie : undefined;
        const read = async () => {
          const { status } = await send(agent, { port: site.port, path, cookie });
          if (status !== 200) throw new Error(`${path} answered ${status}`);
        };
        for (let time = 0; time < WARM_UP; time += 1) await read();
        const cpus: number[] = [];
        for (let round = 0; round < ROUNDS; round += 1) {
          const before = site.cpu();
          for (let time = 0; time < repetitions; time += 1) await read();
          cpus.push((site.cpu() - before) / repetitions);
        }
        const best = Math.min(...cpus);
        lines.push(
          atMost(`${what}, processor`, best, CPU_GOAL_MS, 'ms', `rounds: ${spreadOf(cpus)} (${rounded(best)} least)`),
        );
      }
    } finally {
      agent.destroy();
      await site.stop();
    }
    return lines;
  },
};
