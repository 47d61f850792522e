import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { peopleWorld, refusal, type PeopleWorld } from '../organisations/test-world.ts';
import { activeBan } from './queries.ts';
import { liftBan, recordBan } from './record-ban.ts';

let world: PeopleWorld;
let person: Actor;
let bureau: Actor;
beforeAll(async () => {
  world = await peopleWorld();
  person = await world.registered(1);
  bureau = await world.builtin('示例市人社局', ['hrss']);
});
afterAll(() => world.drop());

const ban = (more: object = {}) =>
  recordBan({
    core: world.core,
    ...{ actor: bureau, personId: person.accountId, reason: '提供虚假材料' },
    ...{ bannedFrom: '2026-03-01', bannedUntil: '2029-03-01' },
    ...more,
  });
const banned = () => activeBan({ db: world.core.db, personId: person.accountId });
const at = (instant: string) => world.setNow(new Date(instant));

describe('诚信档案', () => {
  it('[SM-BLACK.01] [SM-BLACK.04] [LM.16] [GP.52] a ban holds from its first day until the day before its last, by the date in China', async () => {
    const { id } = await ban();
    await at('2026-02-28T15:59:59Z');
    expect(await banned()).toBeNull();
    await at('2026-02-28T16:00:00Z');
    expect(await banned()).toEqual({ until: '2029-03-01', reason: '提供虚假材料' });
    await at('2029-02-28T15:59:59Z');
    expect(await banned()).not.toBeNull();
    await at('2029-02-28T16:00:00Z');
    expect(await banned()).toBeNull();
    await world.setNow(null);
    await liftBan({ core: world.core, actor: bureau, id, reason: '测试结束' });
  });

  it('[SM-BLACK.03] a lifted ban no longer holds; lifting needs a reason and happens once', async () => {
    await at('2027-01-01T00:00:00Z');
    const { id } = await ban();
    const lift = (reason: string) => liftBan({ core: world.core, actor: bureau, id, reason });
    expect((await refusal(lift(' '))).code).toBe('INVALID');
    await lift('核实无误');
    expect(await banned()).toBeNull();
    expect((await refusal(lift('再次'))).code).toBe('CONFLICT');
    await world.setNow(null);
  });

  it('[SM-BLACK.01] the longest of several counts', async () => {
    await at('2027-01-01T00:00:00Z');
    const first = await ban({ bannedUntil: '2030-01-01', reason: '第二次' });
    const second = await ban();
    expect(await banned()).toEqual({ until: '2030-01-01', reason: '第二次' });
    for (const { id } of [first, second]) await liftBan({ core: world.core, actor: null, id, reason: '清理' });
    await world.setNow(null);
  });

  it('[SM-BLACK.01] only HRSS bureaus and operators record; with a reason, right dates, for a person', async () => {
    expect((await refusal(ban({ actor: person }))).code).toBe('FORBIDDEN');
    expect((await refusal(ban({ reason: '' }))).issues).toMatchObject([{ path: 'reason' }]);
    expect((await refusal(ban({ bannedUntil: '2026-03-01' }))).issues).toMatchObject([{ path: 'bannedUntil' }]);
    expect((await refusal(ban({ personId: randomUUID() }))).code).toBe('NOT_FOUND');
  });
});
