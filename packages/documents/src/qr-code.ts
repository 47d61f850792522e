import { crc32, deflateSync } from 'node:zlib';
import QRCode from 'qrcode';
import type { Picture } from './picture.ts';

/** Pixels of one square, and squares of quiet zone around the code. */
const SCALE = 4;
const MARGIN = 1;

/** Readers take any of the eight. Looking for the best costs more than the table of papers, and a hash has no pattern. */
const MASK = 3;

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.byteLength, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

/** One line of pixels, one bit each, after the byte that says that nothing is filtered. White is 1. */
const pixelLine = (data: Uint8Array, line: number, size: number, width: number): Buffer => {
  const bytes = Buffer.alloc(1 + Math.ceil(width / 8), 0xff);
  bytes[0] = 0;
  for (let column = 0; column < size; column++) {
    if (!data[line * size + column]) continue;
    const from = (column + MARGIN) * SCALE;
    for (let x = from; x < from + SCALE; x++) {
      const at = 1 + (x >> 3);
      bytes[at] = (bytes[at] ?? 0) & ~(0x80 >> (x & 7));
    }
  }
  return bytes;
};

/**
 * A QR code as a PNG of two colours. The library's own picture has four bytes a pixel, which costs more than the rest
 * of a form.
 */
export const qrPicture = (text: string): Picture => {
  const { data, size } = QRCode.create([{ data: Buffer.from(text, 'utf8'), mode: 'byte' }], {
    errorCorrectionLevel: 'M',
    maskPattern: MASK,
  }).modules;
  const width = (size + 2 * MARGIN) * SCALE;
  const blank = Buffer.alloc(1 + Math.ceil(width / 8), 0xff);
  blank[0] = 0;
  const rows: Buffer[] = [];
  for (let line = -MARGIN; line < size + MARGIN; line++) {
    const pixels = line < 0 || line >= size ? blank : pixelLine(data, line, size, width);
    for (let repeat = 0; repeat < SCALE; repeat++) rows.push(pixels);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(width, 4);
  header[8] = 1;
  const bytes = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { bytes, type: 'png', width, height: width };
};
