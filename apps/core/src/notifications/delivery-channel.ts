/** A message with what its recipient can be reached by outside the platform. */
export interface OutgoingMessage {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  /** Portal path. */
  readonly link: string | null;
  readonly recipient: { readonly accountId: string; readonly name: string; readonly mobile: string | null };
}

export interface Letter {
  /** Number, address: whatever the channel sends to. */
  readonly address: string;
  readonly text: string;
}

/** A way by which messages leave the platform, beside the inbox: SMS, e-mail, the province's own service. */
export interface DeliveryChannel {
  /** Kept with every delivery. */
  readonly name: string;
  /** What this channel makes of a message; null where it does not reach the recipient. */
  compose(message: OutgoingMessage): Letter | null;
  /**
   * Hands a letter over; throws to be tried again later. The id is the same at every attempt, so that a service that
   * knows it drops what a crash made us send twice.
   */
  send(letter: Letter & { readonly id: string }): Promise<void>;
}

/** Stands in for an SMS service: what it sends goes nowhere but into the table `notification_delivery`. */
export const sandboxChannel: DeliveryChannel = {
  name: 'sandbox',
  compose: ({ text, recipient }) => (recipient.mobile === null ? null : { address: recipient.mobile, text }),
  send: async () => undefined,
};
