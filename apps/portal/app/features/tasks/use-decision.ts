import { useLocation, useNavigation, useSubmit } from '@remix-run/react';
import type { Raw } from '@zhicheng/series-kit';
import { useEffect, useRef, useState } from 'react';
import { useFrame } from '../../frames/use-frame.ts';
import type { Refusal } from '../../refusal.ts';
import { useKeptRaw, type KeptRaw } from '../../render/use-kept-raw.ts';
import { asText } from '../../render/values.ts';
import { recordOf } from './decided-note.tsx';
import { asRow } from './field-rows.tsx';

export type DecisionKind = 'pass' | 'return' | 'terminate';

const KINDS: readonly DecisionKind[] = ['return', 'terminate', 'pass'];

/** Said inside the dialog that asks for them; everything else is said on the page. */
const ASKED = ['opinion', 'next'];
const belongsToDialog = ({ issues }: Refusal): boolean =>
  issues.length > 0 && issues.every(({ path }) => ASKED.includes(path));

export type Decision = {
  /** What was typed for one decision is not taken for another. */
  opinionOf(kind: DecisionKind): string;
  /** Whatever was typed, for handing it over. */
  readonly typed: string;
  readonly recommendation: Raw;
  /** 占用 or 不占用, with its explanation. */
  readonly quota: Raw;
  /** `node:organisationId` of the next node, where several may follow. */
  readonly next: string;
  readonly asking: DecisionKind | null;
  readonly busy: boolean;
  /** How far what is typed is kept, and whether it stands there from before. */
  readonly kept: Pick<KeptRaw, 'autosave' | 'restored' | 'revert'>;
  write(kind: DecisionKind, opinion: string): void;
  choose(next: string): void;
  settle(name: string, value: unknown): void;
  /** The files of one upload slot. */
  upload(slot: string, files: unknown): void;
  ask(kind: DecisionKind | null): void;
  send(kind: DecisionKind): void;
  /** Once more what was sent last: after signing in again. */
  again(): void;
};

/** On its way, or on the way elsewhere after it. A refusal that is being shown may be answered at once. */
function useBusy(): boolean {
  const { state, location } = useNavigation();
  const { pathname } = useLocation();
  return state === 'submitting' || (state === 'loading' && location.pathname !== pathname);
}

/**
 * What the auditor typed for one case; kept on this device until the case is decided.
 * @param uploads what was uploaded before the auditor took his pass back
 */
export function useDecision(taskId: string, refusal: Refusal | undefined, uploads: Raw = {}): Decision {
  const { active } = useFrame();
  const [initial] = useState<Raw>({ opinions: {}, recommendation: uploads, quota: {}, next: '' });
  const kept = useKeptRaw({ account: active?.id ?? '', record: recordOf(taskId), initial, version: null });
  const [asking, setAsking] = useState<DecisionKind | null>(null);
  const last = useRef<DecisionKind>('pass');
  // Uploads finish when they like: each adds to what is there then, not to what was there when it began.
  const latest = useRef(kept.raw);
  latest.current = kept.raw;
  const change = (part: Raw) => {
    latest.current = { ...latest.current, ...part };
    kept.change(latest.current);
  };
  const busy = useBusy();
  const submit = useSubmit();
  useEffect(() => {
    if (refusal && !belongsToDialog(refusal)) setAsking(null);
  }, [refusal]);
  const opinionOf = (kind: DecisionKind): string => asText(asRow(kept.raw.opinions)[kind]);
  const send = (intent: DecisionKind) => {
    if (busy) return;
    last.current = intent;
    const { recommendation, quota, next } = kept.raw;
    const raw = JSON.stringify({ opinion: opinionOf(intent), recommendation, quota, next });
    submit({ intent, raw }, { method: 'post', preventScrollReset: true });
  };
  return {
    opinionOf,
    typed: KINDS.map(opinionOf).filter(Boolean).join('\n'),
    recommendation: asRow(kept.raw.recommendation),
    quota: asRow(kept.raw.quota),
    next: asText(kept.raw.next),
    asking,
    busy,
    kept,
    write: (kind, opinion) => change({ opinions: { ...asRow(latest.current.opinions), [kind]: opinion } }),
    choose: (next) => change({ next }),
    settle: (name, value) => change({ quota: { ...asRow(latest.current.quota), [name]: value } }),
    upload: (slot, files) => change({ recommendation: { ...asRow(latest.current.recommendation), [slot]: files } }),
    ask: setAsking,
    send,
    again: () => send(last.current),
  };
}
