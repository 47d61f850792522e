import { fileTypeFromBuffer } from 'file-type';

/** The types a slot may ask for. What a user calls jpeg is jpg here. */
export const FILE_TYPES = ['jpg', 'png', 'pdf', 'bmp', 'doc', 'docx', 'xlsx'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** As many bytes as `sniffType` and `formatName` want to see. */
export const HEAD_BYTES = 4100;

const starts = (head: Uint8Array, ...magic: readonly number[]) => magic.every((byte, at) => head[at] === byte);

const latin = (head: Uint8Array) => Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');

/** The size of the second header: two letters alone would take any text beginning with BM for a picture. */
const isBmp = (head: Uint8Array) =>
  starts(head, 0x42, 0x4d) && [12, 40, 52, 56, 64, 108, 124].includes(head[14] ?? 0) && head[15] === 0;

/** Scanners put line feeds or a byte order mark before the header; a program in front of it is no PDF. */
const isPdf = (head: Uint8Array) => /^(?:\xef\xbb\xbf)?[\s\0]{0,1000}%PDF-/.test(latin(head));

/** Extension of a file name in lower case, '' if there is none. */
export const extensionOf = (name: string) => /\.([0-9a-z]{1,8})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? '';

const zipType = (head: Uint8Array, name: string): FileType | undefined => {
  const text = latin(head);
  if (text.includes('word/')) return 'docx';
  if (text.includes('xl/')) return 'xlsx';
  // The telling entry may stand behind a long first one; the whole file is checked once it has arrived.
  const extension = extensionOf(name);
  return extension === 'docx' || extension === 'xlsx' ? extension : undefined;
};

const isCompound = (head: Uint8Array) => starts(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);

/** A compound file called docx or xlsx is one with a password; the whole file is checked once it has arrived. */
const compoundType = (name: string): FileType | undefined => {
  const extension = extensionOf(name);
  return extension === 'doc' || extension === 'docx' || extension === 'xlsx' ? extension : undefined;
};

/**
 * The type of a file by its first bytes; the name decides only where containers look alike (doc is a compound file as
 * xls is). A renamed program, or anything that is none of our types, yields undefined.
 * @param head the first `HEAD_BYTES` bytes, or all of a shorter file
 */
export const sniffType = (head: Uint8Array, name: string): FileType | undefined => {
  if (starts(head, 0xff, 0xd8, 0xff)) return 'jpg';
  if (starts(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (isPdf(head)) return 'pdf';
  if (isBmp(head)) return 'bmp';
  if (starts(head, 0x50, 0x4b, 0x03, 0x04)) return zipType(head, name);
  if (isCompound(head)) return compoundType(name);
  return undefined;
};

/**
 * What to call a format we do not take, for the message: tif, heic, exe, zip. Undefined if nobody knows it, or if only
 * the first letters look like a type of ours.
 */
export const formatName = async (head: Uint8Array): Promise<string | undefined> => {
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  const unhelpful: readonly string[] = [...FILE_TYPES, 'cfb'];
  return found && !unhelpful.includes(found.ext) ? found.ext : undefined;
};
