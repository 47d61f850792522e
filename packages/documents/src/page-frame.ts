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
} from 'docx';
import { TextWatermark } from 'docx/watermarks';
import QRCode from 'qrcode';
import { pictureRun } from './picture.ts';
import { cleanText, paragraphsOf, runsOf } from './text-runs.ts';
import { BORDER, cm, FACES, NO_BORDERS, SIZES, type Room } from './typography.ts';

export type Stamp = {
  readonly recordNo: string | undefined;
  readonly hash: string | undefined;
  readonly printedAt: Date | undefined;
  readonly room: Room;
};

const SMALL = { font: FACES.song, size: SIZES.note } as const;

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

const printTime = (at: Date) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(at);

/** Record number and time of print at the left, 第 n 页 共 m 页 at the right. */
const pageLine = ({ recordNo, printedAt, room }: Stamp, before = 0): Paragraph => {
  const facts = [recordNo && `申报编号：${recordNo}`, printedAt && `打印时间：${printTime(printedAt)}`];
  return new Paragraph({
    spacing: { before },
    border: { top: { ...BORDER, size: 4, space: 4 } },
    tabStops: [{ type: TabStopType.RIGHT, position: room.width }],
    children: [
      ...runsOf(cleanText(facts.filter(Boolean).join('　')), SMALL),
      new TextRun({
        ...SMALL,
        children: ['\t第 ', PageNumber.CURRENT, ' 页 共 ', PageNumber.TOTAL_PAGES, ' 页'],
      }),
    ],
  });
};

const QR_SIDE = cm(2.4);

/** The code says in words what stands beside it, so that any telephone can compare paper and system. */
const qrPicture = async (stamp: Stamp) => {
  const lines = [stamp.recordNo && `申报编号：${stamp.recordNo}`, stamp.hash && `校验码：${stamp.hash}`];
  const bytes = await QRCode.toBuffer(lines.filter(Boolean).join('\n'), {
    errorCorrectionLevel: 'M',
    margin: 1,
    scale: 4,
  });
  return { bytes: new Uint8Array(bytes), type: 'png', width: 1, height: 1 } as const;
};

/** Sixty-four characters in a row cannot be compared by eye; groups of eight can. */
const grouped = (hash: string) => hash.match(/.{1,8}/g)?.join(' ') ?? '';

const stampTable = async (stamp: Stamp): Promise<Table> => {
  const code = pictureRun(await qrPicture(stamp), { width: QR_SIDE, height: QR_SIDE }, '校验二维码');
  const facts = [
    ...(stamp.recordNo ? paragraphsOf(`申报编号：${stamp.recordNo}`, { font: FACES.song, size: SIZES.cell }) : []),
    ...(stamp.hash ? paragraphsOf(`校验码：${grouped(stamp.hash)}`, SMALL, { spacing: { before: 80 } }) : []),
  ];
  const widths = [cm(2.9), stamp.room.width - cm(2.9)] as const;
  const cell = (width: number, children: readonly Paragraph[]) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      borders: NO_BORDERS,
      children,
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: stamp.room.width, type: WidthType.DXA },
    columnWidths: widths,
    borders: { ...NO_BORDERS, insideHorizontal: NO_BORDERS.top, insideVertical: NO_BORDERS.top },
    rows: [
      new TableRow({ children: [cell(widths[0], [new Paragraph({ children: [code] })]), cell(widths[1], facts)] }),
    ],
  });
};

export const pageFooter = (stamp: Stamp): Footer => new Footer({ children: [pageLine(stamp)] });

/** Foot of the first page: who issued the form, number and code where there are any, then the line of every page. */
export const coverFooter = async (foot: string | undefined, stamp: Stamp): Promise<Footer> => {
  const issuer = paragraphsOf(
    foot ?? '',
    { font: FACES.fangSong, size: SIZES.coverLine },
    { alignment: AlignmentType.CENTER, spacing: { after: cm(1) } },
  );
  const coded = stamp.recordNo !== undefined || stamp.hash !== undefined;
  return new Footer({
    children: [...(foot ? issuer : []), ...(coded ? [await stampTable(stamp)] : []), pageLine(stamp, 160)],
  });
};
