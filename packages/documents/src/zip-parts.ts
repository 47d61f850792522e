import { constants, crc32, deflateRawSync } from 'node:zlib';
import { directoryLine, EARLIEST, endOfDirectory, localHeader } from './zip-format.ts';

/** One file of a package, ready to be written: parts that are the same in every package are packed once. */
export type PackedPart = {
  readonly name: Buffer;
  readonly method: 0 | 8;
  readonly body: Uint8Array;
  readonly size: number;
  readonly crc: number;
};

/** For a part that is packed once for all documents. */
const THOROUGH = 9;
/** A fifth of the time of level 6 for a tenth more bytes. */
const QUICK = 1;

/** Texts are written here before they are packed; no two at a time. */
let paper = Buffer.alloc(1 << 20);

/** To know how long a text will be takes as long as writing it: three bytes for each unit are always enough. */
const written = (texts: readonly string[]): Uint8Array => {
  const most = texts.reduce((sum, text) => sum + text.length, 0) * 3;
  if (most > paper.byteLength) paper = Buffer.alloc(most);
  return paper.subarray(
    0,
    texts.reduce((at, text) => at + paper.write(text, at, 'utf8'), 0),
  );
};

const packed = (name: string, bytes: Uint8Array, level: number): PackedPart => ({
  name: Buffer.from(name, 'utf8'),
  method: 8,
  body: deflateRawSync(bytes, { level }),
  size: bytes.byteLength,
  crc: crc32(bytes),
});

/** A part of one document: the texts in a row. One long text would be put together in memory before it is written. */
export const packText = (name: string, texts: readonly string[]): PackedPart => packed(name, written(texts), QUICK);

/** A part of every document. */
export const packConstant = (name: string, bytes: Uint8Array): PackedPart => packed(name, bytes, THOROUGH);

/** Pictures are compressed already. */
export const packPicture = (name: string, bytes: Uint8Array): PackedPart => ({
  name: Buffer.from(name, 'utf8'),
  method: 0,
  body: bytes,
  size: bytes.byteLength,
  crc: crc32(bytes),
});

/** Most bytes of a stored block (RFC 1951, 3.2.4). */
const MOST_STORED = 0xffff;

/** Blocks that are not the last, with the bytes as they are. */
const storedBlocks = (bytes: Buffer): Buffer[] => {
  const blocks: Buffer[] = [];
  for (let from = 0; from < bytes.byteLength; from += MOST_STORED) {
    const part = bytes.subarray(from, from + MOST_STORED);
    const head = Buffer.alloc(5);
    head.writeUInt16LE(part.byteLength, 1);
    head.writeUInt16LE(MOST_STORED - part.byteLength, 3);
    blocks.push(head, part);
  }
  return blocks;
};

/** With no bytes to add, the library may start again from nothing. */
const checkedFurther = (bytes: Uint8Array, crc: number): number => (bytes.byteLength === 0 ? crc : crc32(bytes, crc));

/**
 * A part in which some places differ from document to document: `texts` stand around them. They are packed once, each to
 * whole bytes, so that what is filled in can stand between them unpacked.
 * @returns packs the part with these fillings, one fewer than the texts; clean XML
 */
export const partWithGaps = (name: string, texts: readonly string[]): ((fillings: readonly string[]) => PackedPart) => {
  const last = texts.length - 1;
  const constant = texts.map((text, index) => {
    const bytes = Buffer.from(text, 'utf8');
    const finishFlush = index === last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
    return { bytes, body: deflateRawSync(bytes, { level: THOROUGH, finishFlush }) };
  });
  const label = Buffer.from(name, 'utf8');
  return (fillings) => {
    const body: Buffer[] = [];
    let [size, crc] = [0, 0];
    constant.forEach((text, index) => {
      const filling = Buffer.from(index === last ? '' : (fillings[index] ?? ''), 'utf8');
      body.push(text.body, ...storedBlocks(filling));
      crc = checkedFurther(filling, checkedFurther(text.bytes, crc));
      size += text.bytes.byteLength + filling.byteLength;
    });
    return { name: label, method: 8, body: Buffer.concat(body), size, crc };
  };
};

/** A package of a few small parts in memory. Its files bear no date: what a document says is dated inside it. */
export const zipParts = (parts: readonly PackedPart[]): Uint8Array => {
  const files: Uint8Array[] = [];
  const directory: Buffer[] = [];
  let [offset, bytes] = [0, 0];
  for (const { body, ...facts } of parts) {
    const entry = { ...facts, packed: body.byteLength, time: EARLIEST };
    const header = localHeader(entry);
    const line = directoryLine(entry, offset);
    files.push(header, body);
    directory.push(line);
    offset += header.byteLength + body.byteLength;
    bytes += line.byteLength;
  }
  return Buffer.concat([...files, ...directory, endOfDirectory({ count: parts.length, bytes, offset })]);
};
