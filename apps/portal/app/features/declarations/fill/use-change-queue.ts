import { useFetcher } from '@remix-run/react';
import type { Raw } from '@zhicheng/series-kit';
import { useEffect, useRef, useState } from 'react';
import type { FillAnswer } from './run-change.ts';
import { newKey } from '../../../new-key.ts';

export type Job = {
  readonly intent: string;
  /** Asked when its turn comes, so that it sends what is typed by then; null: nothing to send any more. */
  body(): Raw | null;
  done?(answer: FillAnswer | null): void;
};

type Running = { readonly key: string; readonly job: Job };

/**
 * One change after the other, each over the version that the one before left: the page saves by itself, and two
 * changes at once would be a conflict with oneself.
 */
export function useChangeQueue(version: number): { busy: boolean; add(job: Job): void } {
  const fetcher = useFetcher<FillAnswer>();
  const [waiting, setWaiting] = useState<readonly Job[]>([]);
  const [ended, setEnded] = useState('');
  const running = useRef<Running | null>(null);
  const { state, data, submit } = fetcher;

  useEffect(() => {
    if (state !== 'idle') return;
    const now = running.current;
    if (now) {
      // Idle also before the request has left: only its own answer ends it.
      if (data?.key !== now.key) return;
      running.current = null;
      now.job.done?.(data);
      // The next one starts from the page as it is after this.
      setEnded(now.key);
      return;
    }
    const [next] = waiting;
    if (!next) return;
    setWaiting((jobs) => jobs.filter((job) => job !== next));
    const body = next.body();
    if (body === null) {
      next.done?.(null);
      return;
    }
    const key = newKey();
    running.current = { key, job: next };
    void submit(
      { intent: next.intent, raw: JSON.stringify(body), expectedVersion: String(version), idempotencyKey: key },
      { method: 'post' },
    );
  }, [state, data, waiting, ended, version, submit]);

  return {
    busy: state !== 'idle' || waiting.length > 0,
    add: (job) => setWaiting((jobs) => [...jobs, job]),
  };
}
