import { isRaw, type Raw } from '@zhicheng/series-kit';

/** What a form of this portal sends: one change, in words the core understands. */
export type Change = {
  readonly intent: string;
  readonly raw: Raw;
  /** NaN where the form has none: the core's input check then refuses it. */
  readonly expectedVersion: number;
  readonly idempotencyKey: string;
  /** Any other field of the form, '' where it is missing. */
  text(name: string): string;
};

function parsed(text: string): Raw {
  try {
    const found: unknown = JSON.parse(text);
    return isRaw(found) ? found : {};
  } catch {
    return {};
  }
}

/** The fields of a posted form; what is none (sent by no page of ours) is answered with 400. */
export const formOf = (request: Request): Promise<FormData> =>
  request.formData().catch(() => {
    throw new Response(null, { status: 400 });
  });

/** The one place that reads a posted form: hidden `raw` (JSON), `intent`, `expectedVersion`, `idempotencyKey`. */
export async function readChange(request: Request): Promise<Change> {
  const form = await formOf(request);
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const version = text('expectedVersion');
  return {
    intent: text('intent'),
    raw: parsed(text('raw')),
    expectedVersion: version === '' ? Number.NaN : Number(version),
    idempotencyKey: text('idempotencyKey'),
    text,
  };
}
