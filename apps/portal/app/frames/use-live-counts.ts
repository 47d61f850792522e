import { useEffect, useRef, useState } from 'react';
import type { Counts } from '../context.ts';
import { useFrame } from './use-frame.ts';

const FIRST_PAUSE_MS = 20_000;
const LONGEST_PAUSE_MS = 5 * 60_000;

/** Hears of changes while the page is seen: a browser has few lines to one server, and hidden pages would hold them. */
function listen(changed: () => void): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = FIRST_PAUSE_MS;
  const close = (): void => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const open = (): void => {
    close();
    source = new EventSource('/live/work');
    source.addEventListener('work', changed);
    source.addEventListener('open', () => {
      pause = FIRST_PAUSE_MS;
      // what came while nobody listened
      changed();
    });
    source.addEventListener('error', () => {
      // a line that broke is taken up again by the browser; one that was refused is not
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, pause * (1 + Math.random()));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    });
  };
  const seen = (): void => (document.visibilityState === 'visible' ? open() : close());
  seen();
  document.addEventListener('visibilitychange', seen);
  return () => {
    document.removeEventListener('visibilitychange', seen);
    close();
  };
}

const isCounts = (value: unknown): value is Counts =>
  typeof value === 'object' && value !== null && Object.values(value).every((count) => typeof count === 'number');

/** undefined: not to be had at this moment. */
async function countsNow(): Promise<Counts | undefined> {
  const answer = await fetch('/live/counts', { headers: { Accept: 'application/json' } }).catch(() => undefined);
  const counts: unknown = answer?.ok ? await answer.json().catch(() => undefined) : undefined;
  return isCounts(counts) ? counts : undefined;
}

/** Open work by menu key, kept right while the page stays open. @param watched whether there is any to watch */
export function useLiveCounts(watched: boolean): Counts {
  const { counts, active } = useFrame();
  const [later, setLater] = useState<{ readonly than: Counts; readonly counts: Counts }>();
  // what a page brought when it was loaded anew is newer than what was heard before
  const page = useRef(counts);
  useEffect(() => {
    page.current = counts;
  }, [counts]);
  const desk = watched ? active?.id : undefined;
  useEffect(() => {
    if (desk === undefined || typeof EventSource === 'undefined') return;
    let asked = 0;
    const ended = listen(() => {
      const turn = (asked += 1);
      void countsNow().then((found) => found && turn === asked && setLater({ than: page.current, counts: found }));
    });
    return () => {
      asked = -1;
      ended();
    };
  }, [desk]);
  return later?.than === counts ? later.counts : counts;
}
