import type { ByteSource } from './file-store.ts';

async function* readerChunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let finished = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      finished = done;
      if (done) return;
      yield value;
    }
  } finally {
    // Tells the sender to stop when the consumer has seen enough.
    if (!finished) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}

/** One way of iterating over every form of source. Leaving the loop early cancels the source. */
export const chunksOf = (source: ByteSource | Uint8Array): AsyncIterable<Uint8Array> => {
  if (source instanceof Uint8Array) {
    return (async function* () {
      yield source;
    })();
  }
  return Symbol.asyncIterator in source ? source : readerChunks(source);
};
