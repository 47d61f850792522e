import { isRaw, type Raw } from '@zhicheng/series-kit';

/** What KitForm sends. */
export type KitSubmission = {
  readonly raw: Raw;
  readonly intent: string;
  /** null for a record that does not exist yet. */
  readonly expectedVersion: number | null;
  readonly idempotencyKey: string;
};

const MAX_CHARACTERS = 2_000_000;

function rawOf(text: string): Raw {
  try {
    const parsed: unknown = JSON.parse(text);
    if (isRaw(parsed)) return parsed;
  } catch {
    // Falls through to the refusal below.
  }
  throw new Response('raw is not an object', { status: 400 });
}

/** Reads a submission of KitForm. Throws a 400 response for anything KitForm could not have sent. */
export function readKitForm(form: FormData): KitSubmission {
  const textOf = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const raw = textOf('raw');
  if (raw.length > MAX_CHARACTERS) throw new Response('raw is too long', { status: 413 });
  const version = textOf('expectedVersion');
  if (version !== '' && !/^\d{1,9}$/.test(version))
    throw new Response('expectedVersion is not a number', { status: 400 });
  return {
    raw: rawOf(raw),
    intent: textOf('intent'),
    expectedVersion: version === '' ? null : Number(version),
    idempotencyKey: textOf('idempotencyKey'),
  };
}
