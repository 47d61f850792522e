import { Document, Packer, PageOrientation, Paragraph } from 'docx';
import type { Block } from '@zhicheng/series-kit';
import { blockParts } from './block-parts.ts';
import { coverFooter, pageFooter, watermarkHeader, type Stamp } from './page-frame.ts';
import type { Picture } from './picture.ts';
import { cleanText } from './text-runs.ts';
import { FACES, LANDSCAPE_ROOM, PAGE, PORTRAIT_ROOM, SIZES } from './typography.ts';

export type PrintOptions = {
  /** title of the document in its properties; nothing printed */
  readonly title: string;
  /** printed on the cover and at the foot of every page */
  readonly recordNo?: string;
  /** content hash of the snapshot, printed on the cover with a QR code */
  readonly hash?: string;
  /** printed at the foot of every page, in Chinese time */
  readonly printedAt?: Date;
  /** grey text across every page, e.g. 未提交 */
  readonly watermark?: string;
  /** the sheet lies on its long side; covers are made for upright sheets */
  readonly landscape?: boolean;
  /** what a cell with `reveal` prints in place of its masked text; never printed anywhere else */
  readonly secrets?: { readonly idNumber?: string };
  /** the picture behind a file id; undefined leaves the cell to its text */
  readonly image?: (fileId: string) => Promise<Picture | undefined>;
};

const fileIds = (blocks: readonly Block[]): string[] => [
  ...new Set(
    blocks
      .flatMap((block) => (block.type === 'grid' || block.type === 'table' ? block.rows.flat() : []))
      .flatMap((cell) => (typeof cell === 'string' || cell.image === undefined ? [] : [cell.image])),
  ),
];

const loadPictures = async (blocks: readonly Block[], image: PrintOptions['image']) => {
  const found = await Promise.all(fileIds(blocks).map(async (id) => [id, await image?.(id)] as const));
  return new Map(found.flatMap(([id, picture]) => (picture ? [[id, picture] as const] : [])));
};

const DEFAULTS = {
  document: {
    run: { font: FACES.song, size: SIZES.cell, language: { value: 'en-US', eastAsia: 'zh-CN' } },
    paragraph: { spacing: { before: 0, after: 0 } },
  },
} as const;

/** The library turns width and height round itself. */
const sheet = (landscape: boolean) => ({
  page: {
    size: {
      width: PAGE.width,
      height: PAGE.height,
      orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
    },
    margin: {
      top: PAGE.margin,
      bottom: PAGE.margin,
      left: PAGE.margin,
      right: PAGE.margin,
      header: 567,
      footer: 567,
    },
  },
});

/**
 * Prints a form as DOCX: A4, tables whose columns do not move and whose lines do not break, heads repeated, Chinese
 * fonts named, page numbers at the foot (rules-and-forms.md 2.2, AH-27). Texts are taken as they are; characters that
 * no document may contain are left out.
 * @returns the bytes of the file
 * @throws only what `image` throws
 */
export const printDocx = async (blocks: readonly Block[], options: PrintOptions): Promise<Uint8Array> => {
  const { title, recordNo, hash, printedAt, watermark, landscape = false, secrets, image } = options;
  const room = landscape ? LANDSCAPE_ROOM : PORTRAIT_ROOM;
  const stamp: Stamp = { recordNo: recordNo && cleanText(recordNo), hash: hash && cleanText(hash), printedAt, room };
  const pictures = await loadPictures(blocks, image);
  const parts = blockParts(blocks, { room, idNumber: secrets?.idNumber, pictures });
  const [first] = blocks;
  const cover = first?.type === 'cover' ? first : undefined;
  const document = new Document({
    title: cleanText(title),
    creator: '职称申报评审平台',
    styles: { default: DEFAULTS },
    compatibility: { version: 15 },
    sections: [
      {
        properties: { ...sheet(landscape), titlePage: cover !== undefined },
        headers: {
          default: watermarkHeader(watermark),
          ...(cover && { first: watermarkHeader(watermark) }),
        },
        footers: {
          default: pageFooter(stamp),
          ...(cover && { first: await coverFooter(cover.foot, stamp) }),
        },
        // Word asks for a paragraph after a table at the end.
        children: [...parts, new Paragraph({ spacing: { line: 20, lineRule: 'exact' }, children: [] })],
      },
    ],
  });
  return Packer.pack(document, 'uint8array');
};
