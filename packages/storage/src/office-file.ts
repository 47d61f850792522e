import { open, type FileHandle } from 'node:fs/promises';
import { brokenFile, lockedFile, wrongType, type UploadSlot } from './refusal.ts';
import { extensionOf, type FileType } from './sniff-type.ts';

type OfficeType = Extract<FileType, 'doc' | 'docx' | 'xlsx'>;

/** More than any honest document has; keeps a hostile directory from being read into memory. */
const MAX_DIRECTORY_BYTES = 4 * 1024 * 1024;

const readAt = async (handle: FileHandle, position: number, length: number): Promise<Buffer> => {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
};

/** Names of the entries of a zip by its directory at the end, undefined if the end is missing. */
const zipNames = async (handle: FileHandle): Promise<readonly string[] | undefined> => {
  const { size } = await handle.stat();
  const tailLength = Math.min(size, 65_557);
  const tail = await readAt(handle, size - tailLength, tailLength);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > tail.length) return undefined;
  const length = tail.readUInt32LE(end + 12);
  const offset = tail.readUInt32LE(end + 16);
  if (length > MAX_DIRECTORY_BYTES || offset + length > size) return undefined;
  const directory = await readAt(handle, offset, length);
  const names: string[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50;) {
    const nameLength = directory.readUInt16LE(at + 28);
    names.push(directory.toString('utf8', at + 46, at + 46 + nameLength));
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return names;
};

/** Names in a compound file's directory, which for documents lies in few sectors and may be anywhere in the file. */
const compoundNames = async (handle: FileHandle): Promise<readonly string[] | undefined> => {
  const { size } = await handle.stat();
  const header = await readAt(handle, 0, 512);
  if (header.length < 512) return undefined;
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return undefined;
  const start = (header.readUInt32LE(48) + 1) * 2 ** shift;
  if (start + 128 > size) return undefined;
  const directory = await readAt(handle, start, Math.min(size - start, 2 ** shift));
  const names: string[] = [];
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const length = directory.readUInt16LE(at + 64);
    if (length >= 2 && length <= 64) names.push(directory.toString('utf16le', at, at + length - 2));
  }
  return names;
};

const zipOfficeType = (names: readonly string[]): OfficeType | 'docm' | 'zip' => {
  // Word itself refuses a docx with macros, so nobody loses by our refusing it.
  if (names.some((name) => name.endsWith('vbaProject.bin'))) return 'docm';
  if (names.includes('word/document.xml')) return 'docx';
  return names.includes('xl/workbook.xml') ? 'xlsx' : 'zip';
};

const realType = async (handle: FileHandle, claimed: OfficeType) => {
  const magic = await readAt(handle, 0, 2);
  if (magic.toString('latin1') === 'PK') {
    const names = await zipNames(handle);
    if (!names) throw brokenFile(claimed);
    return zipOfficeType(names);
  }
  const names = await compoundNames(handle);
  if (!names) throw brokenFile(claimed);
  if (names.includes('EncryptedPackage')) throw lockedFile();
  if (names.includes('WordDocument')) return 'doc';
  return names.includes('Workbook') ? 'xls' : undefined;
};

/**
 * What an office file really is, by the directory of its container.
 * @throws UploadRefused if it is incomplete, locked, or no type of this slot
 */
export const checkOfficeFile = async (
  path: string,
  claimed: OfficeType,
  { slot, name }: { slot: UploadSlot; name: string },
): Promise<OfficeType> => {
  const handle = await open(path, 'r');
  try {
    const type = await realType(handle, claimed);
    const office = type === 'doc' || type === 'docx' || type === 'xlsx' ? type : undefined;
    if (office && slot.types.includes(office)) return office;
    throw wrongType(slot, { format: type, extension: extensionOf(name), bytes: (await handle.stat()).size });
  } finally {
    await handle.close();
  }
};
