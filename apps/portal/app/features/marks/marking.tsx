import type { Caller } from '@zhicheng/core';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';

export type AuditMarks = Awaited<ReturnType<Caller['declarations']['marks']>>;
export type Mark = AuditMarks['drafts'][number];
export type Place = {
  readonly section: string;
  readonly entryId?: string | null;
  readonly path?: string | null;
  readonly fileId?: string | null;
};

const keyOf = ({ section, entryId, path, fileId }: Place): string =>
  [section, entryId, path, fileId].map((part) => part ?? '').join('|');

type Marking = {
  readonly on: boolean;
  readonly picked: readonly (Place & { readonly label: string })[];
  readonly drafts: readonly Mark[];
  turn(on: boolean): void;
  toggle(place: Place, label: string): void;
  clear(): void;
};

const QUIET: Marking = {
  ...{ on: false, picked: [], drafts: [] },
  ...{ turn: () => undefined, toggle: () => undefined, clear: () => undefined },
};
const MarkingContext = createContext<Marking>(QUIET);
export const useMarking = (): Marking => useContext(MarkingContext);

/** Which places of a case are ticked to be marked, as long as the page is open. */
export function MarkingProvider({ drafts, children }: { drafts: readonly Mark[]; children: ReactNode }) {
  const [on, turn] = useState(false);
  const [picked, setPicked] = useState<Marking['picked']>([]);
  const marking = useMemo<Marking>(
    () => ({
      ...{ on, picked, drafts, turn },
      toggle: (place, label) =>
        setPicked((all) => {
          const left = all.filter((other) => keyOf(other) !== keyOf(place));
          return left.length < all.length ? left : [...all, { ...place, label }];
        }),
      clear: () => setPicked([]),
    }),
    [on, picked, drafts],
  );
  return <MarkingContext.Provider value={marking}>{children}</MarkingContext.Provider>;
}

const ScopeContext = createContext<Place | null>(null);

/** Everything inside belongs to this section, or to this row of it. */
export function MarkScope({ place, children }: { place: Place; children: ReactNode }) {
  return <ScopeContext.Provider value={place}>{children}</ScopeContext.Provider>;
}

/** `words`: what the box is for, where nothing stands beside it that says so. */
type TickProps = { label: string; path?: string; fileId?: string; words?: string };

/** A box to tick while marking, and what has been said here already. Outside of a scope there is nothing to mark. */
export function MarkTick({ label, path, fileId, words }: TickProps) {
  const scope = useContext(ScopeContext);
  const { on, picked, drafts, toggle } = useMarking();
  if (!scope) return null;
  const place: Place = { ...scope, ...(path && { path }), ...(fileId && { fileId }) };
  const key = keyOf(place);
  const draft = drafts.find((mark) => keyOf(mark) === key);
  return (
    <>
      {on && (
        <label className={words ? 'marktick marktick--words' : 'marktick'}>
          <input
            type="checkbox"
            checked={picked.some((other) => keyOf(other) === key)}
            onChange={() => toggle(place, label)}
          />
          {words && <span aria-hidden="true">{words}</span>}
          <span className="vh">标记{label}</span>
        </label>
      )}
      {draft && <span className="markword">已标记：{draft.reason}</span>}
    </>
  );
}
