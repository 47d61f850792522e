import { EncryptedPDFError, PDFArray, PDFDict, PDFDocument, PDFName, rgb, type PDFPage } from '@cantoo/pdf-lib';
import type { Faces } from './faces.ts';
import { SHEET, TEXT_WIDTH, type Sheets } from './pages.ts';
import { isHarmless } from './pdf-guard.ts';
import { GREY, writeText } from './pen.ts';

/** A file that belongs to a declaration. */
export type Evidence = {
  /** what it proves: section and entry */
  readonly label: string;
  readonly name: string;
  /** `picture`: given as JPEG, turned upright and of a size for print */
  readonly kind: 'pdf' | 'picture' | 'other';
  readonly bytes: number;
  /** sha-256 of the stored file */
  readonly hash: string;
  readonly read: () => Promise<Uint8Array>;
};

/** Bounds that keep the memory of one book below half a gigabyte. */
export const BOOK_LIMITS = { fileBytes: 40 * 1024 * 1024, allBytes: 160 * 1024 * 1024, pages: 500 } as const;

/** Why a file is not among the pages; shown in its place. */
export class NotBound extends Error {}

const TICK = 500;

const openPdf = async (bytes: Uint8Array): Promise<PDFDocument> => {
  if (!isHarmless(bytes)) throw new NotBound('文件结构异常，没有并入');
  try {
    return await PDFDocument.load(bytes, { parseSpeed: TICK, updateMetadata: false });
  } catch (error) {
    if (error instanceof EncryptedPDFError) throw new NotBound('文件已加密，没有并入');
    throw new NotBound('文件已损坏，没有并入');
  }
};

const isSized = (page: PDFPage): boolean => {
  const { width, height } = page.getMediaBox();
  return [width, height].every((side) => Number.isFinite(side) && side >= 10 && side <= 14_400);
};

/** Nothing in a book runs or leads elsewhere; seals and signatures, which are annotations, stay visible. */
const disarm = ({ node }: PDFPage): void => {
  node.delete(PDFName.of('AA'));
  const notes = node.lookup(PDFName.of('Annots'));
  if (!(notes instanceof PDFArray)) return;
  for (let at = 0; at < notes.size(); at++) {
    const note = notes.lookup(at);
    if (!(note instanceof PDFDict)) continue;
    for (const name of ['A', 'AA', 'Dest', 'Parent', 'Popup']) note.delete(PDFName.of(name));
  }
};

/** The pages of a PDF as they are. Throws `NotBound`. */
export const pdfPages = async (book: PDFDocument, bytes: Uint8Array, left: number): Promise<PDFPage[]> => {
  const source = await openPdf(bytes);
  try {
    const count = source.getPageCount();
    if (count === 0) throw new NotBound('文件没有页面');
    if (count > left) throw new NotBound(`共 ${count} 页，超出材料册的容量，没有并入`);
    const pages = await book.copyPages(source, source.getPageIndices());
    if (!pages.every(isSized)) throw new NotBound('页面尺寸异常，没有并入');
    pages.forEach(disarm);
    return pages.map((page) => book.addPage(page));
  } catch (error) {
    if (error instanceof NotBound) throw error;
    throw new NotBound('文件已损坏，没有并入');
  }
};

/** A picture on a sheet of its own, as large as the text area. Throws `NotBound`. */
export const picturePage = async (book: PDFDocument, bytes: Uint8Array): Promise<PDFPage> => {
  const picture = await book.embedJpg(bytes).catch(() => {
    throw new NotBound('图片无法读取，没有并入');
  });
  const lying = picture.width > picture.height * 1.1;
  const [wide, high] = lying ? [SHEET.height, SHEET.width] : [SHEET.width, SHEET.height];
  const margin = 30;
  const scale = Math.min((wide - 2 * margin) / picture.width, (high - 2 * margin) / picture.height, 2);
  const [width, height] = [picture.width * scale, picture.height * scale];
  const page = book.addPage([wide, high]);
  page.drawImage(picture, { x: (wide - width) / 2, y: (high - height) / 2, width, height });
  return page;
};

/** A page in place of a file that cannot be shown: which one, and how to know it again. */
export const slipPage = (
  sheets: Sheets,
  { label, name, bytes, hash }: Evidence,
  why: string,
  text: (t: string) => string,
): void => {
  sheets.turn();
  const size = 11;
  const lines = [
    why,
    `材料：${label}`,
    `文件：${name}`,
    `大小：${Math.ceil(bytes / 1024)} KB`,
    `校验码（SHA-256）：${hash.slice(0, 32)}`,
    hash.slice(32),
  ];
  let y = SHEET.height / 2 + 80;
  for (const line of lines) {
    let rest = text(line);
    while (rest !== '') {
      let part = rest;
      while (sheets.faces.widthOf(part, size) > TEXT_WIDTH && part.length > 1) part = [...part].slice(0, -1).join('');
      writeText(sheets.page, sheets.faces, part, { x: SHEET.margin, y, size });
      rest = rest.slice(part.length);
      y -= size * 1.8;
    }
  }
};

/**
 * A strip below a page of somebody else's with its place in the book. The page grows by it: nothing of what was uploaded
 * is covered, and whichever way it is turned, the strip is at its foot.
 */
export const addStrip = (page: PDFPage, faces: Faces, left: string, right: string): void => {
  const turned = ((page.getRotation().angle % 360) + 360) % 360;
  const box = page.getCropBox();
  const upright = turned % 180 === 0;
  const along = upright ? box.width : box.height;
  const strip = Math.max(14, along * 0.03);
  const size = strip * 0.42;
  const grown = {
    x: turned === 270 ? box.x - strip : box.x,
    y: turned === 0 ? box.y - strip : box.y,
    width: upright ? box.width : box.width + strip,
    height: upright ? box.height + strip : box.height,
  };
  for (const set of ['setMediaBox', 'setCropBox'] as const) page[set](grown.x, grown.y, grown.width, grown.height);
  const cover: Record<number, { x: number; y: number }> = {
    0: { x: grown.x, y: grown.y },
    90: { x: box.x + box.width, y: box.y },
    180: { x: box.x, y: box.y + box.height },
    270: { x: grown.x, y: grown.y },
  };
  const [width, height] = upright ? [box.width, strip] : [strip, box.height];
  page.drawRectangle({ ...(cover[turned] ?? grown), width, height, color: rgb(1, 1, 1) });
  const inset = strip * 0.35;
  const margin = along * 0.04;
  /** A point on the base line, so far from the visible left. */
  const at = (from: number) =>
    turned === 90
      ? { x: box.x + box.width + strip - inset, y: box.y + from }
      : turned === 180
        ? { x: box.x + box.width - from, y: box.y + box.height + strip - inset }
        : turned === 270
          ? { x: box.x - strip + inset, y: box.y + box.height - from }
          : { x: box.x + from, y: box.y - strip + inset };
  const room = along - 3 * margin - faces.widthOf(right, size);
  let words = left;
  while (faces.widthOf(words, size) > room && words !== '') words = [...words].slice(0, -1).join('');
  writeText(page, faces, words, { ...at(margin), size, turned, color: GREY });
  writeText(page, faces, right, { ...at(along - margin - faces.widthOf(right, size)), size, turned, color: GREY });
};

/** Kept beside the pages for whoever opens the file on a screen. */
export const attach = (book: PDFDocument, bytes: Uint8Array, { name, label }: Evidence, no: number): Promise<void> =>
  book.attach(bytes, `${no}-${name}`, { description: label, mimeType: 'application/octet-stream' });
