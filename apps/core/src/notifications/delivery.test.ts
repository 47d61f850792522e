import { randomUUID } from 'node:crypto';
import { runDueJobs } from '@zhicheng/jobs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { peopleWorld, type PeopleWorld } from '../organisations/test-world.ts';
import { jobTasks } from '../worker.ts';
import { deliverNotification } from './deliver-notification.ts';
import type { DeliveryChannel, Letter } from './delivery-channel.ts';
import { notify } from './notify.ts';
import { notifyMany } from './notify-many.ts';

let world: PeopleWorld;
let person: Actor;
beforeAll(async () => {
  world = await peopleWorld();
  person = await world.registered(1);
});
afterAll(() => world.drop());

const send = (accountId: string, text: string, after: () => void = () => undefined) =>
  world.core.db.transaction(async (trx) => {
    await notify({ trx, accountId, kind: 'test', text, link: '/home' });
    after();
  });
const work = (channels: readonly DeliveryChannel[] = world.core.channels) =>
  runDueJobs({ url: world.url, tasks: jobTasks({ ...world.core, channels }), log: () => undefined });
const delivered = (text: string) =>
  world.core.db('notification_delivery').where({ text }).orderBy('channel').select('channel', 'address', 'text');
const idOf = async (text: string): Promise<string> =>
  (await world.core.db('notification').where({ text }).first<{ id: string }>('id')).id;

/** A channel that keeps what it was given, and fails while it is told to. */
function memoryChannel(name: string): DeliveryChannel & { readonly sent: (Letter & { id: string })[]; down: boolean } {
  const sent: (Letter & { id: string })[] = [];
  const channel = {
    ...{ name, sent, down: false },
    compose: ({ text, recipient }: Parameters<DeliveryChannel['compose']>[0]) => ({ address: recipient.name, text }),
    send: async (letter: Letter & { id: string }) => {
      if (channel.down) throw new Error(`${name} is down`);
      sent.push(letter);
    },
  };
  return channel;
}

describe('messages that leave the platform', () => {
  it('go out once, after the commit of what they tell of, with the number masked', async () => {
    await send(person.accountId, '已提交');
    expect(await delivered('已提交')).toEqual([]);
    await work();
    await work();
    expect(await delivered('已提交')).toEqual([{ channel: 'sandbox', address: '100****0001', text: '已提交' }]);
  });

  it('do not go out when the change is rolled back', async () => {
    const attempt = send(person.accountId, '没有发生', () => {
      throw new Error('rolled back');
    });
    await expect(attempt).rejects.toThrow('rolled back');
    await work();
    expect(await delivered('没有发生')).toEqual([]);
  });

  it('go out once though the job runs again, or twice at the same time', async () => {
    const channel = memoryChannel('memory');
    await send(person.accountId, '一次');
    const again = { core: { ...world.core, channels: [channel] }, id: await idOf('一次') };
    await Promise.all([deliverNotification(again), deliverNotification(again), work([channel])]);
    expect(channel.sent.map(({ id, text }) => ({ id, text }))).toEqual([{ id: again.id, text: '一次' }]);
  });

  it('a channel that is down keeps none of the others back, and gets its turn later', async () => {
    const [down, up] = [memoryChannel('down'), memoryChannel('up')];
    down.down = true;
    await send(person.accountId, '稍后');
    await work([down, up]);
    expect(up.sent).toHaveLength(1);
    expect((await delivered('稍后')).map(({ channel }) => channel)).toEqual(['up']);
    const { rows } = await world.core.db.raw(`select attempts, last_error from graphile_worker.jobs`);
    expect(rows).toEqual([{ attempts: 1, last_error: expect.stringContaining('down is down') }]);
    down.down = false;
    await deliverNotification({ core: { ...world.core, channels: [down, up] }, id: await idOf('稍后') });
    expect([down.sent.length, up.sent.length]).toEqual([1, 1]);
  });

  it('told together go out together; one that cannot waits by itself, the others are not sent again', async () => {
    const { db } = world.core;
    const texts = Array.from({ length: 26 }, (_, index) => `同时 ${index}`);
    const flaky = memoryChannel('flaky');
    const refusing = async (letter: Letter & { id: string }) => {
      if (letter.text === '同时 3') throw new Error('not this one');
      await flaky.send(letter);
    };
    await db('notification_delivery').delete();
    await db.raw('truncate graphile_worker._private_jobs');
    await db.transaction((trx) =>
      notifyMany(
        trx,
        texts.map((text) => ({ accountId: person.accountId, kind: 'test', text })),
      ),
    );
    const queued = async () => (await db.raw('select task_identifier, attempts from graphile_worker.jobs')).rows;
    expect(await queued()).toEqual(Array(2).fill({ task_identifier: 'deliver-notifications', attempts: 0 }));
    await work([{ ...flaky, send: refusing }]);
    const sent = () => flaky.sent.map(({ text }) => text).toSorted();
    expect(sent()).toEqual(texts.filter((text) => text !== '同时 3').toSorted());
    expect(await queued()).toEqual([{ task_identifier: 'deliver-notification', attempts: 1 }]);
    await db.raw('update graphile_worker._private_jobs set run_at = now()');
    await work([flaky]);
    expect([sent(), await queued()]).toEqual([texts.toSorted(), []]);
  });

  it('stay in the inbox where the recipient has no number, and when there is no such message', async () => {
    const unit = await world.unit(2, '示例市第二中学');
    await send(unit.accountId, '没有号码');
    await work();
    await deliverNotification({ core: world.core, id: randomUUID() });
    expect(await delivered('没有号码')).toEqual([]);
    expect((await world.as(unit).notifications.list({})).map(({ text }) => text)).toEqual(['没有号码']);
  });
});
