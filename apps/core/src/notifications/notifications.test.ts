import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { peopleWorld, type PeopleWorld } from '../organisations/test-world.ts';
import { notify } from './notify.ts';

let world: PeopleWorld;
let mine: Actor;
let other: Actor;
beforeAll(async () => {
  world = await peopleWorld();
  [mine, other] = [await world.registered(1), await world.registered(2)];
});
afterAll(() => world.drop());

const send = (actor: Actor, text: string) =>
  world.core.db.transaction((trx) => notify({ trx, accountId: actor.accountId, kind: 'test', text, link: '/home' }));
const inbox = (actor: Actor) => world.as(actor).notifications;

describe('in-app messages', () => {
  it('reach their account only, newest first, page by page', async () => {
    for (const text of ['一', '二', '三']) await send(mine, text);
    await send(other, '别人的');
    const first = await inbox(mine).list({ size: 2 });
    expect(first.map(({ text }) => text)).toEqual(['三', '二']);
    const rest = await inbox(mine).list({ size: 2, before: first[1]?.id });
    expect(rest.map(({ text }) => text)).toEqual(['一']);
  });

  it("are marked as read one by one or all at once, never somebody else's", async () => {
    const [latest] = await inbox(mine).list({});
    expect(await inbox(other).markRead({ ids: [latest?.id ?? ''] })).toEqual({ marked: 0 });
    expect(await inbox(mine).unread()).toBe(3);
    expect(await inbox(mine).markRead({ ids: [latest?.id ?? ''] })).toEqual({ marked: 1 });
    expect((await world.as(mine).identity.me()).unreadNotifications).toBe(2);
    expect(await inbox(mine).markRead({})).toEqual({ marked: 2 });
    expect(await inbox(mine).unread()).toBe(0);
    expect(await inbox(other).unread()).toBe(1);
  });

  it('are not there when the change they tell of fails', async () => {
    const before = await inbox(mine).list({});
    const attempt = world.core.db.transaction(async (trx) => {
      await notify({ trx, accountId: mine.accountId, kind: 'test', text: '没有发生' });
      throw new Error('rolled back');
    });
    await expect(attempt).rejects.toThrow('rolled back');
    expect(await inbox(mine).list({})).toEqual(before);
  });
});
