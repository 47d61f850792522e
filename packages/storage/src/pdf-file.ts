import { readFile } from 'node:fs/promises';
import { inflate } from 'node:zlib';
import { whenDecodingIsFree } from './decoding-gate.ts';
import { brokenFile, filesInPdf, hiddenInPdf, runsInPdf, wrongType, type UploadSlot } from './refusal.ts';
import { endsAsZip } from './zip-directory.ts';

/** Mail gateways and scanners append a few bytes after the end mark. */
const TAIL_BYTES = 4096;
/** The end record of a zip and the longest comment behind it. */
const ZIP_TAIL_BYTES = 65_557;
/** What the objects that are packed into streams may unfold to; scanners write a few hundred kilobytes. */
const MOST_HIDDEN = 64 * 1024 * 1024;
/** Looked through at a time, so that a large file does not hold up everybody else. */
const PIECE = 1024 * 1024;
const OVERLAP = 1024;

/** A name may be written with any of its letters as #xx. */
const name = (letters: string) =>
  '\\/' +
  [...letters].map((letter) => `(?:${letter}|#${letter.charCodeAt(0).toString(16)})`).join('') +
  '(?![A-Za-z0-9#])';
const GAP = '(?:[\\s\\0]|%[^\\r\\n]{0,200}[\\r\\n])*';
const OBJECT = '(?:<<|\\[|\\d{1,10}\\s+\\d{1,5}\\s+R)';

/** In their places only: a title may well speak of JavaScript. */
const RUNS = new RegExp(
  [
    `(?:${name('S')}|obj)${GAP}(?:${name('JavaScript')}|${name('Launch')})`,
    `${name('JavaScript')}${GAP}${OBJECT}`,
    `${name('XFA')}${GAP}${OBJECT}`,
    `${name('Subtype')}${GAP}(?:${name('RichMedia')}|${name('Movie')})`,
  ].join('|'),
  'i',
);
const CARRIES = new RegExp(
  `${name('EmbeddedFiles')}${GAP}${OBJECT}|${name('EF')}${GAP}${OBJECT}|${name('Type')}${GAP}${name('EmbeddedFile')}`,
);

const checkPiece = (bytes: Buffer) => {
  const text = bytes.toString('latin1');
  if (RUNS.test(text)) throw runsInPdf();
  if (CARRIES.test(text)) throw filesInPdf();
};

const breathe = () => new Promise((resolve) => setImmediate(resolve));

const checkAll = async (bytes: Buffer) => {
  for (let at = 0; at < bytes.length; at += PIECE) {
    checkPiece(bytes.subarray(at, at + PIECE + OVERLAP));
    await breathe();
  }
};

const unfolded = (packed: Buffer, max: number): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    inflate(packed, { maxOutputLength: max }, (error, bytes) => {
      if (error instanceof RangeError) reject(hiddenInPdf());
      // Damaged or of another filter: a reader will not see these objects either, or say so itself.
      else resolve(error ? undefined : bytes);
    });
  });

/** Objects may be packed into streams; what would be refused in the open is refused there. */
const checkHidden = async (bytes: Buffer) => {
  let left = MOST_HIDDEN;
  for (let at = bytes.indexOf('ObjStm'); at >= 0; at = bytes.indexOf('ObjStm', at + 6)) {
    const stream = bytes.indexOf('stream', at);
    if (stream < 0 || stream - at > 2000) continue;
    const end = bytes.indexOf('endstream', stream);
    const begin = stream + (bytes[stream + 6] === 13 ? 8 : 7);
    const objects = await unfolded(bytes.subarray(begin, end < 0 ? undefined : end), left);
    if (!objects) continue;
    await checkAll(objects);
    left -= objects.length;
    if (left <= 0) throw hiddenInPdf();
  }
};

/**
 * A PDF is stored as it is, so what would act by itself in a reader is looked for: scripts, programs to start, forms
 * with scripts, files carried along, a second file behind the first.
 * @throws UploadRefused also if the end mark is missing, which is what an interrupted copy looks like
 */
export const checkPdf = (path: string, slot: UploadSlot): Promise<void> =>
  whenDecodingIsFree(async () => {
    const bytes = await readFile(path);
    if (!bytes.subarray(-TAIL_BYTES).includes('%%EOF')) throw brokenFile('pdf');
    if (endsAsZip(bytes.subarray(-ZIP_TAIL_BYTES))) throw wrongType(slot, { format: 'zip', extension: 'pdf' });
    await checkAll(bytes);
    await checkHidden(bytes);
  });
