import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOrganisation } from '../organisations/create-organisation.ts';
import { PASSWORD, peopleWorld, refusal, type PeopleWorld } from '../organisations/test-world.ts';
import { createBuiltinAccount } from './create-builtin-account.ts';
import { hashingQueue, withHashing } from './hashing.ts';
import { signInBuiltin } from './sign-in-builtin.ts';

let world: PeopleWorld;
beforeAll(async () => {
  world = await peopleWorld();
  const { core } = world;
  const { id } = await createOrganisation({ core, actor: null, name: '示例市人社局', capacities: ['hrss'] });
  await createBuiltinAccount({
    ...{ core, actor: null, username: 'wave', password: PASSWORD, displayName: '示例管理员' },
    assignments: [{ role: 'hrss', organisationId: id }],
  });
});
afterAll(() => world.drop());

const WAVE = 200;
const ADMITTED = 64;
const wave = (password: string, networks: string) =>
  Promise.all(
    Array.from({ length: WAVE }, (_, i) =>
      signInBuiltin({ core: world.core, username: 'wave', password, network: `${networks}-${i}` }).then(
        () => 'in',
        async (error: unknown) => (await refusal(Promise.reject(error))).issues[0]?.code ?? '',
      ),
    ),
  );
const countOf = (words: readonly string[], word: string) => words.filter((found) => found === word).length;
const failures = () => world.core.db('login_failure').select<{ subject: string }[]>('subject');

describe('a wave of 200 sign-ins', () => {
  it('lets in what can be worked out in two seconds and refuses the rest, nothing of which is counted', async () => {
    const answers = await wave(PASSWORD, 'right');
    expect(countOf(answers, 'in')).toBe(ADMITTED);
    expect(countOf(answers, 'crowded')).toBe(WAVE - ADMITTED);
    expect(await failures()).toEqual([]);
  });

  it('counts each wrong password once, and no other', async () => {
    const answers = await wave(`not ${PASSWORD}`, 'wrong');
    expect(countOf(answers, 'badCredentials')).toBe(ADMITTED);
    expect(countOf(answers, 'crowded')).toBe(WAVE - ADMITTED);
    const counted = await failures();
    expect(counted.filter(({ subject }) => subject.startsWith('pair:'))).toHaveLength(ADMITTED);
    expect(counted.filter(({ subject }) => subject === 'account:wave')).toHaveLength(ADMITTED);
    await world.core.db('login_failure').delete();
  });

  it('a password that could not be looked at is no failure', async () => {
    await world.core.db('login').where({ subject: 'wave' }).update({ password_hash: 'no hash at all' });
    const error = await signInBuiltin({ core: world.core, username: 'wave', password: PASSWORD }).catch(
      (e: Error) => e,
    );
    expect(error).toBeInstanceOf(Error);
    expect(await failures()).toEqual([]);
  });
});

describe('working out passwords', () => {
  it('answers each its own', async () => {
    const passwords = Array.from({ length: 6 }, () => randomUUID());
    const found = await withHashing(async ({ hash, verify }) => {
      const hashes = await Promise.all(passwords.map(hash));
      return Promise.all(passwords.map(async (_, i) => verify(hashes[i] ?? '', passwords[(i + (i % 2)) % 6] ?? '')));
    });
    expect(found).toEqual([true, false, true, false, true, false]);
  });

  it('is done by one thread, which stands behind the others', async () => {
    await withHashing(({ hash }) => hash('anything'));
    const behind = readdirSync('/proc/self/task').filter((thread) => {
      const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
      // nice is the 19th field; the second is a name in brackets that may hold blanks
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]) > getPriority();
    });
    expect(behind).toHaveLength(1);
  });

  it('gives places back when what was done there fails', async () => {
    const one = hashingQueue(1);
    await expect(one(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    const held = one(({ hash }) => hash('held'));
    expect((await refusal(one(({ hash }) => hash('second')))).issues[0]?.code).toBe('crowded');
    await held;
    await expect(one(({ hash }) => hash('third'))).resolves.toContain('$argon2id$');
  });
});
