import {
  AlignmentType,
  Footer,
  Header,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx';
import { TextWatermark } from 'docx/watermarks';
import type { Face } from './ooxml.ts';
import { pictureRun, type Picture } from './picture.ts';
import { cleanText } from './text-runs.ts';
import { BORDER, cm, FACES, NO_BORDERS, SIZES, type Room } from './typography.ts';

/** The texts that differ from form to form. */
export type Stamp = {
  /** at the foot of every page */
  readonly facts: string | undefined;
  /** beside the code on the cover */
  readonly recordNo: string | undefined;
  readonly hash: string | undefined;
  readonly code: Picture | undefined;
  readonly room: Room;
};

/** As the library wants it; the hint makes Word set marks that both scripts own in the Chinese face. */
const font = ({ ascii, eastAsia }: Face) => ({ ascii, hAnsi: ascii, cs: ascii, eastAsia, hint: 'eastAsia' });

const SMALL = { font: font(FACES.song), size: SIZES.note } as const;

/** The mark across every page (未提交), as Word's own command makes it, so that it lies behind the text. */
export const watermarkHeader = (text: string | undefined): Header =>
  new Header({
    children: [
      new Paragraph({
        children: text
          ? [
              new TextWatermark({
                text: cleanText(text),
                font: '宋体',
                color: 'BFBFBF',
                opacity: 0.5,
                width: 420,
                height: 140,
              }),
            ]
          : [],
      }),
    ],
  });

/** Record number and time of print at the left, 第 n 页 共 m 页 at the right. */
const pageLine = ({ facts, room }: Stamp, before = 0): Paragraph =>
  new Paragraph({
    spacing: { before },
    border: { top: { ...BORDER, size: 4, space: 4 } },
    tabStops: [{ type: TabStopType.RIGHT, position: room.width }],
    children: [
      ...(facts === undefined ? [] : [new TextRun({ ...SMALL, text: facts })]),
      new TextRun({
        ...SMALL,
        children: ['\t第 ', PageNumber.CURRENT, ' 页 共 ', PageNumber.TOTAL_PAGES, ' 页'],
      }),
    ],
  });

const textLine = (text: string, run: IRunOptions, paragraph: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ ...paragraph, children: [new TextRun({ ...run, text })] });

const QR_SIDE = cm(2.4);

const stampTable = ({ recordNo, hash, code, room }: Stamp): Table => {
  const picture = code ? [pictureRun(code, { width: QR_SIDE, height: QR_SIDE }, '校验二维码')] : [];
  const facts = [
    ...(recordNo === undefined ? [] : [textLine(recordNo, { ...SMALL, size: SIZES.cell })]),
    ...(hash === undefined ? [] : [textLine(hash, SMALL, { spacing: { before: 80 } })]),
  ];
  const widths = [cm(2.9), room.width - cm(2.9)] as const;
  const cell = (width: number, children: readonly Paragraph[]) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      borders: NO_BORDERS,
      children,
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: room.width, type: WidthType.DXA },
    columnWidths: widths,
    borders: { ...NO_BORDERS, insideHorizontal: NO_BORDERS.top, insideVertical: NO_BORDERS.top },
    rows: [
      new TableRow({ children: [cell(widths[0], [new Paragraph({ children: picture })]), cell(widths[1], facts)] }),
    ],
  });
};

export const pageFooter = (stamp: Stamp): Footer => new Footer({ children: [pageLine(stamp)] });

/** Foot of the first page: who issued the form, number and code where there are any, then the line of every page. */
export const coverFooter = (foot: string | undefined, stamp: Stamp): Footer => {
  const issuer = cleanText(foot ?? '')
    .split('\n')
    .map((line) =>
      textLine(
        line,
        { font: font(FACES.fangSong), size: SIZES.coverLine },
        { alignment: AlignmentType.CENTER, spacing: { after: cm(1) } },
      ),
    );
  const stamped = stamp.code !== undefined;
  return new Footer({
    children: [...(foot ? issuer : []), ...(stamped ? [stampTable(stamp)] : []), pageLine(stamp, 160)],
  });
};
