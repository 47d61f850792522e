/** Words of WordprocessingML as text: a body of thousands of cells is too long to be built as objects first. */

export type Face = { readonly ascii: string; readonly eastAsia: string };
export type RunStyle = { readonly face?: Face; readonly size?: number; readonly bold?: boolean };
export type ParagraphStyle = {
  readonly align?: 'left' | 'center' | 'right' | 'both' | 'distribute';
  readonly keepNext?: boolean;
  readonly pageBreakBefore?: boolean;
  /** twips; `exact`: the line is as high as said, whatever stands in it */
  readonly spacing?: {
    readonly before?: number;
    readonly after?: number;
    readonly line?: number;
    readonly exact?: boolean;
  };
  /** twips, and hundredths of a character for programs that know them */
  readonly indent?: { readonly firstLine?: number; readonly firstLineChars?: number; readonly right?: number };
};
export type Border = { readonly style: 'single' | 'none'; readonly size: number; readonly color: string };
export type Edges<T> = { readonly [edge in 'top' | 'left' | 'bottom' | 'right']?: T };

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

const ENTITY = /[&<>"']/;

/** Text that may stand in an element or an attribute. */
export const escaped = (text: string): string =>
  ENTITY.test(text) ? text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char) : text;

/**
 * What `write` makes of each, one behind the other. Joining an array would copy every character once for each table,
 * line and cell around it; strings that are added up are copied once, at the end.
 */
export const inOrder = <T>(items: readonly T[], write: (item: T, index: number) => string): string => {
  let text = '';
  items.forEach((item, index) => {
    text += write(item, index);
  });
  return text;
};

/** A style is written once for as long as it exists: nearly every cell of a document shares one of a few. */
const writtenOnce = <S extends object>(write: (style: S) => string): ((style: S) => string) => {
  const known = new WeakMap<S, string>();
  return (style) => {
    const before = known.get(style);
    if (before !== undefined) return before;
    const text = write(style);
    known.set(style, text);
    return text;
  };
};

/** Latin letters and digits in one face, Chinese in the other; the hint settles marks that both scripts own. */
const fonts = ({ ascii, eastAsia }: Face) =>
  `<w:rFonts w:ascii="${ascii}" w:cs="${ascii}" w:eastAsia="${eastAsia}" w:hAnsi="${ascii}" w:hint="eastAsia"/>`;

const beginRun = writtenOnce(({ face, size, bold }: RunStyle): string => {
  const said =
    (face ? fonts(face) : '') +
    (bold ? '<w:b/><w:bCs/>' : '') +
    (size === undefined ? '' : `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`);
  return `<w:r>${said && `<w:rPr>${said}</w:rPr>`}<w:t xml:space="preserve">`;
});

/** Clean text in one style. */
export const run = (text: string, style: RunStyle): string => beginRun(style) + escaped(text) + '</w:t></w:r>';

const attribute = (name: string, value: number | undefined) => (value === undefined ? '' : ` w:${name}="${value}"`);

/** In the order that the schema demands. */
const beginParagraph = writtenOnce((style: ParagraphStyle): string => {
  const { align, keepNext, pageBreakBefore, spacing, indent } = style;
  const said =
    (keepNext ? '<w:keepNext/>' : '') +
    (pageBreakBefore ? '<w:pageBreakBefore/>' : '') +
    (spacing
      ? `<w:spacing${attribute('after', spacing.after)}${attribute('before', spacing.before)}${attribute('line', spacing.line)}${spacing.exact ? ' w:lineRule="exact"' : ''}/>`
      : '') +
    (indent
      ? `<w:ind${attribute('firstLine', indent.firstLine)}${attribute('firstLineChars', indent.firstLineChars)}${attribute('right', indent.right)}/>`
      : '') +
    (align ? `<w:jc w:val="${align}"/>` : '');
  return `<w:p>${said && `<w:pPr>${said}</w:pPr>`}`;
});

const PLAIN: ParagraphStyle = {};

/** `content`: runs. */
export const paragraph = (content: string, style: ParagraphStyle = PLAIN): string =>
  beginParagraph(style) + content + '</w:p>';

type EdgeName = 'top' | 'left' | 'bottom' | 'right' | 'insideH' | 'insideV';

const edge = (name: EdgeName, { style, size, color }: Border) =>
  `<w:${name} w:val="${style}" w:color="${color}" w:sz="${size}"/>`;
const EDGES = ['top', 'left', 'bottom', 'right'] as const;
const edges = writtenOnce((all: Edges<Border>) => inOrder(EDGES, (name) => (all[name] ? edge(name, all[name]) : '')));
const margins = writtenOnce((all: Edges<number>) =>
  inOrder(EDGES, (name) => (all[name] === undefined ? '' : `<w:${name} w:type="dxa" w:w="${all[name]}"/>`)),
);

/** The same line on every side, and between the cells. */
const rules = writtenOnce(
  (border: Border) =>
    edges({ top: border, left: border, bottom: border, right: border }) +
    edge('insideH', border) +
    edge('insideV', border),
);

export type CellStyle = {
  readonly width: number;
  readonly span?: number;
  /** `restart`: first of cells joined downwards; `continue`: one of the others, which has no text of its own */
  readonly merge?: 'restart' | 'continue';
  readonly borders?: Edges<Border>;
  readonly margins?: Edges<number>;
  readonly align: 'top' | 'center' | 'bottom';
};

/** `content`: at least one paragraph. */
export const cell = (content: string, { width, span = 1, merge, borders, margins: room, align }: CellStyle): string =>
  `<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="${width}"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}${
    merge ? `<w:vMerge w:val="${merge}"/>` : ''
  }${borders ? `<w:tcBorders>${edges(borders)}</w:tcBorders>` : ''}${room ? `<w:tcMar>${margins(room)}</w:tcMar>` : ''}<w:vAlign w:val="${align}"/></w:tcPr>${content}</w:tc>`;

export type RowStyle = { readonly cantSplit?: boolean; readonly header?: boolean; readonly least: number };

/** A line at least `least` twips high. */
export const row = (cells: string, { cantSplit, header, least }: RowStyle): string =>
  `<w:tr><w:trPr>${cantSplit ? '<w:cantSplit/>' : ''}${header ? '<w:tblHeader/>' : ''}<w:trHeight w:val="${least}" w:hRule="atLeast"/></w:trPr>${cells}</w:tr>`;

export type TableStyle = {
  readonly widths: readonly number[];
  readonly border: Border;
  readonly align?: 'center' | 'right';
  readonly margins?: Edges<number>;
};

/** A table whose columns stay as they are, whatever stands in them. */
export const table = (rows: string, { widths, border, align, margins: room }: TableStyle): string => {
  const width = widths.reduce((sum, each) => sum + each, 0);
  return `<w:tbl><w:tblPr><w:tblW w:type="dxa" w:w="${width}"/>${align ? `<w:jc w:val="${align}"/>` : ''}<w:tblBorders>${rules(border)}</w:tblBorders><w:tblLayout w:type="fixed"/>${
    room ? `<w:tblCellMar>${margins(room)}</w:tblCellMar>` : ''
  }</w:tblPr><w:tblGrid>${inOrder(widths, (each) => `<w:gridCol w:w="${each}"/>`)}</w:tblGrid>${rows}</w:tbl>`;
};
