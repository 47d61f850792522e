import type { FileRef } from '@zhicheng/series-kit';
import type { SlotRules } from './checks.ts';

export type Sent =
  | { readonly ok: true; readonly file: FileRef }
  /** `final`: the same file will be refused again. */
  | { readonly ok: false; readonly message: string; readonly final: boolean };

type Sending = {
  file: File;
  slot: string;
  rules: SlotRules;
  /** A portrait: kept as a jpg of a moderate size. */
  photo?: boolean;
  onProgress(percent: number): void;
};

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

function answerOf(status: number, text: string): Sent {
  const body = parsed(text);
  if (status === 201 && isFileRef(body)) return { ok: true, file: { id: body.id, name: body.name, bytes: body.bytes } };
  if (status === 401) return { ok: false, message: '没有上传。登录已过期，重新登录后点“重试”。', final: false };
  const said = typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined;
  if (typeof said === 'string' && said !== '')
    return { ok: false, message: said, final: status < 500 && status !== 429 };
  return { ok: false, message: '没有上传。服务器没有接受，请点“重试”；仍不行，请联系客服。', final: false };
}

/**
 * Sends one file as the raw body of a POST; XMLHttpRequest, because fetch reports no progress of uploads.
 * @returns the answer to come, and how to stop it (then no answer comes)
 */
export function sendFile({ file, slot, rules, photo, onProgress }: Sending): { done: Promise<Sent>; cancel(): void } {
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
