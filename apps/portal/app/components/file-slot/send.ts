import type { FileRef } from '@zhicheng/series-kit';
import { busyAs, waitOut } from '../../patience.ts';
import { answerOf, parsed, refOf, type Sending, type Sent } from './sending.ts';

/** From here on a file goes in parts, and a lost line costs only the last of them. */
const LARGE_BYTES = 1024 * 1024;

type Way = { readonly done: Promise<Sent>; cancel(): void };

/**
 * Sends one file: a small one at once, a large one in parts.
 * @returns the answer to come, and how to stop it (then no answer comes)
 */
export function sendFile(sending: Sending): Way {
  if (sending.file.size <= LARGE_BYTES) return sendWhole(sending);
  let way: Way | undefined;
  let stopped = false;
  const done = import('./send-parts.ts').then(
    ({ sendInParts }) => {
      way = sendInParts(sending);
      if (stopped) way.cancel();
      return way.done;
    },
    // The rest of the page could not be loaded: what is here already does.
    () => {
      way = sendWhole(sending);
      return way.done;
    },
  );
  return {
    done,
    cancel() {
      stopped = true;
      way?.cancel();
    },
  };
}

/**
 * Sends one file as the raw body of a POST; XMLHttpRequest, because fetch reports no progress of uploads. A busy site is
 * waited for.
 */
function sendWhole(sending: Sending): Way {
  const stop = new AbortController();
  const { signal } = stop;
  const send = async (): Promise<Sent> => {
    for (;;) {
      const request = await answered(sending, signal);
      if (!request) return { ok: false, message: '没有上传。网络不通，请检查后点“重试”。', final: false };
      const busy = busyAs(request.status, { get: (name) => request.getResponseHeader(name) });
      sending.onWaiting?.(busy ? 'crowd' : false);
      if (!busy) return answerOf(request.status, request.responseText);
      await waitOut(busy, { signal });
    }
  };
  // stopped: no answer comes
  const done = new Promise<Sent>((resolve) => void send().then(resolve, () => undefined));
  return { done, cancel: () => stop.abort() };
}

/** @returns the request with its answer; undefined without network */
function answered({ file, slot, rules, photo, onProgress }: Sending, signal: AbortSignal) {
  const request = new XMLHttpRequest();
  const query = new URLSearchParams({ slot, types: rules.types.join(','), maxMB: String(rules.maxMB) });
  if (photo) query.set('photo', '1');
  return new Promise<XMLHttpRequest | undefined>((resolve, reject) => {
    request.open('POST', `/files?${query}`);
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(Math.floor((loaded / total) * 100)));
    request.addEventListener('load', () => resolve(request));
    request.addEventListener('error', () => resolve(undefined));
    request.addEventListener('abort', () => reject(signal.reason));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/**
 * Renames a stored file; the extension stays.
 * @returns the message of the refusal, or undefined
 */
export async function renameFile(id: string, name: string): Promise<string | undefined> {
  try {
    const response = await fetch(`/files/${encodeURIComponent(id)}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    });
    if (response.ok) return undefined;
    const body = parsed(await response.text());
    const said = typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined;
    return typeof said === 'string' ? said : '没有改名，请重试。';
  } catch {
    return '没有改名。网络不通，请重试。';
  }
}

/** A quarter turn clockwise makes a new file (the old one stays with whatever uses it); undefined: it failed. */
export async function turnFile(id: string): Promise<FileRef | undefined> {
  try {
    const { apiClient } = await import('../../api.ts');
    return refOf(await apiClient().files.rotate.mutate({ id, quarters: 1 }));
  } catch {
    return undefined;
  }
}
