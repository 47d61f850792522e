import { open, type FileHandle } from 'node:fs/promises';
import { checkContents, hasMacros } from './office-contents.ts';
import { brokenFile, hasMacroCode, lockedFile, wrongType, type UploadSlot } from './refusal.ts';
import { extensionOf, type FileType } from './sniff-type.ts';
import { readAt, zipEntries } from './zip-directory.ts';

type OfficeType = Extract<FileType, 'doc' | 'docx' | 'xlsx'>;

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

const zipOfficeType = (names: readonly string[]): OfficeType | 'docm' | 'xlsm' | 'zip' => {
  // Word itself refuses a docx with macros, so nobody loses by our refusing it.
  if (hasMacros(names)) return names.includes('xl/workbook.xml') ? 'xlsm' : 'docm';
  if (names.includes('word/document.xml')) return 'docx';
  return names.includes('xl/workbook.xml') ? 'xlsx' : 'zip';
};

/** Name of the stream that every Visual Basic project in a compound file has. */
const VISUAL_BASIC = Buffer.from('_VBA_PROJECT', 'utf16le');

const contains = async (handle: FileHandle, sought: Buffer): Promise<boolean> => {
  const PIECE = 1024 * 1024;
  for (let at = 0; ; at += PIECE) {
    const piece = await readAt(handle, at, PIECE + sought.length);
    if (piece.includes(sought)) return true;
    if (piece.length <= PIECE) return false;
  }
};

const realType = async (handle: FileHandle, claimed: OfficeType) => {
  const magic = await readAt(handle, 0, 2);
  if (magic.toString('latin1') === 'PK') {
    const entries = await zipEntries(handle);
    if (!entries) throw brokenFile(claimed);
    const type = zipOfficeType(entries.map(({ name }) => name));
    if (type === 'docx' || type === 'xlsx') await checkContents(handle, entries, type);
    return type;
  }
  const names = await compoundNames(handle);
  if (!names) throw brokenFile(claimed);
  if (names.includes('EncryptedPackage')) throw lockedFile();
  if (names.includes('WordDocument')) {
    if (await contains(handle, VISUAL_BASIC)) throw hasMacroCode();
    return 'doc';
  }
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
