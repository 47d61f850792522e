/** What stands in front of a file of a package and in its line of the directory (APPNOTE 4.3.7, 4.3.12). */
export type ZipEntry = {
  readonly name: Buffer;
  /** 0: stored as it is; 8: deflated */
  readonly method: 0 | 8;
  /** as it stands in the package, in bytes */
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  /** as `zipTime` writes it */
  readonly time: number;
};

/** 1980-01-01 00:00, the first moment that the format knows. */
export const EARLIEST = 0x00210000;
const UTF8_NAMES = 0x0800;
const CHINA = 8 * 60 * 60 * 1000;

/** The format knows no time zone and two seconds at a time: what clocks in China show. Up to 2107. */
export const zipTime = (at: Date): number => {
  const local = new Date(at.getTime() + CHINA);
  const years = local.getUTCFullYear() - 1980;
  if (years < 0 || years > 127) return EARLIEST;
  const day = (years << 9) | ((local.getUTCMonth() + 1) << 5) | local.getUTCDate();
  const clock = (local.getUTCHours() << 11) | (local.getUTCMinutes() << 5) | (local.getUTCSeconds() >> 1);
  return ((day << 16) | clock) >>> 0;
};

/** The fields that the header of a file and its line in the directory share. */
const writeFacts = (header: Buffer, at: number, { method, packed, size, crc, name, time }: ZipEntry): void => {
  header.writeUInt16LE(20, at);
  header.writeUInt16LE(UTF8_NAMES, at + 2);
  header.writeUInt16LE(method, at + 4);
  header.writeUInt32LE(time, at + 6);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(packed, at + 14);
  header.writeUInt32LE(size, at + 18);
  header.writeUInt16LE(name.byteLength, at + 22);
};

/** Stands right in front of the bytes of a file. Its length: `HEADER` and the name. */
export const localHeader = (entry: ZipEntry): Buffer => {
  const header = Buffer.alloc(HEADER + entry.name.byteLength);
  header.writeUInt32LE(0x04034b50, 0);
  writeFacts(header, 4, entry);
  entry.name.copy(header, HEADER);
  return header;
};
const HEADER = 30;

/** Says, in a field of four bytes or two, that the number stands in one of eight (ZIP64, APPNOTE 4.5.3). */
const ELSEWHERE = 0xffffffff;
const MANY = 0xffff;

const bigOffset = (offset: number): Buffer => {
  const field = Buffer.alloc(12);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8, 2);
  field.writeBigUInt64LE(BigInt(offset), 4);
  return field;
};

/** @param offset where the header of the file stands, in bytes from the start of the package */
export const directoryLine = (entry: ZipEntry, offset: number): Buffer => {
  const far = offset >= ELSEWHERE;
  const extra = far ? bigOffset(offset) : Buffer.alloc(0);
  const line = Buffer.alloc(46);
  line.writeUInt32LE(0x02014b50, 0);
  line.writeUInt16LE(20, 4);
  writeFacts(line, 6, entry);
  if (far) line.writeUInt16LE(45, 6);
  line.writeUInt16LE(extra.byteLength, 30);
  line.writeUInt32LE(far ? ELSEWHERE : offset, 42);
  return Buffer.concat([line, entry.name, extra]);
};

export type Directory = { readonly count: number; readonly bytes: number; readonly offset: number };

/** The end of a package whose directory is too large for the old fields, and where that end stands (4.3.14, 4.3.15). */
const largeEnd = ({ count, bytes, offset }: Directory): Buffer => {
  const end = Buffer.alloc(76);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(45, 12);
  end.writeUInt16LE(45, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(bytes), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(offset + bytes), 64);
  end.writeUInt32LE(1, 72);
  return end;
};

/** What stands behind the directory; with 65,535 files or 4 GB a package is a ZIP64. */
export const endOfDirectory = (directory: Directory): Buffer => {
  const { count, bytes, offset } = directory;
  const large = count >= MANY || offset >= ELSEWHERE || bytes >= ELSEWHERE;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, MANY), 8);
  end.writeUInt16LE(Math.min(count, MANY), 10);
  end.writeUInt32LE(Math.min(bytes, ELSEWHERE), 12);
  end.writeUInt32LE(Math.min(offset, ELSEWHERE), 16);
  return large ? Buffer.concat([largeEnd(directory), end]) : end;
};
