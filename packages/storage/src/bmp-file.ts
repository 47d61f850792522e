import { open, type FileHandle } from 'node:fs/promises';
import { brokenFile, tooManyPixels, unreadableBmp } from './refusal.ts';

type Masks = readonly [red: number, green: number, blue: number];

export type BmpHeader = {
  readonly width: number;
  readonly height: number;
  /** rows stand from bottom to top, as they usually do */
  readonly bottomUp: boolean;
  readonly bits: number;
  /** bytes of one row, padded to four */
  readonly rowBytes: number;
  readonly dataAt: number;
  readonly palette: Buffer;
  readonly paletteEntry: number;
  readonly masks: Masks;
};

/** Longest row: that of a jpg. */
const MAX_SIDE = 65_500;

const DEPTHS = [1, 4, 8, 16, 24, 32];

const defaultMasks = (bits: number): Masks => (bits === 16 ? [0x7c00, 0x03e0, 0x001f] : [0xff0000, 0xff00, 0xff]);

const readMasks = (head: Buffer, compression: number, bits: number): Masks =>
  compression === 3 || compression === 6
    ? [head.readUInt32LE(54), head.readUInt32LE(58), head.readUInt32LE(62)]
    : defaultMasks(bits);

/** The header of the picture; run-length and embedded jpeg or png pictures, all but extinct, are refused. */
const parseHeader = (head: Buffer, maxPixels: number): BmpHeader => {
  if (head.length < 26) throw brokenFile('bmp');
  const infoSize = head.readUInt32LE(14);
  const core = infoSize === 12;
  if (!core && head.length < 54) throw brokenFile('bmp');
  const width = core ? head.readUInt16LE(18) : head.readInt32LE(18);
  const signedHeight = core ? head.readUInt16LE(20) : head.readInt32LE(22);
  const height = Math.abs(signedHeight);
  const bits = head.readUInt16LE(core ? 24 : 28);
  const compression = core ? 0 : head.readUInt32LE(30);
  if (![0, 3, 6].includes(compression) || !DEPTHS.includes(bits)) throw unreadableBmp();
  if (width <= 0 || height === 0 || (compression !== 0 && head.length < 66)) throw brokenFile('bmp');
  // One row is decoded at a time, so no row may be as long as a picture.
  if (width * height > maxPixels || width > MAX_SIDE) throw tooManyPixels(width, height, maxPixels);
  const paletteAt = 14 + infoSize;
  const paletteEntry = core ? 3 : 4;
  const palette = bits <= 8 ? head.subarray(paletteAt, paletteAt + paletteEntry * 2 ** bits) : Buffer.alloc(0);
  return {
    width,
    height,
    bottomUp: signedHeight > 0,
    bits,
    rowBytes: Math.ceil((width * bits) / 32) * 4,
    dataAt: head.readUInt32LE(10),
    palette,
    paletteEntry,
    masks: readMasks(head, compression, bits),
  };
};

/** One channel out of a packed pixel, stretched to 0..255. */
const channel = (pixel: number, mask: number) => {
  if (mask === 0) return 0;
  const shift = 31 - Math.clz32(mask & -mask);
  return Math.round((((pixel & mask) >>> shift) * 255) / (mask >>> shift));
};

const indexed = ({ bits, palette, paletteEntry, width }: BmpHeader, row: Buffer, rgb: Buffer) => {
  const perByte = 8 / bits;
  for (let x = 0; x < width; x++) {
    const packed = row[Math.floor(x / perByte)] ?? 0;
    const index = (packed >> (8 - bits - (x % perByte) * bits)) & (2 ** bits - 1);
    const at = index * paletteEntry;
    rgb[x * 3] = palette[at + 2] ?? 0;
    rgb[x * 3 + 1] = palette[at + 1] ?? 0;
    rgb[x * 3 + 2] = palette[at] ?? 0;
  }
};

const packed = ({ bits, masks, width }: BmpHeader, row: Buffer, rgb: Buffer) => {
  for (let x = 0; x < width; x++) {
    const pixel = bits === 16 ? row.readUInt16LE(x * 2) : row.readUInt32LE(x * 4);
    rgb[x * 3] = channel(pixel, masks[0]);
    rgb[x * 3 + 1] = channel(pixel, masks[1]);
    rgb[x * 3 + 2] = channel(pixel, masks[2]);
  }
};

const trueColour = ({ width }: BmpHeader, row: Buffer, rgb: Buffer) => {
  for (let at = 0; at < width * 3; at += 3) {
    rgb[at] = row[at + 2] ?? 0;
    rgb[at + 1] = row[at + 1] ?? 0;
    rgb[at + 2] = row[at] ?? 0;
  }
};

const decodeRow = (header: BmpHeader, row: Buffer): Buffer => {
  const rgb = Buffer.alloc(header.width * 3);
  if (header.bits <= 8) indexed(header, row, rgb);
  else if (header.bits === 24) trueColour(header, row, rgb);
  else packed(header, row, rgb);
  return rgb;
};

/**
 * Opens a bmp, which sharp cannot read, and yields its rows from top to bottom as RGB, three bytes a pixel, one read
 * per row, so that a large picture is never decoded in one go on the event loop.
 * @throws UploadRefused if the file ends before the picture does, has too many pixels or a compression nobody uses
 */
export const openBmp = async (path: string, maxPixels: number) => {
  const handle = await open(path, 'r');
  try {
    const head = Buffer.alloc(14 + 124 + 1024);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    const header = parseHeader(head.subarray(0, bytesRead), maxPixels);
    const { size } = await handle.stat();
    if (header.dataAt + header.rowBytes * header.height > size) throw brokenFile('bmp');
    return { header, rows: () => bmpRows(handle, header), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
};

async function* bmpRows(handle: FileHandle, header: BmpHeader): AsyncGenerator<Buffer> {
  const row = Buffer.alloc(header.rowBytes);
  for (let y = 0; y < header.height; y++) {
    const line = header.bottomUp ? header.height - 1 - y : y;
    await handle.read(row, 0, row.length, header.dataAt + line * header.rowBytes);
    yield decodeRow(header, row);
  }
}
