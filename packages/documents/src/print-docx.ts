import type { Block } from '@zhicheng/series-kit';
import { blockParts } from './block-parts.ts';
import { documentFrame } from './document-frame.ts';
import { fileIds } from './file-ids.ts';
import type { Picture } from './picture.ts';
import { grouped, stampCode } from './stamp.ts';
import { cleanText } from './text-runs.ts';
import { LANDSCAPE_ROOM, PORTRAIT_ROOM } from './typography.ts';

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

/** The pictures that are there, by file id, each with the name under which the document knows it. */
const loadPictures = async (blocks: readonly Block[], image: PrintOptions['image']) => {
  const found = await Promise.all(fileIds(blocks).map(async (id) => [id, await image?.(id)] as const));
  return new Map(
    found.flatMap(([id, picture], index) =>
      picture
        ? [[id, { ...picture, relation: `rIdPicture${index + 1}`, name: `picture${index + 1}.${picture.type}` }]]
        : [],
    ),
  );
};

const PRINT_TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** `text` on one line, or nothing. */
const oneLine = (text: string | undefined) => (text ? cleanText(text).replace(/\n/g, ' ') : undefined);

/** Record number and time of print, as they stand at the foot of every page. */
export const factsLine = ({ recordNo, printedAt }: Pick<PrintOptions, 'recordNo' | 'printedAt'>): string =>
  [recordNo && `申报编号：${recordNo}`, printedAt && `打印时间：${PRINT_TIME.format(printedAt)}`]
    .filter(Boolean)
    .join('　');

/**
 * Prints a form as DOCX: A4, tables whose columns do not move and whose lines do not break, heads repeated, Chinese
 * fonts named, page numbers at the foot (rules-and-forms.md 2.2, AH-27). Texts are taken as they are; characters that
 * no document may contain are left out.
 * @returns the bytes of the file
 * @throws only what `image` throws
 */
export const printDocx = async (blocks: readonly Block[], options: PrintOptions): Promise<Uint8Array> => {
  const { title, printedAt, watermark, landscape = false, secrets, image } = options;
  const [recordNo, hash] = [oneLine(options.recordNo), oneLine(options.hash)];
  const facts = factsLine({ recordNo, printedAt });
  const [first] = blocks;
  const cover = first?.type === 'cover' ? first : undefined;
  const frame = await documentFrame({
    cover: cover !== undefined,
    foot: cover?.foot,
    watermark,
    facts: facts !== '',
    recordNo: recordNo !== undefined,
    hash: hash !== undefined,
    landscape,
  });
  const pictures = await loadPictures(blocks, image);
  let drawings = 0;
  // The drawings of heads and feet are numbered from 1.
  const room = landscape ? LANDSCAPE_ROOM : PORTRAIT_ROOM;
  const knowledge = { room, idNumber: secrets?.idNumber, pictures, nextDrawing: () => 100 + ++drawings };
  return frame({
    title: cleanText(title),
    at: printedAt ?? new Date(),
    facts,
    recordNo: recordNo && `申报编号：${recordNo}`,
    hash: hash && `校验码：${grouped(hash)}`,
    ...(cover && (recordNo || hash) && { code: stampCode({ recordNo, hash }).bytes }),
    body: blockParts(blocks, knowledge),
    pictures: [...pictures.values()],
  });
};
