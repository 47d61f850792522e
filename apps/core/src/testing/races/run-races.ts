import assert from 'node:assert/strict';
import { invariantViolations } from '../../invariants.ts';
import type { Stage } from '../model/session.ts';
import { at } from '../model/state.ts';
import { applicantRaces } from './applicant-races.ts';
import { auditorRaces } from './auditor-races.ts';
import { entriesOf, entriesStayWhole, entryRaces } from './entry-races.ts';
import { beginnings, lastPost } from './other-races.ts';
import { run, type Race } from './race.ts';
import { movesOf, standingOf, staysWhole, type Case } from './standing.ts';

/** How races ended, and how many of them really met. */
export interface Tally {
  readonly ended: Map<string, number>;
  met: number;
}

const INVARIANTS_EVERY = 1000;
/** Without it tables of so many changes are read as if they were new; the server of tests does not do it by itself. */
const SWEPT_EVERY = 250;

const anyOf = <T>(all: readonly T[]): T => at(all, Math.floor(Math.random() * all.length));

interface Field {
  readonly stage: Stage;
  /** Cases that go up and down, one for each person. */
  readonly cases: readonly Case[];
  /** Of the plan in which posts are counted. */
  readonly counted: readonly [Case, Case];
  /** Who has not begun. */
  readonly idle: number;
}

async function fieldOf(stage: Stage): Promise<Field> {
  const [first, , second, third] = await stage.road.core.db('declaration').orderBy('created_at').select('id');
  const cases: Case[] = [{ id: second.id, person: 1 }];
  for (const [person, applicant] of stage.applicants.entries()) {
    if (person <= 3) continue;
    const id = await stage.road.declare(applicant.actor, at(stage.plans, 1).id);
    await stage.road.fill(applicant, id);
    cases.push({ id, person });
  }
  return {
    stage,
    cases,
    counted: [
      { id: first.id, person: 0 },
      { id: third.id, person: 2 },
    ],
    idle: 3,
  };
}

interface Offer {
  readonly races: readonly Race<unknown>[];
  /** Holds afterwards, whichever race it was. */
  whole(): Promise<void>;
}

/** What may be raced for, as things stand now: at a case, at an entry, or one of the special ones. */
async function offered({ stage, cases, counted, idle }: Field): Promise<Offer> {
  const chance = Math.random();
  const one = anyOf(cases);
  if (chance < 0.05)
    return { races: [lastPost(stage, movesOf(stage), counted)], whole: () => staysWhole(stage, counted[0]) };
  if (chance < 0.1) return { races: beginnings(stage, idle), whole: async () => undefined };
  if (chance < 0.6) {
    const standing = await standingOf(stage, one);
    const races = standing.waiting ? auditorRaces(stage, standing) : applicantRaces(stage, standing);
    return { races, whole: () => staysWhole(stage, one) };
  }
  const entries = await entriesOf(stage);
  const entry = anyOf(entries);
  const standing = await standingOf(stage, cases.find(({ person }) => person === entry.person) ?? one);
  const waiting = entries.filter(({ state }) => state === 'inAudit');
  const importing = standing.waiting ? { ...standing, person: -1 } : standing;
  return {
    races: entryRaces(stage, entry, waiting, importing),
    whole: () => entriesStayWhole(stage, entries),
  };
}

/**
 * So many random pairs of acts, each pair at once on two connections; each begins where the others have left things.
 * Throws when a pair did what may not be, or an invariant is broken. @returns how often each pair ended how
 */
export async function runRaces(
  stage: Stage,
  pairs: number,
  done?: (pairs: number, tally: Tally) => void,
): Promise<Tally> {
  const { db } = stage.road.core;
  const field = await fieldOf(stage);
  const tally: Tally = { ended: new Map(), met: 0 };
  const begun = new Map<string, number>();
  for (let n = 1; n <= pairs; n += 1) {
    const { races, whole } = await offered(field);
    // Whatever was run least, every other time: none is forgotten, and their order stays random.
    const seldom = races.toSorted((a, b) => (begun.get(a.name) ?? 0) - (begun.get(b.name) ?? 0));
    const race = Math.random() < 0.5 ? at(seldom, 0) : anyOf(races);
    begun.set(race.name, (begun.get(race.name) ?? 0) + 1);
    const { ended, met } = await run(race);
    await whole().catch((error: unknown) => {
      throw new Error(`after ${ended}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    });
    tally.ended.set(ended, (tally.ended.get(ended) ?? 0) + 1);
    if (met) tally.met += 1;
    done?.(n, tally);
    if (n % SWEPT_EVERY === 0) await db.raw('vacuum analyze');
    if (n % INVARIANTS_EVERY === 0 || n === pairs) assert.deepEqual(await invariantViolations(db), []);
  }
  return tally;
}
