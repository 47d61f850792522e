import { crc32 } from 'node:zlib';
import { directoryLine, endOfDirectory, localHeader, zipTime } from './zip-format.ts';

export type ArchivedFile = { readonly name: string; readonly bytes: Uint8Array };

/** A name that would leave the folder into which the archive is unpacked. */
const LEAVES = /^(?:\/|[a-z]:)|\\|(?:^|\/)\.\.(?:\/|$)/i;

/**
 * Many documents as one ZIP, written while they are made: the next is asked for when the one before it has been taken,
 * and no more than one of them is in memory, beside a line for each in the directory. They are compressed already and
 * stored as they are. Above 4 GB or 65,534 files the archive is a ZIP64.
 * @param at the time that every file bears
 * @throws what `files` throws, and for a name that leads out of the archive
 */
export async function* archiveOf(files: AsyncIterable<ArchivedFile>, at: Date): AsyncGenerator<Uint8Array> {
  const time = zipTime(at);
  const directory: Buffer[] = [];
  let [offset, length] = [0, 0];
  for await (const { name, bytes } of files) {
    if (LEAVES.test(name)) throw new Error(`not a name within an archive: ${name}`);
    const size = bytes.byteLength;
    const entry = { name: Buffer.from(name, 'utf8'), method: 0, packed: size, size, crc: crc32(bytes), time } as const;
    const header = localHeader(entry);
    const line = directoryLine(entry, offset);
    directory.push(line);
    offset += header.byteLength + size;
    length += line.byteLength;
    yield Buffer.concat([header, bytes]);
  }
  yield Buffer.concat([...directory, endOfDirectory({ count: directory.length, bytes: length, offset })]);
}
