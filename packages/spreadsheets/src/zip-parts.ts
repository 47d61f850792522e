import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { broken, locked, notXlsx, tooLarge } from './refusal.ts';

/** One file inside the workbook, still compressed. */
export interface Part {
  readonly name: string;
  /** Its bytes as they are inflated; throws `tooLarge` beyond `max`, whatever the directory says its size is. */
  chunks(max: number): AsyncGenerator<Buffer>;
}

const MAX_PARTS = 2000;
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

function directoryOf(file: Buffer): Buffer {
  if (file.subarray(0, 4).equals(COMPOUND)) throw locked();
  if (file.toString('latin1', 0, 2) !== 'PK') throw notXlsx();
  const end = file.lastIndexOf(END);
  if (end < 0 || end + 22 > file.length) throw broken();
  const length = file.readUInt32LE(end + 12);
  const offset = file.readUInt32LE(end + 16);
  if (offset + length > file.length || file.readUInt16LE(end + 10) > MAX_PARTS) throw broken();
  return file.subarray(offset, offset + length);
}

async function* inflated(compressed: Buffer, method: number, max: number): AsyncGenerator<Buffer> {
  if (method !== 0 && method !== 8) throw broken();
  const source = Readable.from([compressed], { objectMode: false });
  const stream = method === 8 ? source.pipe(createInflateRaw()) : source;
  let total = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      total += chunk.length;
      if (total > max) throw tooLarge();
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw broken();
    throw error;
  } finally {
    stream.destroy();
  }
}

function compressedAt(file: Buffer, at: number, length: number): Buffer {
  if (at + 30 > file.length || file.readUInt32LE(at) !== 0x04034b50) throw broken();
  const from = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  if (from + length > file.length) throw broken();
  return file.subarray(from, from + length);
}

/** The files inside a workbook. Refuses what is no zip, has a password, or ends too early. */
export function partsOf(bytes: Uint8Array): Part[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = directoryOf(file);
  const parts: Part[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50;) {
    const entry = at;
    const nameLength = directory.readUInt16LE(entry + 28);
    const method = directory.readUInt16LE(entry + 10);
    const size = directory.readUInt32LE(entry + 20);
    const offset = directory.readUInt32LE(entry + 42);
    parts.push({
      name: directory
        .toString('utf8', entry + 46, entry + 46 + nameLength)
        .replaceAll('\\', '/')
        .replace(/^\//, ''),
      chunks: (max) => inflated(compressedAt(file, offset, size), method, max),
    });
    at += 46 + nameLength + directory.readUInt16LE(entry + 30) + directory.readUInt16LE(entry + 32);
  }
  return parts;
}

/** A whole part as text. */
export async function textOf(part: Part, max: number): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of part.chunks(max)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
