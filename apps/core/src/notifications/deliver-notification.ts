import { transaction, type Database } from '@zhicheng/database';
import { masked } from '@zhicheng/series-kit';
import type { Core } from '../context.ts';
import type { DeliveryChannel, OutgoingMessage } from './delivery-channel.ts';
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
