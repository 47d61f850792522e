/** Bytes of a bmp whose pixel at (x, y) is `colour(x, y)` as 0xRRGGBB, for tests. */
export const bmpOf = (
  width: number,
  height: number,
  colour: (x: number, y: number) => number,
  bits: 1 | 8 | 24 | 32 = 24,
): Uint8Array<ArrayBuffer> => {
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  const colours = [
    ...new Set(Array.from({ length: width * height }, (_, at) => colour(at % width, Math.floor(at / width)))),
  ];
  const paletteBytes = bits <= 8 ? 4 * 2 ** bits : 0;
  const dataAt = 54 + paletteBytes;
  const file = Buffer.alloc(dataAt + rowBytes * height);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(dataAt, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(bits, 28);
  if (bits <= 8) colours.forEach((value, index) => file.writeUInt32LE(value, 54 + index * 4));
  for (let y = 0; y < height; y++) {
    const row = dataAt + (height - 1 - y) * rowBytes;
    for (let x = 0; x < width; x++) {
      const value = colour(x, y);
      if (bits === 24) file.writeUIntLE(value, row + x * 3, 3);
      else if (bits === 32) file.writeUInt32LE(value, row + x * 4);
      else if (bits === 8) file[row + x] = colours.indexOf(value);
      else file[row + (x >> 3)] = (file[row + (x >> 3)] ?? 0) | (colours.indexOf(value) << (7 - (x & 7)));
    }
  }
  return file;
};
