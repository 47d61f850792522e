import type { Raw } from '@zhicheng/series-kit';
import { useEffect, useRef, useState } from 'react';
import { openAutosave, type Autosave, type AutosaveState, type ServerDraft } from './autosave.ts';
import { dropKeptText, keepText, readKeptText } from './kept-text.ts';

type Text = { readonly raw: Raw; readonly version: number | null };
/** On the device: when, over which text of the server, and whether the server has it too. */
type Kept = Text & { readonly at: string | null; readonly revision: string | null; readonly sent: boolean };

/** Another text of the same form, to choose from field by field. */
export type Other = Text & { readonly at?: string };

const WRITE_AFTER_MS = 400;

function keptOf(account: string, record: string): Kept | null {
  const found = readKeptText(account, record);
  if (!found || typeof found.raw !== 'object' || found.raw === null) return null;
  const { raw, version, at, revision, sent } = found;
  return {
    raw: { ...raw },
    version: typeof version === 'number' ? version : null,
    at: typeof at === 'string' ? at : null,
    revision: typeof revision === 'string' ? revision : null,
    sent: sent === true,
  };
}

const same = (a: Raw, b: Raw): boolean => JSON.stringify(a) === JSON.stringify(b);
const client = async () => (await import('../api.ts')).apiClient();

type Parts = { account: string; record: string; initial: Raw; version: number | null };

export type KeptRaw = {
  readonly raw: Raw;
  /** The version the text was typed over: what the server must compare with. */
  readonly version: number | null;
  /** Text of an earlier visit that was never saved is shown again; when it was typed (null: not known). */
  readonly restored: { readonly at: string | null } | null;
  readonly autosave: AutosaveState;
  /** Typed on another device, or saved since this was typed: nothing is overwritten until the person has chosen. */
  readonly other: Other | null;
  change(next: Raw, version?: number | null): void;
  /** The form is on its way: nothing is kept by itself until `resume`, or until the person types on. */
  hold(): void;
  resume(): void;
  /** The person has chosen between his own text and the other one. */
  resolve(raw: Raw, version: number | null): void;
  /** It is saved, or the person wants the saved one: nothing stays, neither on the device nor on the server. */
  forget(): void;
  /** Back to what is saved. */
  revert(): void;
};

/** Whether the device's text goes before the server's: it is the same one, or has grown out of it. */
const goesBefore = (kept: Kept, found: ServerDraft): boolean =>
  same(kept.raw, found.raw) || (kept.revision === found.revision && !kept.sent);

/**
 * The raw values of a form, kept from the first change until they are saved: on this device at once, and on the server
 * after each pause, for any other device.
 */
export function useKeptRaw({ account, record, initial, version }: Parts): KeptRaw {
  const [state, setState] = useState<Text>({ raw: initial, version });
  const [restored, setRestored] = useState<KeptRaw['restored']>(null);
  const [autosave, setAutosave] = useState<AutosaveState>({ kind: 'idle' });
  const [other, setOther] = useState<(Other & { readonly revision: string | null }) | null>(null);
  const dirty = useRef(false);
  const revision = useRef<string | null>(null);
  const line = useRef<Autosave | null>(null);

  const write = (text: Text, sent: boolean) =>
    keepText(account, record, { ...text, at: new Date().toISOString(), revision: revision.current, sent });
  const restore = (text: Text, at: string | null) => {
    setState(text);
    setRestored({ at });
    if (text.version !== version) setOther({ raw: initial, version, revision: revision.current });
  };

  useEffect(() => {
    let gone = false;
    const opened = openAutosave({
      record,
      client,
      report: (now) => !gone && setAutosave(now),
      onKept({ raw, baseVersion }, known) {
        revision.current = known;
        if (!gone && dirty.current) write({ raw, version: baseVersion }, true);
      },
    });
    line.current = opened;
    const kept = keptOf(account, record);
    const mine = kept && !same(kept.raw, initial) ? kept : null;
    if (mine) restore(mine, mine.at);
    void opened.read().then((found) => {
      // Typed already: then the first keeping asks which of the two it is to be.
      if (gone || dirty.current) return;
      if (!found) {
        if (mine) opened.typed({ raw: mine.raw, baseVersion: mine.version });
        return;
      }
      revision.current = found.revision;
      opened.adopt(found.revision);
      if (same(found.raw, initial)) void opened.discard();
      else if (!mine || (!goesBefore(mine, found) && mine.sent))
        restore({ raw: found.raw, version: found.baseVersion }, found.savedAt.toISOString());
      else if (goesBefore(mine, found)) opened.typed({ raw: mine.raw, baseVersion: mine.version });
      else setOther({ raw: found.raw, version, at: found.savedAt.toISOString(), revision: found.revision });
    });
    return () => {
      gone = true;
      opened.close();
    };
    // Read once per record: later answers of the server must not bring back old text.
  }, [account, record]);

  useEffect(() => {
    if (!dirty.current) return;
    line.current?.typed({ raw: state.raw, baseVersion: state.version });
    const timer = setTimeout(() => write(state, false), WRITE_AFTER_MS);
    return () => clearTimeout(timer);
    // Anew after each change of the answers.
  }, [account, record, state]);

  useEffect(() => {
    if (autosave.kind === 'moved') {
      const { raw, revision: theirs, savedAt } = autosave.other;
      setOther({ raw, version: state.version, at: savedAt.toISOString(), revision: theirs });
    }
    // The page has read the record again.
    if (autosave.kind === 'behind' && version !== state.version)
      setOther({ raw: initial, version, revision: revision.current });
  }, [autosave, version]);

  const forget = () => {
    dirty.current = false;
    dropKeptText(account, record);
    revision.current = null;
    void line.current?.discard();
    setRestored(null);
    setOther(null);
    setAutosave({ kind: 'idle' });
  };
  const change = (raw: Raw, base: number | null = state.version) => {
    dirty.current = true;
    setState({ raw, version: base });
  };
  return {
    ...state,
    restored,
    autosave,
    other,
    change,
    resolve(raw, base) {
      if (other) {
        revision.current = other.revision;
        line.current?.adopt(other.revision);
        setOther(null);
      }
      change(raw, base);
    },
    hold: () => line.current?.hold(),
    resume: () => line.current?.resume(),
    forget,
    revert() {
      forget();
      setState({ raw: initial, version });
    },
  };
}
