import { crc32, deflateSync } from 'node:zlib';
import type { Picture } from '../picture.ts';

const chunk = (type: string, data: Uint8Array) => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.byteLength, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

/** Grey of one pixel: a head and shoulders before a light ground, enough to see how a form holds a portrait. */
const shade = (x: number, y: number) => {
  const head = ((x - 147) / 62) ** 2 + ((y - 165) / 80) ** 2 < 1;
  const shoulders = ((x - 147) / 125) ** 2 + ((y - 420) / 150) ** 2 < 1;
  return head ? 190 : shoulders ? 70 : 225 + ((x * 31 + y * 17) % 13);
};

/** A drawn portrait of one inch at 300 dpi, for tests and figures. */
export const portrait = (): Picture => {
  const [width, height] = [295, 413];
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = shade(x, y);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const bytes = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { bytes: new Uint8Array(bytes), type: 'png', width, height };
};
