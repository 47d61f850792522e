import { createBuiltinAccount, createOrganisation, resolveSession, signInBuiltin, type Actor } from '@zhicheng/core';
import { coreForTest, type CoreForTest } from '@zhicheng/core/testing';
import { anhui } from '@zhicheng/profiles';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { frameReader } from './frame.ts';
import { platformOf } from './platform.ts';

let test: CoreForTest;
beforeAll(async () => {
  test = await coreForTest({ series: [] });
});
afterAll(() => test.drop());

/** An administrator of a department, signed in. */
async function administrator(username: string): Promise<Actor> {
  const { core } = test;
  const name = `示例部门${username}`;
  const { id } = await createOrganisation({ core, actor: null, name, capacities: ['department'] });
  const assignments = [{ role: 'department', organisationId: id }] as const;
  const password = 'zhicheng-test';
  await createBuiltinAccount({ core, actor: null, username, password, displayName: name, assignments });
  const { token } = await signInBuiltin({ core, username, password });
  const session = await resolveSession({ core, token });
  if (!session) throw new Error('no session');
  return session.actor;
}

/** The frame of one request in which several loaders ask for it, and how often the database was asked. */
async function frameOf(actor: Actor) {
  let asked = 0;
  const count = (): void => void (asked += 1);
  test.core.db.on('query', count);
  const frame = frameReader(platformOf(anhui), actor, test.as(actor));
  const [data] = await Promise.all([frame(), frame(), frame()]);
  test.core.db.off('query', count);
  return { data, asked };
}

it('asks twice for an administrator: who it is, and the work that waits', async () => {
  const { data, asked } = await frameOf(await administrator('frame1'));
  expect(asked).toBe(2);
  expect(data).toMatchObject({
    person: { name: '示例部门frame1' },
    active: { role: 'department', organisationName: '示例部门frame1' },
    counts: { tasks: 0, bindings: 0 },
    ...{ mustRegister: null, unread: 0 },
  });
});

it('asks for no work before a password that somebody else has set is changed', async () => {
  const actor = { ...(await administrator('frame2')), mustChangePassword: true };
  const { data, asked } = await frameOf(actor);
  expect(asked).toBe(1);
  expect(data).toMatchObject({ mustChangePassword: true, counts: {} });
});
