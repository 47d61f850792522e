import type { FileRef } from '@zhicheng/series-kit';
import type { SlotRules } from './checks.ts';

export type Earlier = FileRef & { /** ISO instant */ readonly at: string };

export type Sent =
  /** `earlier`: the same file, which the person uploaded before. */
  | { readonly ok: true; readonly file: FileRef; readonly earlier?: Earlier }
  /** `final`: the same file will be refused again. */
  | { readonly ok: false; readonly message: string; readonly final: boolean };

export type Sending = {
  file: File;
  slot: string;
  rules: SlotRules;
  /** A portrait: kept as a jpg of a moderate size. */
  photo?: boolean;
  onProgress(percent: number): void;
  /** There is no network: it goes on by itself. */
  onWaiting?(waiting: boolean): void;
};

/** From here on a file goes in parts, and a lost line costs only the last of them. */
const LARGE_BYTES = 1024 * 1024;

const isFileRef = (value: unknown): value is FileRef =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'name' in value &&
  typeof value.name === 'string' &&
  'bytes' in value &&
  typeof value.bytes === 'number';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const refOf = ({ id, name, bytes }: FileRef): FileRef => ({ id, name, bytes });

const earlierIn = (body: object): Earlier | undefined =>
  'earlier' in body && isFileRef(body.earlier) && 'at' in body.earlier
    ? { ...refOf(body.earlier), at: String(body.earlier.at) }
    : undefined;

/** What the server said of a file, sent in one piece or in parts. */
export function answerOf(status: number, text: string): Sent {
  const body = parsed(text);
  if (status === 201 && isFileRef(body)) {
    const earlier = earlierIn(body);
    return { ok: true, file: refOf(body), ...(earlier && { earlier }) };
  }
  if (status === 401) return { ok: false, message: '没有上传。登录已过期，重新登录后点“重试”。', final: false };
  const said = typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined;
  if (typeof said === 'string' && said !== '')
    return { ok: false, message: said, final: status < 500 && status !== 429 };
  return { ok: false, message: '没有上传。服务器没有接受，请点“重试”；仍不行，请联系客服。', final: false };
}

/** What travels with the parts; the same as in the query of a whole file. */
export const metadataOf = ({
  file,
  rules,
  photo,
}: Pick<Sending, 'file' | 'rules' | 'photo'>): Record<string, string> => ({
  filename: file.name,
  types: rules.types.join(','),
  maxMB: String(rules.maxMB),
  ...(photo && { photo: '1' }),
});

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
 * Sends one file as the raw body of a POST; XMLHttpRequest, because fetch reports no progress of uploads.
 */
function sendWhole({ file, slot, rules, photo, onProgress }: Sending): Way {
  const request = new XMLHttpRequest();
  const query = new URLSearchParams({ slot, types: rules.types.join(','), maxMB: String(rules.maxMB) });
  if (photo) query.set('photo', '1');
  const done = new Promise<Sent>((resolve) => {
    request.open('POST', `/files?${query}`);
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(Math.floor((loaded / total) * 100)));
    request.addEventListener('load', () => resolve(answerOf(request.status, request.responseText)));
    request.addEventListener('error', () =>
      resolve({ ok: false, message: '没有上传。网络不通，请检查后点“重试”。', final: false }),
    );
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
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
