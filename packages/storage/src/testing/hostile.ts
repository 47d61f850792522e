/** A file somebody might send, and what has to become of it. */
export interface Sent {
  readonly title: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The words that refuse it. */
  readonly refused?: string;
  /** Or: the name it is kept under, stripped of whatever was hostile. */
  readonly kept?: string;
}
