/** What people do in the hour before the deadline. A page is read whole, or as the data alone of the next page. */
export const KINDS = ['submit', 'autosave', 'document', 'data', 'login'] as const;
export type Kind = (typeof KINDS)[number];

/** A draft that can be handed in, and the key under which it is. */
export interface Submission {
  readonly cookie: string;
  readonly declarationId: string;
  readonly version: number;
  readonly key: string;
}

/** A form that somebody types into. */
export interface Form {
  readonly accountId: string;
  readonly cookie: string;
  /** Its address in the portal. */
  readonly record: string;
  readonly version: number | null;
}

export interface Page {
  readonly cookie: string;
  readonly path: string;
}

export interface Password {
  readonly username: string;
  readonly password: string;
}

/** Everybody who takes part; handed to the generator once. */
export interface People {
  readonly submissions: readonly Submission[];
  readonly forms: readonly Form[];
  readonly pages: readonly Page[];
  readonly passwords: readonly Password[];
}

export type Rates = Readonly<Partial<Record<Kind, number>>>;

/** A piece of load, one phase after the other: so many of each kind a second, planned in advance. */
export interface Piece {
  readonly ports: readonly number[];
  readonly phases: readonly { readonly seconds: number; readonly rates: Rates }[];
  /** Sign-ins that come all at once, when so many seconds have gone. */
  readonly waves?: readonly { readonly after: number; readonly count: number }[];
}

/** One request: kind, planned moment and time until its last byte, both in ms; 0: not answered. */
export type Sample = readonly [kind: number, planned: number, ms: number, status: number];

export interface Outcome {
  readonly samples: readonly Sample[];
  /** Planned and never sent: the generator had too many under way, or nobody left to do it. */
  readonly unsent: Readonly<Partial<Record<Kind, number>>>;
  /** How far behind its plan the generator sent, 99th percentile, ms. */
  readonly late: number;
  /** Answers other than 2xx that did not carry Retry-After though they were 429 or 503. */
  readonly withoutRetryAfter: number;
  /** The first refusals that are not shedding, to be read. */
  readonly strange: readonly string[];
}

/** What the generator was told, for the reckoning. */
export interface Memory {
  /** Keys of submissions. */
  readonly acknowledged: readonly string[];
  /** Sent, and nothing heard that tells. */
  readonly unknown: readonly string[];
  readonly forms: readonly (Pick<Form, 'accountId' | 'record'> & { readonly sure: number; readonly tried: number })[];
}

export type Order = { readonly people: People } | { readonly piece: Piece } | { readonly recall: true };
