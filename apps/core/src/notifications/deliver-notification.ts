import { transaction, type Database } from '@zhicheng/database';
import { enqueueMany } from '@zhicheng/jobs';
import { masked } from '@zhicheng/series-kit';
import type { Core } from '../context.ts';
import type { DeliveryChannel, OutgoingMessage } from './delivery-channel.ts';
import { DELIVER_NOTIFICATION } from './notify.ts';
import { outgoingMessage } from './queries.ts';

/**
 * Sends a message on by every channel of this deployment that reaches its recipient. A job runs it after the commit
 * of what the message tells of. Running it again, or twice at once, sends nothing twice; a channel that fails keeps
 * none of the others back and makes the job come again.
 */
export async function deliverNotification({
  core,
  id,
}: {
  core: Pick<Core, 'db' | 'channels'>;
  id: string;
}): Promise<void> {
  const message = await outgoingMessage({ db: core.db, id });
  if (!message) return;
  const outcomes = await Promise.allSettled(core.channels.map((channel) => deliverBy(core.db, channel, message)));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/**
 * The same for several, one after the other. One that cannot be sent on becomes a job of its own, with its own pauses and
 * attempts; the others are not sent again with it.
 */
export async function deliverNotifications({
  core,
  ids,
}: {
  core: Pick<Core, 'db' | 'channels'>;
  ids: readonly string[];
}): Promise<void> {
  const left: string[] = [];
  for (const id of ids)
    await deliverNotification({ core, id }).catch((error: unknown) => {
      console.error(`message ${id} waits for another attempt`, error);
      left.push(id);
    });
  await enqueueMany(
    core.db,
    DELIVER_NOTIFICATION,
    left.map((id) => ({ notificationId: id })),
  );
}

/** The note comes first: its key makes a second worker wait for the first, and it goes if handing over fails. */
async function deliverBy(db: Database, channel: DeliveryChannel, message: OutgoingMessage): Promise<void> {
  const letter = channel.compose(message);
  if (!letter) return;
  await transaction(db, async (trx) => {
    const noted = await trx('notification_delivery')
      .insert({
        notification_id: message.id,
        channel: channel.name,
        address: masked('phone', letter.address),
        text: letter.text,
      })
      .onConflict()
      .ignore()
      .returning('channel');
    if (noted.length > 0) await channel.send({ id: message.id, ...letter });
  });
}
