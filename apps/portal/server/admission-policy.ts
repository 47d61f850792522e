import { REQUEST_CLASSES, type RequestClass } from './admission-classes.ts';

/** Places and patience of one class. */
interface Bounds {
  /** Of the places that change with the load: how large a part this class may take; or places of its own. */
  readonly share?: number;
  readonly own?: number;
  /** How many wait at most, and how long. */
  readonly queue: number;
  readonly waitMs: number;
}

/**
 * In the order in which the waiting are served. The parts of the first two leave a fifth to pages even when both are
 * full: who has submitted must see his receipt.
 */
const BOUNDS: Readonly<Record<RequestClass, Bounds>> = {
  change: { share: 0.5, queue: 200, waitMs: 2000 },
  keep: { share: 0.3, queue: 100, waitMs: 1000 },
  read: { share: 0.4, queue: 100, waitMs: 1000 },
  heavy: { share: 0.1, queue: 10, waitMs: 500 },
  upload: { own: 200, queue: 0, waitMs: 0 },
  signOn: { own: 32, queue: 100, waitMs: 3000 },
  // one is at its hash, the others before and after it
  signIn: { own: 3, queue: 60, waitMs: 4000 },
};

/** Fewer would leave the database idle. */
const FEWEST = 8;
/** Of one session or, without one, one network, which may stand for a whole hospital. */
const MOST_PER_CLIENT = { session: 32, network: 200 } as const;
/** Above: the process is deaf for longer than a page takes. */
const DEAF_MS = 100;
const WELL_MS = 50;

/** 503: all places are taken. 429: this client takes too many. Nothing was done. */
export interface Refusal {
  readonly admitted: false;
  readonly status: 429 | 503;
  readonly retryAfterSeconds: number;
}
export type Verdict = { readonly admitted: true; leave(): void } | Refusal;

export interface Client {
  readonly name: string;
  readonly kind: keyof typeof MOST_PER_CLIENT;
}

export interface ClassFigures {
  readonly running: number;
  readonly waiting: number;
  /** Since the start. */
  readonly admitted: number;
  readonly queued: number;
  readonly shed: number;
}

export interface Admission {
  /** Refused already, because all places are taken and as many wait as may: to be asked before anything else. */
  hopeless(kind: RequestClass): Refusal | undefined;
  /** At the door, before anything of the request is read: 429 where one client has too much under way. */
  arrive(kind: RequestClass, client: Client): Verdict;
  /** A place now, in a moment, or never; whoever got one leaves it once. `gone`: nobody waits for the answer any more. */
  enter(kind: RequestClass, gone?: () => boolean): Verdict | Promise<Verdict>;
  /** How busy the process was since the last time; moves the number of places. To be called about four times a second. */
  observe(seen: { readonly deafMs: number; readonly waitingForDatabase: number; readonly connections: number }): void;
  figures(): { readonly places: number; readonly classes: Readonly<Record<RequestClass, ClassFigures>> };
}

interface Waiting {
  readonly since: number;
  gone(): boolean;
  answer(verdict: Verdict): void;
}

interface Class {
  readonly bounds: Bounds;
  readonly waiting: Waiting[];
  running: number;
  admitted: number;
  queued: number;
  shed: number;
}

const perClass = <T>(make: (kind: RequestClass) => T): Record<RequestClass, T> => ({
  change: make('change'),
  keep: make('keep'),
  read: make('read'),
  heavy: make('heavy'),
  upload: make('upload'),
  signOn: make('signOn'),
  signIn: make('signIn'),
});

/**
 * Decides who is served now, who waits a moment, and who is told to come back: before session, database and rendering,
 * so that a refusal costs next to nothing. Knows nothing of HTTP.
 * @param places how many requests are worked at at the same time when all is well
 */
export function createAdmission({
  places: most,
  now = () => performance.now(),
  random = Math.random,
}: {
  readonly places: number;
  now?(): number;
  random?(): number;
}): Admission {
  const fewest = Math.min(FEWEST, most);
  const classes = perClass((kind): Class => {
    return { bounds: BOUNDS[kind], waiting: [], running: 0, admitted: 0, queued: 0, shed: 0 };
  });
  const clients = new Map<string, number>();
  const recent = { admitted: 0, shed: 0 };
  let places = most;
  let shared = 0;

  const fits = ({ bounds: { own, share = 1 }, running }: Class): boolean =>
    own === undefined ? shared < places && running < Math.max(1, Math.floor(share * places)) : running < own;

  /** The more are sent away, the further apart they come back. */
  const refuse = (of: Class, status: 429 | 503): Refusal => {
    of.shed++;
    recent.shed++;
    const spread = Math.min(16, 4 + (4 * recent.shed) / Math.max(1, recent.admitted));
    return { admitted: false, status, retryAfterSeconds: Math.ceil(2 + random() * spread) };
  };

  const admit = (of: Class): Verdict => {
    of.running++;
    of.admitted++;
    recent.admitted++;
    const takesShared = of.bounds.own === undefined;
    if (takesShared) shared++;
    let here = true;
    return {
      admitted: true,
      leave() {
        if (!here) return;
        here = false;
        of.running--;
        if (takesShared) shared--;
        serveWaiting();
      },
    };
  };

  const serveWaiting = (): void => {
    for (const kind of REQUEST_CLASSES) {
      const of = classes[kind];
      for (let next = of.waiting[0]; next; next = of.waiting[0]) {
        const late = next.gone() || now() - next.since > of.bounds.waitMs;
        if (!late && !fits(of)) break;
        of.waiting.shift();
        next.answer(late ? refuse(of, 503) : admit(of));
      }
    }
  };

  const isFull = (of: Class): boolean => of.waiting.length >= of.bounds.queue && (of.waiting.length > 0 || !fits(of));

  return {
    hopeless: (kind) => (isFull(classes[kind]) ? refuse(classes[kind], 503) : undefined),
    arrive(kind, { name, kind: of }) {
      const here = clients.get(name) ?? 0;
      if (here >= MOST_PER_CLIENT[of]) return refuse(classes[kind], 429);
      clients.set(name, here + 1);
      return {
        admitted: true,
        leave() {
          const others = (clients.get(name) ?? 1) - 1;
          if (others > 0) clients.set(name, others);
          else clients.delete(name);
        },
      };
    },
    enter(kind, gone = () => false) {
      const of = classes[kind];
      if (of.waiting.length === 0 && fits(of)) return admit(of);
      if (isFull(of)) return refuse(of, 503);
      of.queued++;
      return new Promise((answer) => of.waiting.push({ since: now(), gone, answer }));
    },
    observe({ deafMs, waitingForDatabase, connections }) {
      recent.admitted *= 0.8;
      recent.shed *= 0.8;
      const strained = deafMs > DEAF_MS || (connections > 0 && waitingForDatabase > 2 * connections);
      if (strained) places = Math.max(fewest, Math.floor(places * 0.8));
      else if (deafMs < WELL_MS) places = Math.min(most, places + Math.ceil(most / 16));
      serveWaiting();
    },
    figures: () => ({
      places,
      classes: perClass((kind) => {
        const { waiting, running, admitted, queued, shed } = classes[kind];
        return { running, waiting: waiting.length, admitted, queued, shed };
      }),
    }),
  };
}
