import { setTimeout as pause } from 'node:timers/promises';
import { createBuiltinAccount } from '@zhicheng/core';
import { copyOf, type Copy } from '../copy.ts';
import { prepareDrafts } from '../drafts.ts';
import type { Province } from '../province.ts';
import { startBackground, type Background } from './background.ts';
import { startGenerator, type Generator } from './generator-door.ts';
import type { Memory, Outcome, People, Piece } from './load.ts';
import { readMeter, since, type Parts, type Reading } from './meter.ts';
import { cookiesOf, peopleOf, submissionsFor } from './people.ts';
import { startRushSite, type RushSite } from './rush-site.ts';
import { importingIn } from './workbook.ts';

/** A site over a copy of a province, everybody who comes, and the generator that sends them. */
export interface Stage {
  readonly copy: Copy;
  readonly site: RushSite;
  readonly people: People;
  /** Sends a piece and says how it went, and who took how much of the processor meanwhile. */
  play(piece: Omit<Piece, 'ports'>): Promise<Played>;
  background(): Promise<Background>;
  /** Waits until the worker has done what was ordered, for a minute at most. */
  settled(): Promise<void>;
  recall(): Promise<Memory>;
  close(): Promise<void>;
}
export interface Played extends Outcome {
  readonly used: Reading;
  /** How long it took, in ms. */
  readonly ms: number;
}

export interface StageOptions {
  /** Drafts that can be handed in. */
  readonly drafts: number;
  /** Web processes. */
  readonly webs: number;
  /** People who may sign in with a password. */
  readonly passwords?: number;
}

export async function openStage(province: Province, { drafts, webs, passwords = 0 }: StageOptions): Promise<Stage> {
  const copy = await copyOf(province);
  const closing: (() => Promise<void>)[] = [() => copy.drop()];
  const close = async () => {
    for (const step of closing.toReversed()) await step();
  };
  try {
    const most = Math.floor(province.people * WITHOUT_DECLARATION);
    const ready = await prepareDrafts(copy, { count: Math.min(drafts + FILLING, most) });
    const { db } = copy.app.core;
    const all = await submissionsFor(
      db,
      ready.map(({ actor, declarationId, version }) => ({ ...actor, declarationId, version })),
    );
    const known = await peopleOf(copy, all.slice(FILLING), all.slice(0, FILLING));
    const people = { ...known, passwords: await passwordsOf(copy, passwords) };
    await db.raw('analyze');
    const site = await startRushSite(copy, webs);
    closing.push(() => site.stop());
    const generator = await startGenerator(people);
    closing.push(() => generator.stop());
    return { copy, site, people, close, ...actsOf({ province, copy, site, generator, closing }) };
  } catch (error) {
    await close();
    throw error;
  }
}

function actsOf({
  province,
  copy,
  site,
  generator,
  closing,
}: {
  province: Province;
  copy: Copy;
  site: RushSite;
  generator: Generator;
  closing: (() => Promise<void>)[];
}): Pick<Stage, 'play' | 'background' | 'settled' | 'recall'> {
  const parts: Parts = { ...site.parts, generator: [generator.pid] };
  return {
    async play(piece) {
      const [before, begun] = [readMeter(parts), performance.now()];
      const outcome = await generator.run({ ...piece, ports: site.ports });
      return { ...outcome, used: since(before, readMeter(parts)), ms: performance.now() - begun };
    },
    async background() {
      const importing = await importingIn(copy);
      const { accountId, assignmentId } = province.hospital.actor;
      const hospitalRow = { account_id: accountId, assignment_id: assignmentId };
      const [hospital = '', owner = ''] = await cookiesOf(copy.app.core.db, [hospitalRow, importing.owner]);
      const running = startBackground({ port: site.ports[0] ?? 0, hospital, owner, importing });
      closing.push(() => running.stop());
      return running;
    },
    async settled() {
      for (let second = 0; second < PATIENCE_S; second += 1) {
        const { waiting, running } = await copy.app.queueFigures();
        if (waiting + running === 0) return;
        await pause(1000);
      }
    },
    recall: () => generator.recall(),
  };
}

const PATIENCE_S = 60;
const PASSWORD = 'bench-2026-sign-in';

/** Of the people of a province, those who surely may declare this year; more cannot hand in. */
const WITHOUT_DECLARATION = 0.09;

/** Drafts that are filled in and never handed in. */
const FILLING = 400;

/** Many names for one account: their hashes cost the same as those of many accounts. */
async function passwordsOf({ app }: Copy, count: number): Promise<People['passwords']> {
  if (count === 0) return [];
  const { core } = app;
  const body = await core.db('assignment').where({ role: 'department' }).first('organisation_id');
  const { accountId } = await createBuiltinAccount({
    ...{ core, actor: null, username: 'wave-0', password: PASSWORD, displayName: '示例登录' },
    assignments: [{ role: 'department', organisationId: body.organisation_id }],
  });
  const login = await core.db('login').where({ account_id: accountId }).first('password_hash');
  await core.db('login').insert(
    Array.from({ length: count }, (_, n) => ({
      ...{ account_id: accountId, provider: 'builtin', subject: `wave-${n + 1}`, password_hash: login.password_hash },
    })),
  );
  return Array.from({ length: count }, (_, n) => ({ username: `wave-${n + 1}`, password: PASSWORD }));
}
