import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '@zhicheng/database/embedded';
import { emptyMemory, passEntries, submitEntry, type, workOnDeclaration, type Memory } from './acts.ts';
import { assembleCast, type Cast } from './cast.ts';
import { clientOf, type Client, type Counts } from './client.ts';
import { openData, reckon, untilIdle } from './reckoning.ts';
import { startSite, type Site } from './site.ts';

// Kills the site while people work with it, and looks afterwards whether what they were told is true.
//   npm run bench -- crash [--kills 200] [--worker-kills 50] [--database-kills 50] [--rate 15] [--people 8]
//     [--pause 2500: at most so many ms from the last of the work between two kills]
//     [--keep: the data folder stays]
// One process has web and worker as `npm start` runs them and keeps the database; another is a worker by itself. People
// arrive at a fixed rate, whatever the site does; one whose request gets no answer sends the same again until it gets one.

const { values } = parseArgs({
  options: {
    ...{ kills: { type: 'string', default: '200' }, 'worker-kills': { type: 'string', default: '50' } },
    ...{ 'database-kills': { type: 'string', default: '50' }, rate: { type: 'string', default: '15' } },
    ...{ pause: { type: 'string', default: '2500' }, people: { type: 'string', default: '8' } },
    ...{ keep: { type: 'boolean', default: false } },
  },
});

type Victim = 'killApp' | 'killWorker' | 'killDatabase';
const wanted: Readonly<Record<Victim, number>> = {
  killApp: Number(values.kills),
  killWorker: Number(values['worker-kills']),
  killDatabase: Number(values['database-kills']),
};

const random = (from: number, to: number): number => from + Math.random() * (to - from);

/** One line of work of somebody: he does one thing at a time, and comes again. */
type Lane = () => Promise<void>;

function lanesOf(cast: Cast, site: Site, memory: Memory, counts: Counts, over: () => boolean): Lane[] {
  const client = (token: string): Client => clientOf(site, token, counts, over);
  const school = client(cast.school);
  return [
    ...cast.applicants.flatMap((applicant) => {
      const own = client(applicant.token);
      return [
        () => workOnDeclaration(memory, applicant, own, school),
        () => submitEntry(memory, applicant, own),
        () => type(memory, applicant, own),
      ];
    }),
    () => passEntries(memory, school),
  ];
}

/** People come at a fixed rate until it is over; who is still waiting for an answer does not come twice. */
async function work(
  lanes: readonly Lane[],
  rate: number,
  over: () => boolean,
): Promise<{ arrivals: number; waiting: number }> {
  const busy = new Map<number, Promise<void>>();
  const told = { arrivals: 0, waiting: 0 };
  let next = Date.now();
  while (!over()) {
    next += 1000 / rate;
    await delay(Math.max(0, next - Date.now()));
    const n = Math.floor(Math.random() * lanes.length);
    const lane = lanes[n];
    told.arrivals += 1;
    if (busy.has(n) || !lane) told.waiting += 1;
    else
      busy.set(
        n,
        lane().finally(() => busy.delete(n)),
      );
  }
  await Promise.all(busy.values());
  return told;
}

/** Things that somebody was told are done. */
const acknowledged = ({ submits, returns, entries, files, batches }: Memory): number =>
  submits.length + returns.length + entries.length + files.length + batches.length;

/** A site that is down all the time loses nothing: so many things at most are waited for between two kills. */
const MOST_BETWEEN = 6;
const PATIENCE_MS = 20_000;

async function untilWorked(memory: Memory): Promise<void> {
  const enough = acknowledged(memory) + Math.round(random(1, MOST_BETWEEN));
  const deadline = Date.now() + PATIENCE_MS;
  while (acknowledged(memory) < enough && Date.now() < deadline) await delay(20);
}

/** Kills one after the other, at random, and waits each time until the site answers again and has done something. */
async function kill(site: Site, memory: Memory): Promise<string> {
  const victims = (Object.keys(wanted) as Victim[]).flatMap((victim) => Array<Victim>(wanted[victim]).fill(victim));
  const order = victims.map((victim) => ({ victim, at: Math.random() })).toSorted((a, b) => a.at - b.at);
  const done: Record<Victim, number> = { killApp: 0, killWorker: 0, killDatabase: 0 };
  const downs: number[] = [];
  for (const [n, { victim }] of order.entries()) {
    await untilWorked(memory);
    await delay(random(0, Number(values.pause)));
    const begun = Date.now();
    await site[victim]();
    done[victim] += 1;
    if (victim !== 'killWorker') downs.push(Date.now() - begun);
    if ((n + 1) % 10 === 0) {
      console.log(`${new Date().toISOString().slice(11, 19)} ${n + 1} of ${order.length} kills`);
      await anchorSoon(site);
    }
  }
  const sorted = downs.toSorted((a, b) => a - b);
  const seconds = (at: number) => ((sorted[Math.floor(sorted.length * at)] ?? 0) / 1000).toFixed(1);
  return `${done.killApp} kills of the app, ${done.killWorker} of the worker, ${done.killDatabase} of the database; back after ${seconds(0.5)} s (median), ${seconds(0.99)} s (p99)`;
}

/** What a night brings: the ledger is anchored, while it is written. */
async function anchorSoon(site: Site): Promise<void> {
  const db = openData(site.databaseUrl());
  await db.raw(`select graphile_worker.add_job('ledger-anchor')`).finally(() => db.destroy());
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  return port;
}

async function run(dataDir: string): Promise<boolean> {
  const cast = await assembleCast(dataDir, Number(values.people));
  const site = await startSite({ dataDir, key: cast.key, port: await freePort() });
  const [memory, counts] = [emptyMemory(), { attempts: 0, unanswered: 0 }];
  let [closing, over] = [false, false];
  let wrong: string[];
  try {
    const lanes = lanesOf(cast, site, memory, counts, () => over);
    const working = work(lanes, Number(values.rate), () => closing);
    const killed = await kill(site, memory);
    closing = true;
    const patience = setTimeout(() => (over = true), 60_000);
    const { arrivals, waiting } = await working;
    clearTimeout(patience);
    console.log(`\n${killed}\n${arrivals} arrivals at ${values.rate}/s, ${waiting} of them to somebody still waiting`);
    console.log(`${counts.attempts} requests, ${counts.unanswered} without an answer, sent again`);
    const { submits, returns, entries, files, batches } = memory;
    console.log(
      `acknowledged: ${submits.length} submits, ${returns.length} returns, ${entries.length} entries, ${files.length} files, ${batches.length} batches`,
    );
    const db = openData(site.databaseUrl());
    const late = await untilIdle(db).finally(() => db.destroy());
    wrong = late;
  } finally {
    await site.stop();
  }
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') });
  const db = openData(postgres.url);
  wrong.push(...(await reckon(db, dataDir, cast, memory)));
  await db.destroy();
  await postgres.stop();
  for (const line of wrong) console.log(`WRONG  ${line}`);
  console.log(
    wrong.length === 0 ? 'nothing lost, nothing doubled, every rule of check-data holds' : `${wrong.length} wrong`,
  );
  return wrong.length === 0;
}

const dataDir = await mkdtemp(join(tmpdir(), 'zhicheng-crash-'));
const fine = await run(dataDir);
if (fine && !values.keep) await rm(dataDir, { recursive: true, force: true });
else console.log(`data and log: ${dataDir}`);
process.exitCode = fine ? 0 : 1;
