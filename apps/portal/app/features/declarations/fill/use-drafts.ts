import { isRaw, type Raw } from '@zhicheng/series-kit';
import { useEffect, useRef, useState } from 'react';
import { dropKeptText, keepText, readKeptText } from '../../../render/kept-text.ts';
import { joined, typedElsewhere, useServerDrafts, type Copy } from './use-server-drafts.ts';

/** What was typed and is not stored yet, over the stored text it was typed over. */
export type Draft = { readonly raw: Raw; readonly base: string };
export type Drafts = Readonly<Record<string, Draft>>;

const WRITE_AFTER_MS = 400;
const canonical = (raw: Raw): string => JSON.stringify(raw);

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const changedSince = (base: Raw, raw: Raw): string[] =>
  [...new Set([...Object.keys(base), ...Object.keys(raw)])].filter((name) => !same(base[name], raw[name]));

/** What was typed here over what is stored now: an answer that only another window changed is taken over. */
export function merged(draft: Draft, now: Raw): Raw {
  const base: unknown = JSON.parse(draft.base);
  const mine = changedSince(isRaw(base) ? base : {}, draft.raw);
  return { ...now, ...Object.fromEntries(mine.map((name) => [name, draft.raw[name]])) };
}

/** True if both changed the same answer, and differently. */
export function collides(draft: Draft, now: Raw): boolean {
  const parsed: unknown = JSON.parse(draft.base);
  const base = isRaw(parsed) ? parsed : {};
  const theirs = changedSince(base, now);
  return changedSince(base, draft.raw).some((name) => theirs.includes(name) && !same(draft.raw[name], now[name]));
}

function draftsIn(kept: Readonly<Record<string, unknown>>): Drafts {
  return Object.fromEntries(
    Object.entries(kept).flatMap(([key, draft]) =>
      isRaw(draft) && isRaw(draft.raw) && typeof draft.base === 'string'
        ? [[key, { raw: draft.raw, base: draft.base }]]
        : [],
    ),
  );
}

/** Beside the drafts, whose keys are never blank. */
const COPY = '';
const NO_COPY: Copy = { revision: null, sent: false };

function copyIn(kept: Readonly<Record<string, unknown>>): Copy {
  const copy = kept[COPY];
  if (!isRaw(copy)) return NO_COPY;
  return { revision: typeof copy.revision === 'string' ? copy.revision : null, sent: copy.sent === true };
}

type Parts = {
  account: string;
  record: string;
  /** Of the declaration as the page has it. */
  version: number;
  /** What is stored now, by key. */
  stored(key: string): Raw;
};

export type DraftBook = {
  readonly drafts: Drafts;
  /** Text of an earlier visit is shown again. */
  readonly restored: boolean;
  /** Another window or device types into this form: what is unsaved here stays on this device. */
  readonly elsewhere: boolean;
  /** Typed here and changed elsewhere: nothing is sent until the person has chosen. */
  readonly conflicts: readonly string[];
  /** The same, as it will be once these are stored. */
  conflictsWithout(saved: readonly string[]): readonly string[];
  /** On their way: neither typed over nor changed elsewhere until the answer is here. */
  fly(keys: readonly string[]): void;
  value(key: string): Raw;
  change(key: string, raw: Raw): void;
  /** Stored: forgets what was sent, and keeps what was typed meanwhile over the new text. */
  settle(sent: Drafts, keys: readonly string[]): void;
  /** The person has chosen between his own text and the stored one. */
  resolve(key: string, raw: Raw): void;
  revert(): void;
};

/** The unsaved answers of all sections, kept on this device, and on the server, until they are stored. */
export function useDrafts({ account, record, version, stored }: Parts): DraftBook {
  const [drafts, setDrafts] = useState<Drafts>({});
  const [restored, setRestored] = useState(false);
  const [elsewhere, setElsewhere] = useState(false);
  const read = useRef(false);
  const copy = useRef<Copy>(NO_COPY);

  useEffect(() => {
    const found = readKeptText(account, record) ?? {};
    const kept = draftsIn(found);
    copy.current = copyIn(found);
    read.current = true;
    if (Object.keys(kept).length === 0) return;
    setDrafts(kept);
    setRestored(true);
  }, [account, record]);

  useEffect(() => {
    if (!read.current) return;
    if (Object.keys(drafts).length === 0) {
      dropKeptText(account, record);
      return;
    }
    const timer = setTimeout(() => {
      copy.current = { ...copy.current, sent: false };
      keepText(account, record, { ...drafts, [COPY]: copy.current });
    }, WRITE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [account, record, drafts]);

  useServerDrafts({
    record,
    version,
    drafts,
    parse: draftsIn,
    onFound(theirs, revision) {
      const known = copy.current;
      copy.current = { revision, sent: false };
      setDrafts((mine) => joined(mine, theirs, known, revision));
      setRestored(true);
    },
    onState: (state) => setElsewhere((before) => typedElsewhere(before, state)),
    onKept(sent, revision) {
      copy.current = { revision, sent };
      if (sent) keepText(account, record, { ...drafts, [COPY]: copy.current });
    },
  });

  const flying = useRef<readonly string[]>([]);
  const conflictsWithout = (saved: readonly string[]): string[] =>
    Object.entries(drafts).flatMap(([key, draft]) =>
      !saved.includes(key) && collides(draft, stored(key)) ? [key] : [],
    );
  const put = (key: string, draft: Draft) => setDrafts((all) => ({ ...all, [key]: draft }));
  return {
    drafts,
    restored: restored && Object.keys(drafts).length > 0,
    elsewhere: elsewhere && Object.keys(drafts).length > 0,
    conflicts: conflictsWithout(flying.current),
    conflictsWithout,
    fly(keys) {
      flying.current = keys;
    },
    value: (key) => (drafts[key] ? merged(drafts[key], stored(key)) : stored(key)),
    change: (key, raw) =>
      setDrafts((all) => {
        const before = all[key];
        // What is typed stands over what is stored now, unless a choice between the two is still open.
        const base = before && collides(before, stored(key)) ? before.base : canonical(stored(key));
        return { ...all, [key]: { raw, base } };
      }),
    settle: (sent, keys) =>
      setDrafts((all) =>
        Object.fromEntries(
          Object.entries(all).flatMap(([key, draft]) => {
            if (!keys.includes(key)) return [[key, draft]];
            return draft.raw === sent[key]?.raw ? [] : [[key, { raw: draft.raw, base: canonical(stored(key)) }]];
          }),
        ),
      ),
    resolve: (key, raw) => put(key, { raw, base: canonical(stored(key)) }),
    revert() {
      setDrafts({});
      setRestored(false);
    },
  };
}
