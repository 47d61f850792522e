import { setTimeout as delay } from 'node:timers/promises';

/** How the site answered: what it did, or why it did not. */
export type Answer = { readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly code: string };

/** Somebody's browser: it sends the same again until it has an answer. */
export interface Client {
  /** A mutation of the API; the same input, the same key, as often as it takes. */
  send(procedure: string, input: unknown): Promise<Answer>;
  ask(procedure: string, input: unknown): Promise<Answer>;
  /** A file; one that was not answered for is uploaded anew, as people do. */
  upload(name: string, bytes: string, slot: string): Promise<Answer>;
}

export interface Counts {
  attempts: number;
  unanswered: number;
}

const TIMEOUT_MS = 15_000;

/** Where it is asked; `origin`: the address people know it by, where that is another. */
interface Door {
  readonly url: string;
  readonly origin?: string;
}

/** @param token of a session @param over told when no more attempts are to be made */
export function clientOf(site: Door, token: string, counts: Counts, over: () => boolean): Client {
  const headers = { Origin: site.origin ?? site.url, Cookie: `zc_session=${token}` };
  const untilAnswered = async (request: () => Promise<Response>): Promise<Answer> => {
    for (let wait = 100; !over(); wait = Math.min(wait * 2, 1_000)) {
      counts.attempts += 1;
      const answer = await request()
        .then(understood)
        .catch(() => undefined);
      if (answer) return answer;
      counts.unanswered += 1;
      await delay(wait);
    }
    return { ok: false, code: 'UNANSWERED' };
  };
  const signal = () => AbortSignal.timeout(TIMEOUT_MS);
  return {
    send: (procedure, input) =>
      untilAnswered(() =>
        fetch(`${site.url}/api/trpc/${procedure}`, {
          ...{ method: 'POST', signal: signal(), body: JSON.stringify({ json: input }) },
          headers: { ...headers, 'Content-Type': 'application/json' },
        }),
      ),
    ask: (procedure, input) =>
      untilAnswered(() => {
        const query = new URLSearchParams({ input: JSON.stringify({ json: input }) });
        return fetch(`${site.url}/api/trpc/${procedure}?${query}`, { headers, signal: signal() });
      }),
    upload: (name, bytes, slot) =>
      untilAnswered(() =>
        fetch(`${site.url}/files?${slot}`, {
          ...{ method: 'POST', signal: signal(), body: bytes },
          headers: { ...headers, 'X-File-Name': encodeURIComponent(name) },
        }),
      ),
  };
}

/** undefined: no answer that counts; the page would say that it did not work and offer to try again. */
async function understood(response: Response): Promise<Answer | undefined> {
  // Sent away for now, or failed: nothing was done that anybody was told of.
  if (response.status === 429 || response.status >= 500) return void (await response.body?.cancel());
  const body: unknown = await response.json();
  if (!isRecord(body)) return undefined;
  if (isRecord(body.result) && isRecord(body.result.data)) return { ok: true, data: body.result.data.json };
  if (response.status === 201) return { ok: true, data: body };
  const error = isRecord(body.error) && isRecord(body.error.json) ? body.error.json : body;
  const inner = isRecord(error.data) && isRecord(error.data.body) ? error.data.body : error;
  return { ok: false, code: String(inner.code ?? response.status) };
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
