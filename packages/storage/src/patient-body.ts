import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { StoreUnavailable } from './file-store.ts';

async function* chunksOf(response: IncomingMessage, patienceMs: number): AsyncGenerator<Uint8Array> {
  let timer: NodeJS.Timeout | undefined;
  const wait = () => (timer = setTimeout(() => response.destroy(new Error(`silent for ${patienceMs} ms`)), patienceMs));
  try {
    wait();
    for await (const chunk of response) {
      clearTimeout(timer);
      yield chunk;
      wait();
    }
  } catch (error) {
    throw new StoreUnavailable('The object store broke off in the middle of a file.', { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The body of an answer. It fails when the service is silent for so long while somebody waits for its next byte, and
 * when it ends before its length; how slowly it is read does not matter.
 * @param patienceMs milliseconds
 */
export const patiently = (response: IncomingMessage, patienceMs: number): Readable =>
  Readable.from(chunksOf(response, patienceMs), { objectMode: false });

/** All of a body that is known to be short. */
export const textOf = async (body: Readable): Promise<string> => (await buffer(body)).toString('utf8');
