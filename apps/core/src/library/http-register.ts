import { z } from 'zod';
import type { Register } from './register.ts';

const answer = z.object({
  rows: z.array(z.object({ no: z.string().min(1).max(80), answers: z.record(z.string(), z.unknown()) })).max(1000),
});
const PATIENCE_MS = 15_000;

/**
 * A register behind HTTP: POST `{ entity, idType, idNumber }`, answered by `{ rows: [{ no, answers }] }`. Throws on
 * anything else, on silence for 15 s included; the message holds no part of what was sent.
 * @param token sent as bearer token
 */
export const httpRegister = ({
  url,
  token,
  sandbox,
}: {
  url: string;
  token?: string | undefined;
  sandbox: boolean;
}): Register => ({
  sandbox,
  async rows(request) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'error',
    });
    if (!response.ok) throw new Error(`the register answered ${response.status}`);
    const read = answer.safeParse(await response.json());
    if (!read.success) throw new Error('the register answered in a form that is not agreed');
    return read.data.rows;
  },
});
