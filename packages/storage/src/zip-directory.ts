import type { FileHandle } from 'node:fs/promises';

export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly packedBytes: number;
  /** As the directory says; programs believe it. */
  readonly bytes: number;
  /** Of the entry's own header in the file. */
  readonly offset: number;
}

/** More than any honest document has; keeps a hostile directory from being read into memory. */
const MAX_DIRECTORY_BYTES = 4 * 1024 * 1024;
const END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
/** The end record and the longest comment behind it. */
const TAIL_BYTES = 65_557;

export const readAt = async (handle: FileHandle, position: number, length: number): Promise<Buffer> => {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
};

const entriesIn = (directory: Buffer): ZipEntry[] => {
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50;) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
};

/** Entries of a zip by its directory at the end, undefined if the end is missing. */
export const zipEntries = async (handle: FileHandle): Promise<readonly ZipEntry[] | undefined> => {
  const { size } = await handle.stat();
  const tail = await readAt(handle, size - Math.min(size, TAIL_BYTES), Math.min(size, TAIL_BYTES));
  const end = tail.lastIndexOf(END);
  if (end < 0 || end + 22 > tail.length) return undefined;
  const length = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  if (length > MAX_DIRECTORY_BYTES || offset + length > size) return undefined;
  return entriesIn(await readAt(handle, offset, length));
};

/** Whether these last bytes of a file are the end of a zip: a second file behind the first. */
export const endsAsZip = (tail: Buffer): boolean => {
  const end = tail.lastIndexOf(END);
  return end >= 0 && end + 22 <= tail.length && end + 22 + tail.readUInt16LE(end + 20) === tail.length;
};
