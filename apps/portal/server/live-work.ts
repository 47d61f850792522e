import type { Actor, CoreApp } from '@zhicheng/core';
import type { Ctx } from './answers.ts';

/** Between two looks, however much is told. */
const PAUSE_MS = 1_000;
/** Where nothing is told, because what carries it is away. */
const BY_ITSELF_MS = 30_000;
/** A proxy takes a silent line for a dead one. */
const BEAT_MS = 25_000;
/** After that the browser asks anew, and so is asked who it is. */
const LONGEST_MS = 15 * 60_000;
const MOST = 2_000;

/** An organisation in one of its capacities. */
type Desk = Parameters<CoreApp['openWork']>[0][number];
const keyOf = ({ organisationId, capacity }: Desk): string => `${organisationId} ${capacity}`;

interface Watcher {
  readonly desk: Desk;
  tell(): void;
  beat(): void;
  end(): void;
}

type Watched = Pick<CoreApp, 'openWork'> & { readonly core: Pick<CoreApp['core'], 'stir'> };

export interface LiveWork {
  /** A line on which somebody who works for an organisation is told to look again. */
  open(c: Ctx, actor: Actor): Response;
  /** Ends all lines, so that the process can stop; those who come then are sent away. */
  end(): Promise<void>;
}

/**
 * Watches the open work of those who have a page open: after something was changed anywhere it looks once, at all of
 * them together, and tells those whose desk is another than before. It says no more than that: what there is, a page
 * asks in its own name.
 */
export async function watchWork({ core: { stir }, openWork }: Watched): Promise<LiveWork> {
  const watchers = new Set<Watcher>();
  let known: ReadonlyMap<string, string> = new Map();
  let [looking, again, ended] = [false, false, false];

  const look = async (): Promise<void> => {
    const desks = [...new Map([...watchers].map(({ desk }) => [keyOf(desk), desk])).values()];
    const before = known;
    known = desks.length > 0 ? await openWork(desks) : new Map();
    for (const watcher of watchers) {
      const key = keyOf(watcher.desk);
      if (before.has(key) && before.get(key) !== known.get(key)) watcher.tell();
    }
  };
  const soon = (): void => {
    again = looking;
    if (looking || ended || watchers.size === 0) return;
    looking = true;
    // while the database is away nobody has anything to look at
    void look()
      .catch(() => undefined)
      .finally(() =>
        setTimeout(() => {
          looking = false;
          if (again) soon();
        }, PAUSE_MS).unref(),
      );
  };
  const deaf = await stir.hear(soon);
  const timers = [setInterval(soon, BY_ITSELF_MS), setInterval(() => watchers.forEach(({ beat }) => beat()), BEAT_MS)];
  for (const timer of timers) timer.unref();

  return {
    open(c, actor) {
      if (ended || watchers.size >= MOST) return c.body(null, 503, { 'Retry-After': '30' });
      if (actor.organisationId === null) return c.body(null, 204);
      const body = line({ organisationId: actor.organisationId, capacity: actor.role }, watchers);
      soon();
      // a proxy that collects an answer before it passes it on would never pass on this one
      return c.body(body, 200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
    },
    async end() {
      ended = true;
      timers.forEach(clearInterval);
      for (const watcher of watchers) watcher.end();
      await deaf();
    },
  };
}

/** The browser comes back by itself when the line ends; not all of them at the same moment. */
const comeBack = (): string => `retry: ${2_000 + Math.floor(Math.random() * 6_000)}\n\n`;

function line(desk: Desk, watchers: Set<Watcher>): ReadableStream<Uint8Array> {
  const text = new TextEncoder();
  let leave = (): void => undefined;
  return new ReadableStream({
    start(controller) {
      const say = (words: string): void => controller.enqueue(text.encode(words));
      const watcher: Watcher = {
        desk,
        tell: () => say('event: work\ndata:\n\n'),
        beat: () => say(':\n\n'),
        end() {
          leave();
          controller.close();
        },
      };
      const over = setTimeout(watcher.end, LONGEST_MS);
      over.unref();
      leave = () => {
        clearTimeout(over);
        watchers.delete(watcher);
      };
      watchers.add(watcher);
      say(comeBack());
    },
    cancel: () => leave(),
  });
}
