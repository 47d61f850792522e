import { useEffect, useRef } from 'react';
import { openAutosave, type Autosave, type AutosaveState } from '../../../render/autosave.ts';
import type { Drafts } from './use-drafts.ts';

/** Longer than the page's own saving takes: only what could not be saved goes to the drafts. */
const PAUSE_MS = 5000;

/** What the device knows of the server's copy: which one it was, and whether it is the same text. */
export type Copy = { readonly revision: string | null; readonly sent: boolean };

/** Text of this device and of the server: of the same section, the device's, unless another device has typed since. */
export function joined(mine: Drafts, theirs: Drafts, copy: Copy, revision: string): Drafts {
  return copy.sent && copy.revision !== revision ? { ...mine, ...theirs } : { ...theirs, ...mine };
}

/** Whether another window or device types into the same form; known again once the server has taken text of this one. */
export function typedElsewhere(before: boolean, { kind }: AutosaveState): boolean {
  if (kind === 'moved') return true;
  return kind === 'saved' ? false : before;
}

type Parts = {
  record: string;
  /** Of the record as the page has it. */
  version: number;
  drafts: Drafts;
  /** A server's copy is there; called once, before anything is sent. */
  onFound(theirs: Drafts, revision: string): void;
  /** The server has text of this page; `latest`: the one that stands here now. */
  onKept(latest: boolean, revision: string): void;
  onState(state: AutosaveState): void;
  parse(raw: Readonly<Record<string, unknown>>): Drafts;
};

/**
 * Keeps on the server as well what is typed and not stored, e.g. refused as wrong: it is there on any other device.
 * The declaration itself is never written. Discarded once nothing is unsaved.
 */
export function useServerDrafts({ record, version, drafts, onFound, onKept, onState, parse }: Parts): void {
  const line = useRef<Autosave | null>(null);
  const latest = useRef({ drafts, onFound, onKept, onState, parse });
  latest.current = { drafts, onFound, onKept, onState, parse };
  const used = useRef(false);

  useEffect(() => {
    let gone = false;
    const opened = openAutosave({
      record,
      client: async () => (await import('../../../api.ts')).apiClient(),
      report: (state) => !gone && latest.current.onState(state),
      onKept: ({ raw }, revision) => !gone && latest.current.onKept(raw === latest.current.drafts, revision),
      pauseMs: PAUSE_MS,
    });
    line.current = opened;
    void opened.read().then((found) => {
      if (gone || !found) return;
      opened.adopt(found.revision);
      const theirs = latest.current.parse(found.raw);
      used.current = true;
      if (Object.keys(theirs).length === 0) void opened.discard();
      else latest.current.onFound(theirs, found.revision);
    });
    return () => {
      gone = true;
      opened.close();
    };
  }, [record]);

  useEffect(() => {
    if (Object.keys(drafts).length > 0) {
      used.current = true;
      line.current?.typed({ raw: drafts, baseVersion: version });
    } else if (used.current) void line.current?.discard();
  }, [drafts, version]);
}
