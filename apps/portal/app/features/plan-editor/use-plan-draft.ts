import { useBlocker, useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { asRefusal } from '../../refusal.ts';
import type { Draft, EditorView } from './types.ts';

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * What is being typed, over all steps, until it is saved. Text survives a refusal; leaving the editor with unsaved
 * changes asks first.
 */
export function usePlanDraft(view: EditorView) {
  const [draft, setDraft] = useState<Draft>(view.data);
  const [kept, setKept] = useState<Draft>(view.data);
  const [sent, setSent] = useState<Draft | null>(null);
  const fetcher = useFetcher<unknown>();
  const refusal = asRefusal(fetcher.data);
  const dirty = !same(draft, kept);
  const saving = fetcher.state !== 'idle';

  useEffect(() => {
    if (fetcher.state !== 'idle' || !sent) return;
    if (!asRefusal(fetcher.data)) setKept(sent);
    setSent(null);
  }, [fetcher.state, fetcher.data, sent]);

  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname,
  );

  return {
    ...{ draft, dirty, saving, refusal, blocker },
    saved: !dirty && !refusal && fetcher.data !== undefined,
    change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
    save() {
      if (saving) return;
      setSent(draft);
      fetcher.submit(
        { raw: JSON.stringify(draft), intent: 'save', expectedVersion: String(view.version) },
        { method: 'post', action: `/work/plans/${view.id}` },
      );
    },
  };
}
