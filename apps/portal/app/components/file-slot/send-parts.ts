import type { DetailedError, Upload } from 'tus-js-client';
import { busyAs, waitOut, type Busy } from '../../patience.ts';
import { answerOf, metadataOf, type Sending, type Sent } from './sending.ts';

const CHUNK_BYTES = 1024 * 1024;
const ENDPOINT = '/files/parts';
/** After a line that broke, or a server that is starting anew. */
const RETRY_MS = [0, 1000, 3000, 5000];
const WAIT_MS = 5000;

/** Until the browser says that it is online again, or a moment has passed. */
const aWhile = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, WAIT_MS);
    addEventListener('online', go);
    signal.addEventListener('abort', go);
  });

/** Asks until there is an answer: asked twice, the server answers the same. */
async function finished(url: string, signal: AbortSignal, onWaiting: Sending['onWaiting']): Promise<Sent> {
  for (;;) {
    try {
      const answer = await fetch(`${url}/done`, { method: 'POST', signal });
      const busy = busyAs(answer.status, answer.headers);
      if (!busy) {
        onWaiting?.(false);
        return answerOf(answer.status, await answer.text());
      }
      onWaiting?.('crowd');
      await waitOut(busy, { signal });
    } catch (error) {
      if (signal.aborted) throw error;
      onWaiting?.('network');
      await aWhile(signal);
    }
  }
}

type Failure = Error | DetailedError;

function busyIn(error: Failure): Busy | null {
  const answer = 'originalResponse' in error ? error.originalResponse : null;
  return answer && busyAs(answer.getStatus(), { get: (name) => answer.getHeader(name) ?? null });
}

/** What the library tries again by itself: all but refusals. */
const mayPass = (status: number): boolean =>
  (status < 400 || status >= 500 || status === 409 || status === 423) && navigator.onLine;

/**
 * Sends a large file in parts. Without network it waits and goes on where it stopped; chosen again after the page was
 * closed, the same file goes on as well.
 */
export function sendInParts({ file, slot, rules, photo, onProgress, onWaiting }: Sending) {
  const stop = new AbortController();
  let upload: Upload | undefined;
  const done = new Promise<Sent>((resolve) => {
    const start = async () => {
      const { Upload: PartialUpload } = await import('tus-js-client');
      if (stop.signal.aborted) return;
      upload = new PartialUpload(file, {
        endpoint: ENDPOINT,
        chunkSize: CHUNK_BYTES,
        retryDelays: RETRY_MS,
        // a busy site says itself when to come back
        onShouldRetry: (error) => busyIn(error) === null && mayPass(error.originalResponse?.getStatus() ?? 0),
        removeFingerprintOnSuccess: true,
        metadata: metadataOf({ file, rules, photo }),
        fingerprint: async () => ['tus', slot, file.name, file.size, file.lastModified].join('-'),
        onProgress(sent, total) {
          onWaiting?.(false);
          onProgress(Math.floor((sent / total) * 100));
        },
        async onError(error) {
          const busy = busyIn(error);
          if (busy) {
            onWaiting?.('crowd');
            await waitOut(busy, { signal: stop.signal }).catch(() => undefined);
            if (!stop.signal.aborted) upload?.start();
            return;
          }
          const answer = 'originalResponse' in error ? error.originalResponse : null;
          const status = answer?.getStatus() ?? 0;
          if (status >= 400 && status < 500) return resolve(answerOf(status, answer?.getBody() ?? ''));
          onWaiting?.('network');
          await aWhile(stop.signal);
          if (!stop.signal.aborted) upload?.start();
        },
        onSuccess: () => void finished(upload?.url ?? '', stop.signal, onWaiting).then(resolve, () => undefined),
      });
      const [previous] = await upload.findPreviousUploads();
      if (previous) upload.resumeFromPreviousUpload(previous);
      if (!stop.signal.aborted) upload.start();
    };
    start().catch(() => resolve({ ok: false, message: '没有上传。网络不通，请检查后点“重试”。', final: false }));
  });
  return {
    done,
    cancel() {
      stop.abort();
      // What has arrived is thrown away; without network it goes by itself after a day.
      void upload?.abort(true).catch(() => undefined);
    },
  };
}
