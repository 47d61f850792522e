import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, Line } from './figure.ts';
import type { Player, Province } from './province.ts';
import { cookieFor, serve, serveSite, throughput, type Ask, type Served } from './site.ts';
import { statementsOf, type Statement } from './statements.ts';
import { atLeast, median, rounded, spreadOf } from './timing.ts';

const ROUNDS = 7;
const ASKERS = 8;
const MS = 2000;

interface Comparison {
  readonly what: string;
  readonly goal: number;
  readonly player: Player;
  readonly act: () => Promise<unknown>;
  /** The same over HTTP. */
  readonly ask: (cookie: string) => Omit<Ask, 'port'>;
}

/** Requests per second of the API beside a bare server that sends the same statements, in turn. */
async function compare(
  province: Province,
  site: Served,
  { what, goal, player, act, ask }: Comparison,
): Promise<Line[]> {
  const { token, cookie } = await cookieFor(province, player);
  const statements = await statementsOf(province.app, token, act);
  const bare = await serveBare(province, statements);
  try {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const through = await throughput(() => ({ ...ask(cookie), port: site.port }), { askers: ASKERS, ms: MS });
      const beside = await throughput(() => ({ path: '/', port: bare.port }), { askers: ASKERS, ms: MS });
      // The first round warms up.
      if (round > 0) ours.push(through);
      if (round > 0) theirs.push(beside);
    }
    const ratios = ours.map((value, index) => value / (theirs[index] ?? Number.NaN));
    const detail = `${rounded(median(ours))} against ${rounded(median(theirs))} a second, ${statements.length} statements`;
    return [atLeast(what, median(ratios), goal, 'of bare', `${spreadOf(ratios)}; ${detail}`)];
  } finally {
    await bare.stop();
  }
}

/** node:http and pg alone, sending these statements for every request. */
async function serveBare({ url }: Province, statements: readonly Statement[]): Promise<Served> {
  const dir = mkdtempSync(join(tmpdir(), 'zhicheng-bare-'));
  const file = join(dir, 'statements.json');
  writeFileSync(file, JSON.stringify(statements));
  try {
    return await serve('packages/database/bench-bare.ts', '/ready', { DATABASE_URL: url, STATEMENTS: file });
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const query = (procedure: string, input: object) =>
  `/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;

/** Lists and submissions through the API, beside the same statements alone. */
export const api: Figure = {
  name: 'api',
  title: 'The API beside node:http and pg with the same statements',
  async measure({ large }) {
    const site = await serveSite(large);
    const { owner } = large;
    const list = { entity: 'paper', tab: 'all', page: 1, size: 20 } as const;
    const raw = { unit: '示例单位', position: '教师', specialty: '中学语文', duties: '承担教学和班主任工作。' };
    const fresh = () => ({ entity: 'experience', raw, idempotencyKey: randomUUID() });
    try {
      return [
        ...(await compare(large, site, {
          ...{ what: 'a list of the library, read', goal: 0.5, player: owner },
          act: () => owner.api.library.list(list),
          ask: (cookie) => ({ path: query('library.list', list), cookie }),
        })),
        ...(await compare(large, site, {
          ...{ what: 'a row of the library, saved', goal: 0.6, player: owner },
          act: () => owner.api.library.save(fresh()),
          ask: (cookie) => ({ path: '/api/trpc/library.save', cookie, body: JSON.stringify({ json: fresh() }) }),
        })),
      ];
    } finally {
      await site.stop();
    }
  },
};
