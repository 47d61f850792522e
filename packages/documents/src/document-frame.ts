import { Document, Packer, PageOrientation, Paragraph, TextRun, type IFontAttributesProperties } from 'docx';
import { unzipSync, strFromU8 } from 'fflate';
import { coverFooter, pageFooter, watermarkHeader } from './page-frame.ts';
import { escaped, inOrder } from './ooxml.ts';
import { qrPicture } from './qr-code.ts';
import { packConstant, packPicture, packText, partWithGaps, zipParts, type PackedPart } from './zip-parts.ts';
import { FACES, LANDSCAPE_ROOM, PAGE, PORTRAIT_ROOM, SIZES } from './typography.ts';

/** What makes two forms have the same styles, heads and feet, but for the texts of `Stamped`. */
export type FrameKind = {
  readonly cover: boolean;
  readonly foot: string | undefined;
  readonly watermark: string | undefined;
  readonly facts: boolean;
  readonly recordNo: boolean;
  readonly hash: boolean;
  /** the sheet lies on its long side */
  readonly landscape: boolean;
};

/** What is put into the frame for one form; all of it clean text. */
export type Filling = {
  readonly title: string;
  readonly at: Date;
  readonly facts?: string;
  readonly recordNo?: string;
  readonly hash?: string;
  readonly code?: Uint8Array;
  /** paragraphs and tables, in order */
  readonly body: readonly string[];
  readonly pictures: readonly { readonly relation: string; readonly name: string; readonly bytes: Uint8Array }[];
};

export type Frame = (filling: Filling) => Uint8Array;

/** Stand where a form's own texts go; private characters, so that no text of the frame looks like one. */
const MARK = {
  title: '\ue000title\ue001',
  facts: '\ue000facts\ue001',
  recordNo: '\ue000recordNo\ue001',
  hash: '\ue000hash\ue001',
  body: '\ue000body\ue001',
  at: '\ue000at\ue001',
  pictures: '\ue000pictures\ue001',
} as const;
const ANY_MARK = /\ue000(\w+)\ue001/;
const BODY = new RegExp(`<w:p>(?:(?!</w:p>).)*${MARK.body}.*?</w:p>`, 's');

const song: IFontAttributesProperties = {
  ascii: FACES.song.ascii,
  hAnsi: FACES.song.ascii,
  cs: FACES.song.ascii,
  eastAsia: FACES.song.eastAsia,
  hint: 'eastAsia',
};

const DEFAULTS = {
  document: {
    run: { font: song, size: SIZES.cell, language: { value: 'en-US', eastAsia: 'zh-CN' } },
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

/** The library prints everything but the body. */
const printFrame = (kind: FrameKind): Promise<Uint8Array> => {
  const { cover, foot, watermark, facts, recordNo, hash, landscape } = kind;
  const stamp = {
    facts: facts ? MARK.facts : undefined,
    recordNo: recordNo ? MARK.recordNo : undefined,
    hash: hash ? MARK.hash : undefined,
    code: cover && (recordNo || hash) ? qrPicture('-') : undefined,
    room: landscape ? LANDSCAPE_ROOM : PORTRAIT_ROOM,
  };
  const document = new Document({
    title: MARK.title,
    creator: '职称申报评审平台',
    styles: { default: DEFAULTS },
    compatibility: { version: 15 },
    sections: [
      {
        properties: { ...sheet(landscape), titlePage: cover },
        headers: { default: watermarkHeader(watermark), ...(cover && { first: watermarkHeader(watermark) }) },
        footers: { default: pageFooter(stamp), ...(cover && { first: coverFooter(foot, stamp) }) },
        children: [
          new Paragraph({ children: [new TextRun(MARK.body)] }),
          // Word asks for a paragraph after a table at the end.
          new Paragraph({ spacing: { line: 20, lineRule: 'exact' }, children: [] }),
        ],
      },
    ],
  });
  return Packer.pack(document, 'uint8array');
};

const IMAGE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image';

/** What stands where a mark is, but for the body's. */
const FILLED: Readonly<Record<string, (filling: Filling) => string>> = {
  title: ({ title }) => escaped(title),
  facts: ({ facts }) => escaped(facts ?? ''),
  recordNo: ({ recordNo }) => escaped(recordNo ?? ''),
  hash: ({ hash }) => escaped(hash ?? ''),
  at: ({ at }) => at.toISOString(),
  pictures: ({ pictures }) =>
    inOrder(
      pictures,
      ({ relation, name }) => `<Relationship Id="${relation}" Type="${IMAGE}" Target="media/${name}"/>`,
    ),
};

/** Marks where the library writes the moment at which it prints, and where it knows of no pictures. */
const marked = (name: string, text: string): string => {
  if (name === 'word/_rels/document.xml.rels') return text.replace('</Relationships>', `${MARK.pictures}$&`);
  return name === 'docProps/core.xml'
    ? text.replace(/(<dcterms:(?:created|modified) [^>]*>)[^<]*/g, `$1${MARK.at}`)
    : text;
};

type OwnPart = (filling: Filling) => PackedPart;

/** A part with marks in it; undefined for one that every form has alike. */
const ownPart = (name: string, bytes: Uint8Array): OwnPart | undefined => {
  if (name.startsWith('word/media/')) return ({ code }) => packPicture(name, code ?? bytes);
  if (!/\.(xml|rels)$/.test(name)) return undefined;
  const text = marked(name, strFromU8(bytes));
  if (name === 'word/document.xml') {
    const [head = '', tail = ''] = text.split(BODY);
    return ({ body }) => packText(name, [head, ...body, tail]);
  }
  // Texts and, between them, the names of their marks.
  const parts = text.split(ANY_MARK);
  if (parts.length === 1) return undefined;
  const fillings = parts.filter((_, index) => index % 2 === 1).map((mark) => FILLED[mark] ?? (() => ''));
  const part = partWithGaps(
    name,
    parts.filter((_, index) => index % 2 === 0),
  );
  return (filling) => part(fillings.map((write) => write(filling)));
};

/** Parts that every form has alike are compressed now, and what the others have alike; the rest when a form is printed. */
const frameOf = (docx: Uint8Array): Frame => {
  const constant: PackedPart[] = [];
  const own: OwnPart[] = [];
  for (const [name, bytes] of Object.entries(unzipSync(docx))) {
    if (name.endsWith('/')) continue;
    const part = ownPart(name, bytes);
    if (part) own.push(part);
    else constant.push(packConstant(name, bytes));
  }
  return (filling) =>
    zipParts([
      ...constant,
      ...own.map((part) => part(filling)),
      ...filling.pictures.map(({ name, bytes }) => packPicture(`word/media/${name}`, bytes)),
    ]);
};

/** A handful of kinds is all there is; the bound is for callers with ever new watermarks. */
const MOST_FRAMES = 50;
const frames = new Map<string, Promise<Frame>>();

/** Everything around the body of a document, printed once per kind and process. */
export const documentFrame = (kind: FrameKind): Promise<Frame> => {
  const key = JSON.stringify(kind);
  const known = frames.get(key);
  if (known) return known;
  if (frames.size >= MOST_FRAMES) frames.clear();
  const made = printFrame(kind).then(frameOf);
  frames.set(key, made);
  made.catch(() => frames.delete(key));
  return made;
};
