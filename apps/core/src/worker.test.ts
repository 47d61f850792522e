import { specimen } from '@zhicheng/plugin-specimen';
import { enqueue, runDueJobs } from '@zhicheng/jobs';
import { makeIdNumber } from '@zhicheng/profiles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from './context.ts';
import { acceptFile } from './files/accept-file.ts';
import { resolveSession } from './identity/resolve-session.ts';
import { signInPerson } from './identity/sign-in-person.ts';
import { coreForTest, type CoreForTest } from './testing.ts';
import { crontab, jobNames, jobTasks } from './worker.ts';

let test: CoreForTest;
let person: Actor;
const id_number = makeIdNumber({ birthDate: '1985-01-01', gender: 'female', serial: 1 });
const claims = { kind: 'person', sub: 'sub-1', name: '示例一', id_type: '111', id_number } as const;

beforeAll(async () => {
  test = await coreForTest({ series: [specimen] });
  const { token } = await signInPerson({ core: test.core, claims });
  const session = await resolveSession({ core: test.core, token });
  if (!session) throw new Error('no session');
  person = session.actor;
});
afterAll(() => test.drop());

const run = async (name: string) => {
  await enqueue(test.core.db, name);
  const errors: string[] = [];
  const log = (level: string, message: string) => void (level === 'error' && errors.push(message));
  await runDueJobs({ url: test.url, tasks: jobTasks(test.core), log });
  expect(errors).toEqual([]);
};

describe('background jobs', () => {
  it('every line of the timetable names one', () => {
    const timed = crontab
      .trim()
      .split('\n')
      .map((line) => line.split(' ').at(-1));
    expect(timed.length).toBeGreaterThan(4);
    for (const name of timed) expect(jobNames).toContain(name);
  });

  it('ledger-anchor writes one hash over all events, once', async () => {
    await run('ledger-anchor');
    await run('ledger-anchor');
    const [anchor, ...more] = await test.core.db('ledger_anchor').select('upto', 'events');
    const events = (await test.core.db('ledger_event').select('position')).length;
    expect(events).toBeGreaterThan(0);
    expect([anchor?.events, more]).toEqual([events, []]);
  });

  it('sweep-orphan-files removes an upload that was never used, a day later', async () => {
    const source = (async function* () {
      yield Buffer.from('%PDF-1.4\n%%EOF\n');
    })();
    const slot = { types: ['pdf' as const], maxMB: 2 };
    const { id } = await acceptFile({ core: test.core, actor: person, source, name: '证书.pdf', slot });
    const there = async () => (await test.core.db('file').where({ id }).first('id')) !== undefined;
    await run('sweep-orphan-files');
    expect(await there()).toBe(true);
    await test.setNow(new Date(Date.now() + 25 * 3_600_000));
    await run('sweep-orphan-files');
    expect(await there()).toBe(false);
    await test.setNow(null);
  });

  it('sweep-sign-ins removes sessions that have run out', async () => {
    const { token } = await signInPerson({ core: test.core, claims });
    const sessions = async () => (await test.core.db('session').where({ account_id: person.accountId })).length;
    expect(await sessions()).toBe(2);
    await test.core
      .db('session')
      .where({ id: person.sessionId })
      .update({ expires_at: new Date(0) });
    await run('sweep-sign-ins');
    expect(await sessions()).toBe(1);
    expect((await resolveSession({ core: test.core, token }))?.actor.accountId).toBe(person.accountId);
  });
});
