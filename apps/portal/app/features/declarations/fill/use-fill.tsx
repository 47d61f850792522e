import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import type { PlannedSection, Raw } from '@zhicheng/series-kit';
import type { SaveState } from '../../../components/saved-mark.tsx';
import { useFrame } from '../../../frames/use-frame.ts';
import type { Refusal } from '../../../refusal.ts';
import { sectionsOf, type FillView } from './plan-of-page.ts';
import type { FillAnswer } from './run-change.ts';
import { useChangeQueue } from './use-change-queue.ts';
import { useDrafts, type DraftBook, type Drafts } from './use-drafts.ts';

const SAVE_AFTER_MS = 2500;
const RETRY_AFTER_MS = 10_000;

export type Fill = {
  readonly view: FillView;
  readonly sections: readonly PlannedSection[];
  readonly book: DraftBook;
  readonly busy: boolean;
  readonly save: SaveState;
  /** Of the last change that the person asked for, or of the saving by itself. */
  readonly refusal: Refusal | undefined;
  /** False while the page saved by itself: then nothing takes the focus. */
  readonly asked: boolean;
  readonly notes: readonly string[];
  /** For the ear. */
  readonly said: string;
  change(key: string, raw: Raw): void;
  /** Stores everything typed, then goes on; not after a refusal. */
  flush(then?: () => void): void;
  /** Any other change, after everything typed is stored. */
  send(intent: string, body: Raw, then?: (answer: FillAnswer) => void): void;
};

const FillContext = createContext<Fill | null>(null);

export function useFill(): Fill {
  const fill = useContext(FillContext);
  if (!fill) throw new Error('useFill needs FillProvider');
  return fill;
}

export const formKey = (section: string): string => `form:${section}`;
export const extrasKey = (section: string): string => `extras:${section}`;

function storedOf({ data }: FillView, key: string): Raw {
  const [kind, section = ''] = key.split(':');
  if (kind === 'form') return data.forms[section] ?? {};
  return Object.fromEntries((data.picks[section] ?? []).map(({ entry, extra }) => [entry, extra ?? {}]));
}

const within = (drafts: Drafts, kind: string, keys: readonly string[]): Record<string, Raw> =>
  Object.fromEntries(
    keys.flatMap((key) => {
      const draft = drafts[key];
      return draft && key.startsWith(`${kind}:`) ? [[key.slice(kind.length + 1), draft.raw]] : [];
    }),
  );

type Said = { refusal?: Refusal; asked: boolean; notes: readonly string[]; said: string };
const QUIET: Said = { asked: false, notes: [], said: '' };

/** Holds the unsaved answers of the page, stores them by itself, and runs every change one after the other. */
export function FillProvider({ view, children }: { view: FillView; children: ReactNode }) {
  const { active } = useFrame();
  const record = `declarations/${view.card.id}`;
  const book = useDrafts({ account: active?.id ?? '', record, stored: (key) => storedOf(view, key) });
  const queue = useChangeQueue(view.card.version);
  const [last, setLast] = useState<Said>(QUIET);
  const [saved, setSaved] = useState<SaveState>({ kind: 'idle' });
  // What the queue calls later must see the page of then, not of now.
  const latest = useRef(book);
  latest.current = book;

  const answered = (answer: FillAnswer, asked: boolean) => {
    setLast({ refusal: answer.refusal, asked, notes: answer.notes, said: answer.said ?? '' });
    if (answer.offline) setSaved({ kind: 'failed' });
    else if (!answer.refusal) setSaved({ kind: 'saved', at: answer.at });
  };
  const save = (asked: boolean, then?: () => void, again = true) => {
    let sent: Drafts = {};
    queue.add({
      intent: 'save',
      body() {
        sent = latest.current.drafts;
        const keys = Object.keys(sent).filter((key) => !latest.current.conflicts.includes(key));
        if (keys.length === 0) return null;
        latest.current.fly(keys);
        setSaved({ kind: 'saving' });
        return { forms: within(sent, 'form', keys), extras: within(sent, 'extras', keys) };
      },
      done(answer) {
        latest.current.fly([]);
        const left = latest.current.conflictsWithout(answer?.saved ?? []);
        if (answer) {
          latest.current.settle(sent, answer.saved);
          // Another window changed something else: nothing of this is lost by saving again over its version.
          if (answer.refusal?.code === 'CONFLICT' && left.length === 0 && again) return save(asked, then, false);
          answered(answer, asked);
        }
        if (!answer?.refusal && !answer?.offline && left.length === 0) then?.();
      },
    });
  };

  const dirty = Object.keys(book.drafts).length - book.conflicts.length;
  useEffect(() => {
    if (dirty <= 0) return;
    const timer = setTimeout(() => save(false), saved.kind === 'failed' ? RETRY_AFTER_MS : SAVE_AFTER_MS);
    return () => clearTimeout(timer);
    // Anew after each change of the answers, and after a failure.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [book.drafts, saved.kind === 'failed' ? saved : null]);

  const fill: Fill = {
    view,
    sections: sectionsOf(view),
    book,
    busy: queue.busy,
    save: saved,
    refusal: last.refusal,
    asked: last.asked,
    notes: last.notes,
    said: last.said,
    change: book.change,
    flush: (then) => save(true, then),
    send(intent, body, then) {
      save(true, () =>
        queue.add({
          intent,
          body: () => body,
          done(answer) {
            if (!answer) return;
            answered(answer, true);
            if (!answer.refusal && !answer.offline) then?.(answer);
          },
        }),
      );
    },
  };
  return <FillContext.Provider value={fill}>{children}</FillContext.Provider>;
}
