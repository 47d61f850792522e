import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Assessment, PlannedSection, Raw } from '@zhicheng/series-kit';
import type { SaveState } from '../../../components/saved-mark.tsx';
import { useFrame } from '../../../frames/use-frame.ts';
import type { Refusal } from '../../../refusal.ts';
import { useLiveAssessment } from './live-assessment.ts';
import { useOffline } from './network.ts';
import { sectionsOf, type FillView } from './plan-of-page.ts';
import type { FillAnswer } from './run-change.ts';
import { useChangeQueue } from './use-change-queue.ts';
import { useDrafts, type DraftBook, type Drafts } from './use-drafts.ts';

const SAVE_AFTER_MS = 2500;

export type Fill = {
  readonly view: FillView;
  readonly sections: readonly PlannedSection[];
  /** 开始检测 over what is stored and typed. */
  readonly assessment: Assessment;
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

/** The answers of one kind by section, as they are shown. */
const within = (book: DraftBook, kind: string, keys: readonly string[]): Record<string, Raw> =>
  Object.fromEntries(
    keys.filter((key) => key.startsWith(`${kind}:`)).map((key) => [key.slice(kind.length + 1), book.value(key)]),
  );

/** Changes of single rows overwrite nothing that another window did: they may be tried again over its version. */
const OF_ROWS: readonly string[] = ['import', 'move', 'remove'];

type Said = { refusal?: Refusal; asked: boolean; notes: readonly string[]; said: string };
const QUIET: Said = { asked: false, notes: [], said: '' };

/** Holds the unsaved answers of the page, stores them by itself, and runs every change one after the other. */
export function FillProvider({ view, children }: { view: FillView; children: ReactNode }) {
  const { active } = useFrame();
  const record = `declarations/${view.card.id}`;
  const book = useDrafts({
    account: active?.id ?? '',
    record,
    version: view.card.version,
    stored: (key) => storedOf(view, key),
  });
  const typed = useMemo(
    () => Object.fromEntries(Object.keys(book.drafts).map((key) => [key, book.value(key)])),
    // The answers as they are shown follow from these two.
    [book.drafts, view],
  );
  const assessment = useLiveAssessment(view, typed);
  const queue = useChangeQueue(view.card.version);
  const [last, setLast] = useState<Said>(QUIET);
  const offline = useOffline();
  const [saved, setSaved] = useState<SaveState>({ kind: 'idle' });
  // What the queue calls later must see the page of then, not of now.
  const latest = useRef(book);
  latest.current = book;

  const answered = (answer: FillAnswer, asked: boolean) => {
    setLast({ refusal: answer.refusal, asked, notes: answer.notes, said: answer.said ?? '' });
    setSaved(answer.refusal ? { kind: 'idle' } : { kind: 'saved', at: answer.at });
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
        return { forms: within(latest.current, 'form', keys), extras: within(latest.current, 'extras', keys) };
      },
      done(answer) {
        latest.current.fly([]);
        if (answer?.lost) return save(asked, then);
        setSaved((state) => (state.kind === 'saving' ? { kind: 'idle' } : state));
        const left = latest.current.conflictsWithout(answer?.saved ?? []);
        if (answer) {
          latest.current.settle(sent, answer.saved);
          // Another window changed something else: nothing of this is lost by saving again over its version.
          if (answer.refusal?.code === 'CONFLICT' && left.length === 0 && again) return save(asked, then, false);
          answered(answer, asked);
        } else if (asked && left.length === 0) setLast(QUIET);
        if (!answer?.refusal && left.length === 0) then?.();
      },
    });
  };

  const dirty = Object.keys(book.drafts).length - book.conflicts.length;
  useEffect(() => {
    if (dirty <= 0) return;
    const timer = setTimeout(() => save(false), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
    // Anew after each change of the answers.
  }, [book.drafts]);

  const fill: Fill = {
    view,
    sections: sectionsOf(view),
    assessment,
    book,
    busy: queue.busy,
    save: offline ? { kind: 'failed' } : saved,
    refusal: last.refusal,
    asked: last.asked,
    notes: last.notes,
    said: last.said,
    change: book.change,
    flush: (then) => save(true, then),
    send(intent, body, then) {
      const run = (again: boolean) =>
        queue.add({
          intent,
          body: () => body,
          done(answer) {
            if (!answer) return;
            if (answer.lost) return run(again);
            if (answer.refusal?.code === 'CONFLICT' && again) return run(false);
            answered(answer, true);
            if (!answer.refusal) then?.(answer);
          },
        });
      save(true, () => run(OF_ROWS.includes(intent)));
    },
  };
  return <FillContext.Provider value={fill}>{children}</FillContext.Provider>;
}
