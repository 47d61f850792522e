import { Document, Packer, PageOrientation, Paragraph, TextRun, type IFontAttributesProperties } from 'docx';
import { unzipSync, strFromU8 } from 'fflate';
import { coverFooter, pageFooter, watermarkHeader } from './page-frame.ts';
import { escaped } from './ooxml.ts';
import { qrPicture } from './qr-code.ts';
import { packPart, zipParts, type PackedPart } from './zip-parts.ts';
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
  /** paragraphs and tables */
  readonly body: string;
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
} as const;
const ANY_MARK = /\ue000(title|facts|recordNo|hash)\ue001/g;
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

const filled = (text: string, filling: Filling): string =>
  text
    .replace(ANY_MARK, (_, name: 'title' | 'facts' | 'recordNo' | 'hash') => escaped(filling[name] ?? ''))
    .replace(/(<dcterms:(?:created|modified) [^>]*>)[^<]*/g, `$1${filling.at.toISOString()}`);

const IMAGE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image';
const withPictures = (relations: string, { pictures }: Filling): string =>
  relations.replace(
    '</Relationships>',
    `${pictures.map(({ relation, name }) => `<Relationship Id="${relation}" Type="${IMAGE}" Target="media/${name}"/>`).join('')}</Relationships>`,
  );

/** Parts that every form has alike are compressed now, the others when a form is printed. */
const frameOf = (docx: Uint8Array): Frame => {
  const constant: PackedPart[] = [];
  const own: ((filling: Filling) => PackedPart)[] = [];
  for (const [name, bytes] of Object.entries(unzipSync(docx))) {
    if (name.endsWith('/')) continue;
    const text = /\.(xml|rels)$/.test(name) ? strFromU8(bytes) : '';
    if (name === 'word/document.xml') {
      const [head = '', tail = ''] = text.split(BODY);
      own.push(({ body }) => packPart(name, head + body + tail));
    } else if (name === 'word/_rels/document.xml.rels')
      own.push((filling) => packPart(name, withPictures(text, filling)));
    else if (name === 'docProps/core.xml' || text.search(ANY_MARK) >= 0)
      own.push((filling) => packPart(name, filled(text, filling)));
    else if (name.startsWith('word/media/')) own.push(({ code }) => packPart(name, code ?? bytes));
    else constant.push(packPart(name, bytes));
  }
  return (filling) =>
    zipParts([
      ...constant,
      ...own.map((part) => part(filling)),
      ...filling.pictures.map(({ name, bytes }) => packPart(`word/media/${name}`, bytes)),
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
