import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { copyOf, type Copy } from './copy.ts';
import { prepareDrafts, type ReadyDraft } from './drafts.ts';
import type { Figure, Line } from './figure.ts';
import { playerOf } from './province.ts';
import { cookieFor, send, serve, serveSite, type Ask, type Served } from './site.ts';
import { statementsOf, type Statement } from './statements.ts';
import { atLeast, median, rounded, spreadOf } from './timing.ts';

const ROUNDS = 6;
/** Submissions of each arm in a round; the first round warms up. */
const EACH = 60;
const ASKERS = 8;
const LEAST = 0.6;
const AGAIN_MS = 50;

/** 提交 of declarations through the API, beside node:http and pg with the very statements of one, each arm with its own drafts. */
export const submit: Figure = {
  name: 'submit',
  title: 'Submit of a declaration beside node:http and pg with the same statements',
  async measure({ small }) {
    const copy = await copyOf(small);
    try {
      const each = EACH * (ROUNDS + 1);
      const [recorded, ...drafts] = await prepareDrafts(copy, { count: 2 * each + 1 });
      if (!recorded) throw new Error('no drafts');
      const statements = await recordOf(copy, recorded);
      const ours = await Promise.all(drafts.slice(0, each).map((draft) => askFor(copy, draft)));
      const lines = await compare(copy, { statements, recorded, ours, theirs: drafts.slice(each) });
      await holdAll(copy, drafts.slice(0, each));
      return lines;
    } finally {
      await copy.drop();
    }
  },
};

const inputOf = ({ declarationId: id, version: expectedVersion }: ReadyDraft) => ({
  ...{ id, expectedVersion, idempotencyKey: randomUUID() },
});

/** What one submission sends, the session's statements among them. */
async function recordOf(copy: Copy, draft: ReadyDraft): Promise<readonly Statement[]> {
  const player = playerOf(copy.app, draft.actor);
  const { token } = await cookieFor(copy, player);
  return statementsOf(copy.app, token, () => player.api.declarations.submit(inputOf(draft)));
}

async function askFor(copy: Copy, draft: ReadyDraft): Promise<Omit<Ask, 'port'>> {
  const { cookie } = await cookieFor(copy, playerOf(copy.app, draft.actor));
  return { path: '/api/trpc/declarations.submit', cookie, body: JSON.stringify({ json: inputOf(draft) }) };
}

interface Arms {
  readonly statements: readonly Statement[];
  /** Whose submission they are of. */
  readonly recorded: ReadyDraft;
  readonly ours: readonly Omit<Ask, 'port'>[];
  readonly theirs: readonly ReadyDraft[];
}

async function compare(copy: Copy, { statements, recorded, ours, theirs }: Arms): Promise<Line[]> {
  const site = await serveSite(copy);
  const bare = await serveBare(copy, { statements, recorded, theirs });
  try {
    const runs: { ours: Run; theirs: Run }[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const asks = ours.slice(round * EACH, (round + 1) * EACH).map((ask) => ({ ...ask, port: site.port }));
      runs.push({
        ours: await through(site, asks),
        theirs: await through(
          bare,
          asks.map(() => ({ path: '/', port: bare.port })),
        ),
      });
    }
    return linesOf(runs.slice(1), statements.length);
  } finally {
    await bare.stop();
    await site.stop();
  }
}

interface Run {
  /** A second. */
  readonly rate: number;
  /** Processor time of the server for one, in milliseconds. */
  readonly cpu: number;
}

/** Each is asked once, so many at a time. */
async function through(served: Served, asks: readonly Ask[]): Promise<Run> {
  const agent = new Agent({ keepAlive: true, maxSockets: ASKERS });
  const waiting = asks.values();
  const [cpu, begun] = [served.cpu(), performance.now()];
  await Promise.all(
    Array.from({ length: ASKERS }, async () => {
      for (const ask of waiting) {
        let answer = await send(agent, ask);
        // Turned away for want of room: nothing was done, and the waiting counts.
        for (; answer.status === 503; answer = await send(agent, ask)) await pause(AGAIN_MS);
        if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${answer.text.slice(0, 400)}`);
      }
    }),
  );
  agent.destroy();
  return { rate: (asks.length * 1000) / (performance.now() - begun), cpu: (served.cpu() - cpu) / asks.length };
}

function linesOf(runs: readonly { ours: Run; theirs: Run }[], statements: number): Line[] {
  const ratios = runs.map(({ ours, theirs }) => ours.rate / theirs.rate);
  const of = (pick: (run: Run) => number, arm: 'ours' | 'theirs') => median(runs.map((run) => pick(run[arm])));
  const rates = `${rounded(of(({ rate }) => rate, 'ours'))} against ${rounded(of(({ rate }) => rate, 'theirs'))} a second`;
  const cpu = (what: string, arm: 'ours' | 'theirs'): Line => ({
    ...{ what, value: of((run) => run.cpu, arm), unit: 'ms', goal: '', held: null },
    spread: spreadOf(runs.map((run) => run[arm].cpu)),
  });
  return [
    atLeast('a declaration, submitted', median(ratios), LEAST, 'of bare', `${spreadOf(ratios)}; ${rates}`),
    { what: 'statements of it', value: statements, unit: '', spread: 'session included', goal: '', held: null },
    cpu('processor of the site for one', 'ours'),
    cpu('processor of the bare server for one', 'theirs'),
  ];
}

/** node:http and pg alone, sending these statements for one draft after the other. */
async function serveBare(
  { url, app }: Copy,
  { statements, recorded, theirs }: Pick<Arms, 'statements' | 'recorded' | 'theirs'>,
): Promise<Served> {
  const { db } = app.core;
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select p.id from process p where subject_id = :id
     union all select s.id from step s join process p on p.id = s.process_id where p.subject_id = :id
     union all select t.id from task t where t.subject_id = :id
     union all select n.id from notification n where n.account_id = :account and n.link like '%' || :id`,
    { id: recorded.declarationId, account: recorded.actor.accountId },
  );
  const dir = mkdtempSync(join(tmpdir(), 'zhicheng-bare-'));
  const [STATEMENTS, SUBJECTS] = [join(dir, 'statements.json'), join(dir, 'subjects.json')];
  writeFileSync(STATEMENTS, JSON.stringify(statements));
  const subjects = { was: recorded.own, next: theirs.map(({ own }) => own), fresh: rows.map(({ id }) => id) };
  writeFileSync(SUBJECTS, JSON.stringify(subjects));
  try {
    return await serve('packages/database/bench-bare.ts', '/ready', { DATABASE_URL: url, STATEMENTS, SUBJECTS });
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** A server that answered 200 and wrote nothing would be fast. */
async function holdAll({ app }: Copy, drafts: readonly ReadyDraft[]): Promise<void> {
  const ids = drafts.map(({ declarationId }) => declarationId);
  const audited = await app.core.db('declaration').whereIn('id', ids).where({ state: 'inAudit' }).select('id');
  if (audited.length !== ids.length) throw new Error(`only ${audited.length} of ${ids.length} were submitted`);
}
