import type { FileHandle } from 'node:fs/promises';
import { constants, inflateRaw } from 'node:zlib';
import { brokenFile, foreignContent, lockedFile, smuggledProgram, unfoldsTooFar } from './refusal.ts';
import { readAt, type ZipEntry } from './zip-directory.ts';

/** No honest document unfolds to more; the largest pictures in one are packed already. */
const MAX_UNFOLDED = 512 * 1024 * 1024;
/** Above this size, text that was packed a hundredfold was made to be so. */
const LARGE = 64 * 1024 * 1024;
const MAX_RATIO = 100;
const MAX_ENTRIES = 5000;

/** What Windows runs when it is clicked. */
const PROGRAM = /\.(exe|com|scr|pif|bat|cmd|js|jse|vbs|vbe|wsf|wsh|hta|lnk|msi|ps1|jar|dll|cpl|reg)$/i;
/** Folders above, roots, drives and what ends a text in C: no program writes such names into a document. */
const UNSAFE_NAME = /(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[a-z]:|\0/i;

const checkSizes = (entries: readonly ZipEntry[], fileBytes: number) => {
  const unfolded = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  const packed = entries.reduce((sum, { packedBytes }) => sum + packedBytes, 0);
  const bomb = unfolded > MAX_UNFOLDED || (unfolded > LARGE && unfolded > fileBytes * MAX_RATIO);
  // More packed bytes than the file has: entries that share them.
  if (bomb || packed > fileBytes || entries.length > MAX_ENTRIES) throw unfoldsTooFar();
};

/** A part is read in this much and no more: the relations of a document are a few kilobytes. */
const RELATIONS_BYTES = 256 * 1024;
/** What stands in front of the first element. */
const PROLOGUE_BYTES = 16 * 1024;

const decoded = (bytes: Buffer): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return bytes
      .subarray(0, bytes.length & ~1)
      .swap16()
      .toString('utf16le');
  return bytes.toString('utf8');
};

const unfolded = (packed: Buffer, max: number): Promise<Buffer | undefined> =>
  new Promise((resolve) => {
    const options = { maxOutputLength: max, finishFlush: constants.Z_SYNC_FLUSH };
    inflateRaw(packed, options, (error, bytes) => resolve(error ? undefined : bytes));
  });

/** The beginning of a part as text; undefined if it cannot be unfolded within the bound. */
const beginning = async (handle: FileHandle, entry: ZipEntry, packedMax: number, max: number) => {
  const local = await readAt(handle, entry.offset, 30);
  if (local.length < 30) return undefined;
  const from = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const packed = await readAt(handle, from, Math.min(entry.packedBytes, packedMax));
  const bytes = entry.method === 8 ? await unfolded(packed, max) : packed;
  return bytes && decoded(bytes);
};

/**
 * Templates and objects that a document fetches from another machine when it is opened. Links to click, and templates
 * on the author's own disk, which most documents of offices name, are left alone.
 */
const fetchesOnOpening = (relations: string) =>
  [...relations.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].some(
    ([tag]) =>
      /TargetMode\s*=\s*["']External["']/i.test(tag) &&
      /Type\s*=\s*["'][^"']*\/(attachedTemplate|oleObject|frame|subDocument|externalLinkPath)["']/i.test(tag) &&
      /Target\s*=\s*["']\s*(?:https?:|ftp:|mhtml:|ms-\w+:|\\\\|file:\/\/(?!\/)|\/\/)/i.test(tag),
  );

/** No document has a type declaration; those that have one name entities, of this file or of others. */
const declaresEntities = (xml: string) => /<!(DOCTYPE|ENTITY)/i.test(xml);

const MAIN_PARTS = ['[Content_Types].xml', 'word/document.xml', 'xl/workbook.xml', 'word/settings.xml'];
const MAX_RELATIONS = 200;

const checkParts = async (handle: FileHandle, entries: readonly ZipEntry[], claimed: 'docx' | 'xlsx') => {
  const relations = entries.filter(({ name }) => name.toLowerCase().endsWith('.rels'));
  if (relations.length > MAX_RELATIONS) throw unfoldsTooFar();
  for (const entry of relations) {
    const text = await beginning(handle, entry, RELATIONS_BYTES, RELATIONS_BYTES);
    if (text === undefined) throw brokenFile(claimed);
    if (declaresEntities(text) || fetchesOnOpening(text)) throw foreignContent();
  }
  for (const entry of entries.filter(({ name }) => MAIN_PARTS.includes(name))) {
    const text = await beginning(handle, entry, PROLOGUE_BYTES, PROLOGUE_BYTES * 1100);
    if (text !== undefined && declaresEntities(text.slice(0, PROLOGUE_BYTES))) throw foreignContent();
  }
};

/** Code that runs with the document: Visual Basic, the macros of old spreadsheets, controls. */
export const hasMacros = (names: readonly string[]): boolean =>
  names.some((name) => /vbaProject\.bin$|vbaData\.xml$|^xl\/macrosheets\/|^(word|xl)\/activeX\//i.test(name));

/**
 * What is inside a docx or xlsx may harm whoever opens it later, though it cannot harm us: we store it as it is.
 * @throws UploadRefused for bombs, smuggled programs, references to other machines, entities, passwords, odd names
 */
export const checkContents = async (
  handle: FileHandle,
  entries: readonly ZipEntry[],
  claimed: 'docx' | 'xlsx',
): Promise<void> => {
  const names = entries.map(({ name }) => name);
  if (entries.some(({ encrypted }) => encrypted)) throw lockedFile();
  checkSizes(entries, (await handle.stat()).size);
  if (names.some((name) => PROGRAM.test(name))) throw smuggledProgram();
  const distinct = new Set(names.map((name) => name.toLowerCase()));
  if (distinct.size < names.length || names.some((name) => UNSAFE_NAME.test(name))) throw brokenFile(claimed);
  await checkParts(handle, entries, claimed);
};
