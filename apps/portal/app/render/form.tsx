import { useLocation, useNavigation, useRevalidator, useSubmit } from '@remix-run/react';
import type { Entity, Fields, Raw } from '@zhicheng/series-kit';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { ErrorSummary } from '../components/error-summary.tsx';
import { SessionExpired } from '../components/session-expired.tsx';
import type { FieldIssue, Refusal } from '../refusal.ts';
import { AutosaveMark } from './autosave-mark.tsx';
import { ConflictNotice, differs } from './conflict-notice.tsx';
import { FormBody, type FormBlock } from './form-body.tsx';
import { FormButtons, type Intent } from './form-buttons.tsx';
import { IssuesProvider } from './issues.tsx';
import { FieldSourcesProvider, type FieldSources } from './sources.tsx';
import { RestoredNote } from './restored-note.tsx';
import { useKeptRaw, type KeptRaw } from './use-kept-raw.ts';
import { newKey } from '../new-key.ts';
import { useWaits } from '../patience.ts';

type Props = {
  fields: Fields;
  /** Headings over groups of fields; without them the fields follow each other. */
  blocks?: readonly FormBlock[];
  /** What belongs to the form and is no field of the kit; its answers stand in `raw` as well. */
  after?(raw: Raw, change: (name: string, value: unknown) => void): ReactNode;
  /** Conditions of the entity (`entity.when`). */
  when?: Entity['when'];
  initial: Raw;
  /** Version the initial values have; null for a new record. */
  version: number | null;
  /** Text is kept on the device under both until it is saved. */
  account: string;
  record: string;
  sources?: FieldSources;
  /** 保存, 提交 in this order; the first marked `main` is filled. */
  intents: readonly Intent[];
  cancelTo?: string;
  /** The action's answer: `asRefusal(useActionData())`. */
  refusal?: Refusal;
  /** Address of the action; this page by default. */
  action?: string;
  /** Said above the buttons. */
  note?: ReactNode;
  /** Sent along as they are. */
  hidden?: Readonly<Record<string, string>>;
};

const NO_ISSUES: readonly FieldIssue[] = [];

/** Only a navigation away, or a finished save on this page, means that the server has the text. */
function useSavedSignal(busy: boolean, refusal: Refusal | undefined, answered: (saved: boolean) => void) {
  const sent = useRef<string | null>(null);
  const tell = useRef(answered);
  tell.current = answered;
  const { pathname, search } = useLocation();
  const last = useRef<Refusal | undefined>();
  last.current = refusal;
  useEffect(() => {
    if (busy || sent.current === null) return;
    sent.current = null;
    tell.current(last.current === undefined);
  }, [busy]);
  useEffect(
    () => () => {
      // Unmounted after sending: at another address it was a redirect; at the same one an error page, which keeps it.
      const here = window.location.pathname + window.location.search;
      if (sent.current !== null && sent.current !== here) tell.current(true);
    },
    [],
  );
  return () => {
    sent.current = pathname + search;
  };
}

/** A text of the same form from elsewhere; where no answer differs there is nothing to choose. */
function useOtherText(kept: KeptRaw, fields: Fields) {
  const { revalidate } = useRevalidator();
  const { other, autosave } = kept;
  const choice = other && differs(fields, kept.raw, other.raw) ? other : null;
  const settled = other && !choice ? other : null;
  useEffect(() => {
    if (settled) kept.resolve(kept.raw, settled.version);
    // Once per text from elsewhere.
  }, [settled]);
  useEffect(() => {
    if (autosave.kind === 'behind') revalidate();
  }, [autosave.kind, revalidate]);
  return choice;
}

const mainOf = (intents: readonly Intent[]): string =>
  (intents.find(({ main }) => main) ?? intents.at(-1))?.label ?? '保存';

type Sent = { readonly key: string; readonly intent: string };

/**
 * A form driven by fields. Sends `raw` (JSON), `intent`, `expectedVersion` and `idempotencyKey`; keeps what was typed
 * through refusals, conflicts, an expired session and a closed tab.
 */
export function KitForm(props: Props) {
  const { fields, blocks, when, after, account, record, sources = {}, intents, refusal, note, cancelTo } = props;
  const busy = useNavigation().state !== 'idle';
  // What would be typed now would not be in what was sent, and be forgotten with it.
  const held = useWaits().some(({ act }) => act === 'send') && busy;
  // Before the text itself: when the form goes, that it was saved is known first, and nothing of it is kept any more.
  const markSent = useSavedSignal(busy, refusal, (saved) => {
    if (!saved) return kept.resume();
    sent.current = null;
    kept.forget();
  });
  const kept = useKeptRaw({ account, record, initial: props.initial, version: props.version });
  const other = useOtherText(kept, fields);
  const submit = useSubmit();
  const [resolved, setResolved] = useState<Refusal>();
  const sent = useRef<Sent | null>(null);
  const issues = refusal && (refusal.code === 'INVALID' || refusal.code === 'REFUSED') ? refusal.issues : NO_ISSUES;
  const conflict = refusal?.code === 'CONFLICT' && refusal !== resolved ? refusal.saved : undefined;

  const send = (intent: string) => {
    if (busy) return;
    // The same key while the same change is tried again, so that it happens once.
    const key = sent.current?.intent === intent ? sent.current.key : newKey();
    sent.current = { key, intent };
    markSent();
    kept.hold();
    const version = kept.version === null ? '' : String(kept.version);
    const raw = JSON.stringify(kept.raw);
    const body = { ...props.hidden, raw, intent, expectedVersion: version, idempotencyKey: key };
    submit(body, { method: 'post', action: props.action, preventScrollReset: true });
  };

  const change = (name: string, value: unknown) => kept.change({ ...kept.raw, [name]: value });

  return (
    <FieldSourcesProvider value={useMemo(() => sources, [sources])}>
      <IssuesProvider refused={issues}>
        <form
          className="kitform"
          noValidate
          aria-busy={busy}
          {...(held && { inert: '' })}
          onSubmit={(event) => {
            event.preventDefault();
            send(intents[0]?.value ?? '');
          }}
        >
          <Refused
            refusal={refusal}
            conflict={conflict !== undefined || refusal === resolved}
            onRetry={() => send(sent.current?.intent ?? intents[0]?.value ?? '')}
          />
          {kept.restored && <RestoredNote at={kept.restored.at} onRevert={kept.revert} />}
          {other && !conflict && (
            <ConflictNotice
              key={JSON.stringify(other)}
              fields={fields}
              mine={kept.raw}
              saved={other}
              onResolve={kept.resolve}
            />
          )}
          {conflict && (
            <ConflictNotice
              fields={fields}
              mine={kept.raw}
              saved={conflict}
              onResolve={(raw, version) => {
                kept.resolve(raw, version);
                setResolved(refusal);
              }}
            />
          )}
          <FormBody fields={fields} blocks={blocks} when={when} raw={kept.raw} onChange={change} />
          {after?.(kept.raw, change)}
          {note}
          <FormButtons
            intents={intents}
            busy={busy}
            cancelTo={cancelTo}
            onSend={send}
            onCancel={kept.forget}
            status={<AutosaveMark state={kept.autosave} act={mainOf(intents)} />}
          />
        </form>
      </IssuesProvider>
    </FieldSourcesProvider>
  );
}

type RefusedProps = { refusal?: Refusal; conflict: boolean; onRetry(): void };

function Refused({ refusal, conflict, onRetry }: RefusedProps) {
  if (!refusal) return null;
  if (refusal.code === 'EXPIRED') return <SessionExpired onRetry={onRetry} />;
  if (refusal.code === 'CONFLICT' && (conflict || refusal.saved)) return null;
  return <ErrorSummary message={refusal.message} issues={refusal.issues} round={refusal} />;
}
