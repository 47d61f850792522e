import { describe, expect, it } from 'vitest';
import { createAdmission, type Admission, type Verdict } from './admission-policy.ts';
import type { RequestClass } from './admission-classes.ts';

const ann = { name: 's:ann', kind: 'session' } as const;
const somebody = (n: number) => ({ name: `s:${n}`, kind: 'session' as const });
const WELL = { deafMs: 5, waitingForDatabase: 0, connections: 10 };

function policy(places: number) {
  const clock = { now: 0 };
  const admission = createAdmission({ places, now: () => clock.now, random: () => 0.5 });
  return { clock, admission, ask: admission.enter };
}

const now = (found: Verdict | Promise<Verdict>): Verdict => {
  if (found instanceof Promise) throw new Error('it waits');
  return found;
};
const leave = (verdict: Verdict | undefined): void => {
  if (!verdict?.admitted) throw new Error('not admitted');
  verdict.leave();
};
const running = (admission: Admission, kind: RequestClass) => admission.figures().classes[kind].running;

describe('who is let in', () => {
  it('the places are shared; no class takes them all', () => {
    const { ask, admission } = policy(20);
    for (let i = 0; i < 30; i++) for (const kind of ['heavy', 'read', 'keep', 'change'] as const) void ask(kind);
    expect(running(admission, 'heavy')).toBe(2);
    expect(running(admission, 'read')).toBe(6);
    const { classes } = admission.figures();
    const taken = (['change', 'keep', 'read', 'heavy'] as const).reduce((sum, kind) => sum + classes[kind].running, 0);
    expect(taken).toBe(20);
  });

  it('pages keep a fifth when submissions and texts take all they may', () => {
    const { ask, admission } = policy(20);
    for (let i = 0; i < 30; i++) void ask('change');
    for (let i = 0; i < 30; i++) void ask('keep');
    for (let i = 0; i < 30; i++) void ask('read');
    expect(['change', 'keep', 'read'].map((kind) => running(admission, kind as RequestClass))).toEqual([10, 6, 4]);
  });

  it('a place left goes to a submission before a text, to a text before a page, to a page before a list as a file', async () => {
    const { ask, admission } = policy(1);
    let held = now(ask('read'));
    const order: string[] = [];
    for (const kind of ['heavy', 'read', 'keep', 'change'] as const)
      void Promise.resolve(ask(kind)).then((verdict) => {
        order.push(kind);
        held = verdict;
      });
    for (let i = 0; i < 4; i++) {
      leave(held);
      await Promise.resolve();
      await Promise.resolve();
    }
    expect(order).toEqual(['change', 'keep', 'read', 'heavy']);
    leave(held);
    expect(admission.figures().classes.read).toEqual({ running: 0, waiting: 0, admitted: 2, queued: 1, shed: 0 });
  });

  it('uploads, sign-ons and sign-ins have places of their own', () => {
    const { ask, admission } = policy(1);
    now(ask('change'));
    for (let i = 0; i < 10; i++) void ask('signIn');
    expect(now(ask('upload')).admitted).toBe(true);
    expect(now(ask('signOn')).admitted).toBe(true);
    expect(running(admission, 'signIn')).toBe(3);
    expect(admission.figures().classes.signIn.waiting).toBe(7);
  });

  it('a wave of 200 sign-ins: three at a time, sixty wait, the rest is told to come back at once', () => {
    const { ask, admission } = policy(64);
    const answers = Array.from({ length: 200 }, () => ask('signIn'));
    const refused = answers.filter((found) => !(found instanceof Promise) && !found.admitted);
    expect(refused).toHaveLength(137);
    expect(now(ask('read')).admitted).toBe(true);
    expect(admission.figures().classes.signIn).toMatchObject({ running: 3, waiting: 60, shed: 137 });
  });

  it('a place given back twice is one place', () => {
    const { ask, admission } = policy(2);
    const held = now(ask('read'));
    leave(held);
    leave(held);
    expect(running(admission, 'read')).toBe(0);
    now(ask('change'));
    now(ask('read'));
    expect(ask('read')).toBeInstanceOf(Promise);
  });
});

describe('who is told to come back', () => {
  it('whoever waited longer than his class may, with 503 and seconds', async () => {
    const { ask, clock, admission } = policy(1);
    now(ask('change'));
    const page = ask('read');
    const submission = ask('change');
    clock.now = 1500;
    admission.observe(WELL);
    expect(await page).toEqual({ admitted: false, status: 503, retryAfterSeconds: 6 });
    expect(admission.figures().classes.change.waiting).toBe(1);
    clock.now = 2001;
    admission.observe(WELL);
    expect(await submission).toMatchObject({ admitted: false, status: 503 });
  });

  it('whoever finds the queue full, at once', () => {
    const { ask } = policy(1);
    now(ask('heavy'));
    for (let i = 0; i < 10; i++) expect(ask('heavy')).toBeInstanceOf(Promise);
    expect(now(ask('heavy'))).toMatchObject({ admitted: false, status: 503 });
  });

  it('one client that has 32 requests under way gets 429, until one of them has ended; others are served', () => {
    const { admission } = policy(64);
    const here = Array.from({ length: 32 }, () => admission.arrive('upload', ann));
    expect(here.every(({ admitted }) => admitted)).toBe(true);
    expect(admission.arrive('change', ann)).toMatchObject({ admitted: false, status: 429 });
    expect(admission.arrive('change', somebody(1)).admitted).toBe(true);
    leave(here[0]);
    expect(admission.arrive('change', ann).admitted).toBe(true);
    expect(admission.figures().classes).toMatchObject({ change: { shed: 1 }, upload: { shed: 0 } });
  });

  it('a network, which may be a whole hospital, may have 200 under way', () => {
    const { admission } = policy(64);
    const network = { name: 'n:192.0.2.1', kind: 'network' } as const;
    for (let i = 0; i < 200; i++) expect(admission.arrive('read', network).admitted).toBe(true);
    expect(admission.arrive('read', network).admitted).toBe(false);
  });

  it('nobody works for a client that has gone', async () => {
    const { ask, admission } = policy(1);
    const held = now(ask('change'));
    const left = ask('change', () => true);
    const stays = ask('change');
    leave(held);
    expect((await left).admitted).toBe(false);
    expect((await stays).admitted).toBe(true);
    expect(running(admission, 'change')).toBe(1);
  });

  it('the more are sent away, the further apart they come back', () => {
    const { ask } = policy(1);
    now(ask('heavy'));
    for (let i = 0; i < 10; i++) void ask('heavy');
    const seconds = Array.from({ length: 20 }, () => {
      const verdict = now(ask('heavy'));
      return verdict.admitted ? 0 : verdict.retryAfterSeconds;
    });
    expect(seconds[0]).toBe(6);
    expect(seconds.at(-1)).toBe(10);
  });
});

describe('places follow the load', () => {
  it.each([
    ['a deaf process', { ...WELL, deafMs: 150 }],
    ['a database that many wait for', { ...WELL, waitingForDatabase: 25 }],
  ])('%s gets fewer, never less than eight; a well one has all again within five seconds', (_, strained) => {
    const { admission } = policy(64);
    for (let i = 0; i < 40; i++) admission.observe(strained);
    expect(admission.figures().places).toBe(8);
    for (let i = 0; i < 20; i++) admission.observe(WELL);
    expect(admission.figures().places).toBe(64);
  });

  it('in between nothing moves', () => {
    const { admission } = policy(64);
    admission.observe({ ...WELL, deafMs: 150 });
    const { places } = admission.figures();
    admission.observe({ ...WELL, deafMs: 75 });
    expect(admission.figures().places).toBe(places);
  });

  it('an end of the rush serves who still waits', async () => {
    const { admission, ask } = policy(16);
    for (let i = 0; i < 20; i++) admission.observe({ ...WELL, deafMs: 150 });
    for (let i = 0; i < 4; i++) now(ask('change'));
    const fifth = ask('change');
    expect(fifth).toBeInstanceOf(Promise);
    for (let i = 0; i < 8; i++) admission.observe(WELL);
    expect((await fifth).admitted).toBe(true);
  });
});
