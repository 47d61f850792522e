import { crc32 } from 'node:zlib';
import { directoryLine, endOfDirectory, localHeader, zipTime } from './zip-format.ts';

export type ArchivedFile = { readonly name: string; readonly bytes: Uint8Array };

/** A name that would leave the folder into which the archive is unpacked. */
const LEAVES = /^(?:\/|[a-z]:)|\\|(?:^|\/)\.\.(?:\/|$)/i;

/**
 * Lines in a row in one piece of memory. Kept one by one they would keep the memory that small buffers share, and with it
 * what documents made at the same time have left there: as much as these documents.
 */
const inOnePiece = () => {
  let memory = Buffer.alloc(1 << 16);
  let [count, bytes] = [0, 0];
  return {
    add(line: Uint8Array) {
      if (bytes + line.byteLength > memory.byteLength)
        memory = Buffer.concat([memory], 2 * (memory.byteLength + line.byteLength));
      memory.set(line, bytes);
      count += 1;
      bytes += line.byteLength;
    },
    written: () => ({ count, bytes, lines: memory.subarray(0, bytes) }),
  };
};

/**
 * Many documents as one ZIP, written while they are made: the next is asked for when the one before it has been taken,
 * and no more than one of them is in memory, beside a line for each in the directory. They are compressed already and
 * stored as they are. Above 4 GB or 65,534 files the archive is a ZIP64.
 * @param at the time that every file bears
 * @throws what `files` throws, and for a name that leads out of the archive
 */
export async function* archiveOf(files: AsyncIterable<ArchivedFile>, at: Date): AsyncGenerator<Uint8Array> {
  const time = zipTime(at);
  const directory = inOnePiece();
  let offset = 0;
  for await (const { name, bytes } of files) {
    if (LEAVES.test(name)) throw new Error(`not a name within an archive: ${name}`);
    const size = bytes.byteLength;
    const entry = { name: Buffer.from(name, 'utf8'), method: 0, packed: size, size, crc: crc32(bytes), time } as const;
    const header = localHeader(entry);
    directory.add(directoryLine(entry, offset));
    offset += header.byteLength + size;
    yield Buffer.concat([header, bytes]);
  }
  const { count, bytes, lines } = directory.written();
  yield Buffer.concat([lines, endOfDirectory({ count, bytes, offset })]);
}
