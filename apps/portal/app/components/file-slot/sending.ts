import type { FileRef } from '@zhicheng/series-kit';
import type { SlotRules } from './checks.ts';

export type Earlier = FileRef & { /** ISO instant */ readonly at: string };

export type Sent =
  /** `earlier`: the same file, which the person uploaded before. */
  | { readonly ok: true; readonly file: FileRef; readonly earlier?: Earlier }
  /** `final`: the same file will be refused again. */
  | { readonly ok: false; readonly message: string; readonly final: boolean };

export type Waiting = false | 'network' | 'crowd';

export type Sending = {
  file: File;
  slot: string;
  rules: SlotRules;
  /** A portrait: kept as a jpg of a moderate size. */
  photo?: boolean;
  onProgress(percent: number): void;
  /** There is no network, or the site is busy: it goes on by itself. */
  onWaiting?(waiting: Waiting): void;
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

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const refOf = ({ id, name, bytes }: FileRef): FileRef => ({ id, name, bytes });

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
