import type { Raw } from '@zhicheng/series-kit';
import type { ApiClient } from '../api.ts';
import { BusyError } from '../patience.ts';

/** Text of a form as the server keeps it. */
export type ServerDraft = {
  readonly raw: Raw;
  readonly baseVersion: number | null;
  readonly revision: string;
  readonly savedAt: Date;
};

export type AutosaveState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saved'; readonly at: Date }
  /** On this device only: no network, too many people, the session has ended, or the server takes no text of this form. */
  | { readonly kind: 'device'; readonly why: 'offline' | 'busy' | 'expired' | 'refused' }
  /** Another window or device has typed into this form. */
  | { readonly kind: 'moved'; readonly other: ServerDraft }
  /** The record was saved elsewhere: the page has to read it again. */
  | { readonly kind: 'behind' }
  /** The record was submitted or decided elsewhere. */
  | { readonly kind: 'closed' };

export type Typed = { readonly raw: Raw; readonly baseVersion: number | null };

export type Autosave = {
  /** What the server keeps of this form; null without network as well. */
  read(): Promise<ServerDraft | null>;
  /** Typing goes on from this one. */
  adopt(revision: string | null): void;
  typed(text: Typed): void;
  /** While the form itself is on its way to the server; goes on with `resume`, or with typing. */
  hold(): void;
  resume(): void;
  /** Saved, or not wanted any more. */
  discard(): Promise<void>;
  close(): void;
};

type Parts = {
  readonly record: string;
  /** The core's procedures; loaded when they are first needed. */
  readonly client: () => Promise<Pick<ApiClient, 'drafts'>>;
  report(state: AutosaveState): void;
  /** The server has this text. */
  onKept?(text: Typed, revision: string): void;
  readonly pauseMs?: number;
  readonly retryMs?: number;
};

const PAUSE_MS = 1500;
const RETRY_MS = 5000;

/** One request after the other for each form of this page, also across its mounts: a late one overtakes no other. */
const lines = new Map<string, Promise<unknown>>();
function inLine<T>(record: string, run: () => Promise<T>): Promise<T> {
  const now = (lines.get(record) ?? Promise.resolve()).then(run, run);
  const settled = now.then(
    () => undefined,
    () => undefined,
  );
  lines.set(record, settled);
  void settled.then(() => lines.get(record) === settled && lines.delete(record));
  return now;
}

type Failure = { readonly code: string; readonly issue: string; readonly againMs?: number };
type Bag = Readonly<Record<string, unknown>>;
const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null;

/** What the core said; a failure without words of the core is a failure on the way. */
function failureOf(error: unknown): Failure {
  const cause = isBag(error) ? error.cause : undefined;
  // those told the same second do not come back in the same instant
  if (cause instanceof BusyError)
    return { code: 'BUSY', issue: '', againMs: cause.busy.seconds * 1000 + Math.random() * 1000 };
  const data = isBag(error) && isBag(error.data) && isBag(error.data.body) ? error.data.body : {};
  const issues: unknown = data.issues;
  const first: unknown = Array.isArray(issues) ? issues[0] : undefined;
  return {
    code: typeof data.code === 'string' ? data.code : 'OFFLINE',
    issue: isBag(first) && typeof first.code === 'string' ? first.code : '',
  };
}

/**
 * Sends what is typed into one form to the server, a moment after each pause in typing. Nothing of it reaches the
 * record: only 保存 and 提交 do. What cannot be sent is tried again; the caller keeps it on the device meanwhile.
 */
export function openAutosave({
  record,
  client,
  report,
  onKept,
  pauseMs = PAUSE_MS,
  retryMs = RETRY_MS,
}: Parts): Autosave {
  let revision: string | null = null;
  let waiting: Typed | null = null;
  /** Asked of the person, or over: nothing is sent until `adopt`, or typing over another version. */
  let halted: Typed | null = null;
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** The site has asked not to be asked before. */
  let notBefore = 0;

  const later = (ms: number) => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(() => void send(), Math.max(ms, notBefore - Date.now()));
  };
  const refused = async (text: Typed, { code, issue, againMs = 0 }: Failure) => {
    if (code === 'BUSY') {
      waiting ??= text;
      notBefore = Date.now() + againMs;
      report({ kind: 'device', why: 'busy' });
      return later(againMs);
    }
    if (code === 'OFFLINE' || code === 'INTERNAL') {
      waiting ??= text;
      report({ kind: 'device', why: 'offline' });
      return later(retryMs);
    }
    if (code === 'UNAUTHENTICATED') {
      waiting ??= text;
      return report({ kind: 'device', why: 'expired' });
    }
    if (code !== 'CONFLICT')
      return report(
        code === 'REFUSED' && issue === 'notEditable' ? { kind: 'closed' } : { kind: 'device', why: 'refused' },
      );
    halted = text;
    if (issue === 'recordMoved') return report({ kind: 'behind' });
    const other = await (await client()).drafts.read.query({ record }).catch(() => null);
    if (other) return report({ kind: 'moved', other });
    // The other window has just saved or given up its text.
    halted = null;
    revision = null;
    waiting ??= text;
    later(pauseMs);
  };
  const send = () =>
    inLine(record, async () => {
      const text = waiting;
      if (!text || closed || halted) return;
      waiting = null;
      try {
        const kept = await (await client()).drafts.keep.mutate({ record, revision, ...text, raw: { ...text.raw } });
        revision = kept.revision;
        onKept?.(text, revision);
        if (!waiting) report({ kind: 'saved', at: kept.savedAt });
      } catch (error) {
        await refused(text, failureOf(error));
      }
    });
  const online = () => waiting && later(0);
  if (typeof addEventListener === 'function') addEventListener('online', online);

  return {
    read: () => inLine(record, async () => (await client()).drafts.read.query({ record }).catch(() => null)),
    adopt(known) {
      revision = known;
      halted = null;
      if (waiting) later(pauseMs);
    },
    typed(text) {
      waiting = text;
      if (halted && halted.baseVersion !== text.baseVersion) halted = null;
      later(pauseMs);
    },
    hold: () => clearTimeout(timer),
    resume() {
      if (waiting) later(pauseMs);
    },
    discard() {
      clearTimeout(timer);
      waiting = null;
      return inLine(record, async () => {
        const known = revision;
        revision = null;
        if (known) await (await client()).drafts.discard.mutate({ record, revision: known }).catch(() => undefined);
      });
    },
    close() {
      // What the last pause was still too short for goes now.
      if (waiting && !halted) void send();
      clearTimeout(timer);
      if (typeof removeEventListener === 'function') removeEventListener('online', online);
      void inLine(record, async () => {
        closed = true;
      });
    },
  };
}
