import { PDFDocument, type PDFImage, type PDFPage } from '@cantoo/pdf-lib';
import { note, table, title, type Block } from '@zhicheng/series-kit';
import { fileIds } from '../file-ids.ts';
import type { Picture } from '../picture.ts';
import { factsLine } from '../print-docx.ts';
import { grouped, stampCode } from '../stamp.ts';
import { drawBlocks } from './block-pages.ts';
import { addStrip, attach, BOOK_LIMITS, NotBound, pdfPages, picturePage, slipPage, type Evidence } from './evidence.ts';
import { embedFaces, printable, type Faces } from './faces.ts';
import { SHEET, Sheets, TEXT_WIDTH } from './pages.ts';
import { GREY, writeText } from './pen.ts';

export type BookOptions = {
  /** of the person: in the index and in the properties */
  readonly name: string;
  readonly recordNo: string;
  /** content hash of the snapshot */
  readonly hash: string;
  readonly printedAt: Date;
  readonly idNumber?: string;
  readonly image: (fileId: string) => Promise<Picture | undefined>;
  /** told after every file of evidence */
  readonly progress?: (done: number) => Promise<void>;
};

/** Which pages of the book are a file's, counted from 0, and what is said of it in the index. */
type Bound = { readonly evidence: Evidence; readonly pages: readonly PDFPage[]; readonly remark: string };

const embedPictures = async (book: PDFDocument, blocks: readonly Block[], image: BookOptions['image']) => {
  const pictures = new Map<string, PDFImage>();
  for (const id of fileIds(blocks)) {
    const picture = await image(id);
    if (!picture) continue;
    const embedded = picture.type === 'jpg' ? book.embedJpg(picture.bytes) : book.embedPng(picture.bytes);
    // A portrait that cannot be read leaves its cell to the words.
    await embedded.then((found) => pictures.set(id, found)).catch(() => undefined);
  }
  return pictures;
};

/** One file: its pages, or a slip that says why not. Read, copied and let go before the next. */
const bind = async (
  book: PDFDocument,
  sheets: Sheets,
  evidence: Evidence,
  no: number,
  used: { bytes: number; pages: number },
) => {
  const before = book.getPageCount();
  let remark = '';
  try {
    if (evidence.bytes > BOOK_LIMITS.fileBytes || used.bytes + evidence.bytes > BOOK_LIMITS.allBytes)
      throw new NotBound('超出材料册的容量，没有并入，请在系统中查看');
    const bytes = await evidence.read().catch(() => {
      throw new NotBound('文件无法读取，没有并入');
    });
    used.bytes += evidence.bytes;
    if (evidence.kind === 'pdf') await pdfPages(book, bytes, BOOK_LIMITS.pages - used.pages);
    else if (evidence.kind === 'picture') await picturePage(book, bytes);
    else {
      await attach(book, bytes, evidence, no);
      throw new NotBound('不能按页并入，作为附件附在本册中');
    }
  } catch (error) {
    if (!(error instanceof NotBound)) throw error;
    remark = error.message;
    while (book.getPageCount() > before) book.removePage(book.getPageCount() - 1);
    slipPage(sheets, evidence, remark, printable);
  }
  const pages = book.getPages().slice(before);
  used.pages += pages.length;
  return { evidence, pages, remark };
};

const indexBlocks = (
  options: BookOptions,
  form: number,
  bound: readonly Bound[],
  firstOf: (at: number) => string,
): Block[] => [
  title('申报材料册'),
  note(`申报人：${options.name}　申报编号：${options.recordNo}`),
  note(`校验码：${grouped(options.hash)}`),
  table(
    ['序号', '材料', '文件', '页数', '起始页'],
    [
      ['', '专业技术资格评审表', '', String(form), firstOf(-1)],
      ...bound.map(({ evidence, pages, remark }, at) => [
        String(at + 1),
        evidence.label,
        remark ? `${evidence.name}（${remark}）` : evidence.name,
        String(pages.length),
        firstOf(at),
      ]),
    ],
    [2, 9, 11, 2.2, 2.8],
  ),
  ...(bound.length === 0 ? [note('没有上传佐证材料。')] : []),
];

/** Of a document of its own, so that it can be laid out before the pages behind it are counted. */
const indexPages = async (faces: Faces, blocks: readonly Block[]): Promise<number> => {
  const scratch = await PDFDocument.create();
  // Only measured, never drawn: fonts belong to one document.
  const sheets = new Sheets(scratch, { widthOf: faces.widthOf, fontOf: () => undefined }, new Map());
  drawBlocks(sheets, blocks, { idNumber: undefined });
  return scratch.getPageCount();
};

const numberPages = (
  book: PDFDocument,
  faces: Faces,
  options: BookOptions,
  evidence: ReadonlyMap<PDFPage, string>,
): void => {
  const all = book.getPages();
  const facts = factsLine(options);
  all.forEach((page, at) => {
    const right = `第 ${at + 1} 页 共 ${all.length} 页`;
    const file = evidence.get(page);
    if (file !== undefined) return addStrip(page, faces, printable(file), right);
    const size = 9;
    const y = 26;
    page.drawLine({ start: { x: SHEET.margin, y: 38 }, end: { x: SHEET.width - SHEET.margin, y: 38 }, thickness: 0.5 });
    writeText(page, faces, facts, { x: SHEET.margin, y, size, color: GREY });
    writeText(page, faces, right, { x: SHEET.width - SHEET.margin - faces.widthOf(right, size), y, size, color: GREY });
  });
};

/** All words that the book prints of its own, so that their characters are in the fonts. */
const textsOf = (blocks: readonly Block[], evidence: readonly Evidence[], options: BookOptions): string[] => [
  JSON.stringify(blocks).replace(/\\n/g, ''),
  options.name,
  options.idNumber ?? '',
  factsLine(options),
  '申报材料册目录编号校验码专业技术资格评审表序材料文件页数起始没有上传佐证材料',
  '已加密损坏结构异常并入超出容量请在系统中查看无法读取尺寸图片不能按作为附件附本册大小共',
  '经办人负责签字名公章年月日：，（）；',
  ...evidence.flatMap(({ label, name }) => [label, name]),
];

/**
 * The book of a declaration as one PDF: index with page numbers, number and code; the review form in the words and order
 * of the DOCX; then every file of evidence, PDFs page by page, pictures one on a sheet. What cannot be bound has a page
 * saying so, with its name and hash; what is no PDF and no picture is attached to the file as well.
 */
export const makeBook = async (
  form: readonly Block[],
  evidence: readonly Evidence[],
  options: BookOptions,
): Promise<Uint8Array> => {
  const book = await PDFDocument.create();
  book.setTitle(printable(`申报材料册 ${options.name}`));
  book.setCreator('职称申报评审平台');
  book.setCreationDate(options.printedAt);
  const faces = await embedFaces(book, textsOf(form, evidence, options));
  const sheets = new Sheets(book, faces, await embedPictures(book, form, options.image));
  drawBlocks(sheets, form, options.idNumber === undefined ? { idNumber: undefined } : { idNumber: options.idNumber });
  const formPages = book.getPageCount();
  const bound: Bound[] = [];
  const used = { bytes: 0, pages: 0 };
  for (const [at, file] of evidence.entries()) {
    bound.push(await bind(book, sheets, file, at + 1, used));
    await options.progress?.(at + 1);
  }
  const ahead = await indexPages(
    faces,
    indexBlocks(options, formPages, bound, () => '000'),
  );
  let next = ahead + formPages + 1;
  const firsts = bound.map(({ pages }) => {
    const first = next;
    next += pages.length;
    return String(first);
  });
  const pageOf = (at: number) => (at < 0 ? String(ahead + 1) : (firsts[at] ?? ''));
  const index = new Sheets(book, faces, new Map(), 0);
  const { page: front } = index;
  drawBlocks(index, indexBlocks(options, formPages, bound, pageOf), { idNumber: undefined });
  await stampIndex(book, front, options);
  const strips = new Map(
    bound.flatMap(({ evidence: file, pages, remark }, at) =>
      remark ? [] : pages.map((page) => [page, `材料${at + 1}　${file.label}　${file.name}`] as const),
    ),
  );
  numberPages(book, faces, options, strips);
  return book.save({ objectsPerTick: 200, updateFieldAppearances: false });
};

/** The code in the corner of the index: number and hash, to compare paper and system. */
const stampIndex = async (book: PDFDocument, first: PDFPage, options: BookOptions): Promise<void> => {
  const code = await book.embedPng(stampCode(options).bytes);
  const side = 62;
  const x = SHEET.margin + TEXT_WIDTH - side;
  first.drawImage(code, { x, y: SHEET.height - SHEET.margin - side + 8, width: side, height: side });
};
