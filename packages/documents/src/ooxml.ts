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

/** Text that may stand in an element or an attribute. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

/** Latin letters and digits in one face, Chinese in the other; the hint settles marks that both scripts own. */
const fonts = ({ ascii, eastAsia }: Face) =>
  `<w:rFonts w:ascii="${ascii}" w:cs="${ascii}" w:eastAsia="${eastAsia}" w:hAnsi="${ascii}" w:hint="eastAsia"/>`;

const runProperties = ({ face, size, bold }: RunStyle): string => {
  const said =
    (face ? fonts(face) : '') +
    (bold ? '<w:b/><w:bCs/>' : '') +
    (size === undefined ? '' : `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`);
  return said && `<w:rPr>${said}</w:rPr>`;
};

/** Clean text in one style. */
export const run = (text: string, style: RunStyle): string =>
  `<w:r>${runProperties(style)}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;

const attribute = (name: string, value: number | undefined) => (value === undefined ? '' : ` w:${name}="${value}"`);

/** In the order that the schema demands. */
const paragraphProperties = ({ align, keepNext, pageBreakBefore, spacing, indent }: ParagraphStyle): string => {
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
  return said && `<w:pPr>${said}</w:pPr>`;
};

/** `content`: runs. */
export const paragraph = (content: string, style: ParagraphStyle = {}): string =>
  `<w:p>${paragraphProperties(style)}${content}</w:p>`;

type EdgeName = 'top' | 'left' | 'bottom' | 'right' | 'insideH' | 'insideV';

const edge = (name: EdgeName, { style, size, color }: Border) =>
  `<w:${name} w:val="${style}" w:color="${color}" w:sz="${size}"/>`;
const EDGES = ['top', 'left', 'bottom', 'right'] as const;
const edges = (all: Edges<Border>) => EDGES.map((name) => (all[name] ? edge(name, all[name]) : '')).join('');
const margins = (all: Edges<number>) =>
  EDGES.map((name) => (all[name] === undefined ? '' : `<w:${name} w:type="dxa" w:w="${all[name]}"/>`)).join('');

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
  const all = edges({ top: border, left: border, bottom: border, right: border });
  return `<w:tbl><w:tblPr><w:tblW w:type="dxa" w:w="${width}"/>${align ? `<w:jc w:val="${align}"/>` : ''}<w:tblBorders>${all}${edge('insideH', border)}${edge('insideV', border)}</w:tblBorders><w:tblLayout w:type="fixed"/>${
    room ? `<w:tblCellMar>${margins(room)}</w:tblCellMar>` : ''
  }</w:tblPr><w:tblGrid>${widths.map((each) => `<w:gridCol w:w="${each}"/>`).join('')}</w:tblGrid>${rows}</w:tbl>`;
};
