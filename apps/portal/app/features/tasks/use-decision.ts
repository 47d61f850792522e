import { useNavigation, useSubmit } from '@remix-run/react';
import type { Raw } from '@zhicheng/series-kit';
import { useEffect, useRef, useState } from 'react';
import { useFrame } from '../../frames/use-frame.ts';
import type { Refusal } from '../../refusal.ts';
import { useKeptRaw } from '../../render/use-kept-raw.ts';
import { asText } from '../../render/values.ts';
import { recordOf } from './decided-note.tsx';
import { asRow } from './field-rows.tsx';

export type DecisionKind = 'pass' | 'return' | 'terminate';

const EMPTY: Raw = { opinion: '', recommendation: {}, next: '' };

/** Said inside the dialog that asks for them; everything else is said on the page. */
const ASKED = ['opinion', 'next'];
const belongsToDialog = ({ issues }: Refusal): boolean =>
  issues.length > 0 && issues.every(({ path }) => ASKED.includes(path));

export type Decision = {
  readonly opinion: string;
  readonly recommendation: Raw;
  /** `node:organisationId` of the next node, where several may follow. */
  readonly next: string;
  readonly asking: DecisionKind | null;
  readonly busy: boolean;
  change(part: { opinion?: string; next?: string }): void;
  /** The files of one upload slot. */
  upload(slot: string, files: unknown): void;
  ask(kind: DecisionKind | null): void;
  send(kind: DecisionKind): void;
  /** Once more what was sent last: after signing in again. */
  again(): void;
};

/** What the auditor typed for one case; kept on this device until the case is decided. */
export function useDecision(taskId: string, refusal: Refusal | undefined): Decision {
  const { active } = useFrame();
  const kept = useKeptRaw({ account: active?.id ?? '', record: recordOf(taskId), initial: EMPTY, version: null });
  const [asking, setAsking] = useState<DecisionKind | null>(null);
  const last = useRef<DecisionKind>('pass');
  // Uploads finish when they like: each adds to what is there then, not to what was there when it began.
  const latest = useRef(kept.raw);
  latest.current = kept.raw;
  const change = (part: Raw) => {
    latest.current = { ...latest.current, ...part };
    kept.change(latest.current);
  };
  const busy = useNavigation().state !== 'idle';
  const submit = useSubmit();
  useEffect(() => {
    if (refusal && !belongsToDialog(refusal)) setAsking(null);
  }, [refusal]);
  const send = (intent: DecisionKind) => {
    if (busy) return;
    last.current = intent;
    submit({ intent, raw: JSON.stringify(kept.raw) }, { method: 'post', preventScrollReset: true });
  };
  return {
    opinion: asText(kept.raw.opinion),
    recommendation: asRow(kept.raw.recommendation),
    next: asText(kept.raw.next),
    asking,
    busy,
    change,
    upload: (slot, files) => change({ recommendation: { ...asRow(latest.current.recommendation), [slot]: files } }),
    ask: setAsking,
    send,
    again: () => send(last.current),
  };
}
