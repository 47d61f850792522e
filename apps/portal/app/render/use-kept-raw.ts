import type { Raw } from '@zhicheng/series-kit';
import { useEffect, useRef, useState } from 'react';
import { dropKeptText, keepText, readKeptText } from './kept-text.ts';

type Kept = { readonly raw: Raw; readonly version: number | null };

const WRITE_AFTER_MS = 400;

function keptOf(account: string, record: string): Kept | null {
  const found = readKeptText(account, record);
  if (!found || typeof found.raw !== 'object' || found.raw === null) return null;
  return { raw: { ...found.raw }, version: typeof found.version === 'number' ? found.version : null };
}

type Parts = { account: string; record: string; initial: Raw; version: number | null };

export type KeptRaw = {
  readonly raw: Raw;
  /** The version the text was typed over: what the server must compare with. */
  readonly version: number | null;
  /** Text of an earlier visit that was never saved is shown again. */
  readonly restored: boolean;
  change(next: Raw, version?: number | null): void;
  /** It is saved, or the person wants the saved one: nothing stays on the device. */
  forget(): void;
  /** Back to what is saved. */
  revert(): void;
};

/** The raw values of a form, kept on this device from the first change until they are saved. */
export function useKeptRaw({ account, record, initial, version }: Parts): KeptRaw {
  const [state, setState] = useState<Kept>({ raw: initial, version });
  const [restored, setRestored] = useState(false);
  const dirty = useRef(false);

  useEffect(() => {
    const kept = keptOf(account, record);
    if (!kept || JSON.stringify(kept.raw) === JSON.stringify(initial)) return;
    setState(kept);
    setRestored(true);
    // Read once per record: later answers of the server must not bring back old text.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [account, record]);

  useEffect(() => {
    if (!dirty.current) return;
    const timer = setTimeout(() => keepText(account, record, state), WRITE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [account, record, state]);

  const forget = () => {
    dirty.current = false;
    dropKeptText(account, record);
    setRestored(false);
  };
  return {
    ...state,
    restored,
    change(raw, base = state.version) {
      dirty.current = true;
      setState({ raw, version: base });
    },
    forget,
    revert() {
      forget();
      setState({ raw: initial, version });
    },
  };
}
