import type { Border, Face } from './ooxml.ts';

/** Twentieths of a point, the unit of all lengths in a DOCX. */
export const cm = (length: number): number => Math.round((length / 2.54) * 1440);

/** A4 with 2 cm on every side: both sides of the sheet are printed, so the margins are alike. */
export const PAGE = { width: 11906, height: 16838, margin: 1134 } as const;
/** The room between the margins. */
export type Room = { readonly width: number; readonly height: number };
export const PORTRAIT_ROOM: Room = { width: PAGE.width - 2 * PAGE.margin, height: PAGE.height - 2 * PAGE.margin };
/** For lists with many columns. */
export const LANDSCAPE_ROOM: Room = { width: PORTRAIT_ROOM.height, height: PORTRAIT_ROOM.width };

/** Latin letters and digits in Times, Chinese in the face named. */
const face = (eastAsia: string): Face => ({ ascii: 'Times New Roman', eastAsia });

export const FACES = {
  song: face('宋体'),
  fangSong: face('仿宋_GB2312'),
  title: face('方正小标宋简体'),
  black: face('黑体'),
  /** Characters beyond the basic plane, as in 𠮷, stand in a file of their own on Windows. */
  rare: face('SimSun-ExtB'),
} as const;

/** Sizes in half points, as DOCX counts them. */
export const SIZES = {
  cover: 44,
  title: 36,
  coverLine: 32,
  mark: 28,
  heading: 24,
  body: 24,
  cell: 21,
  note: 18,
} as const;

/** Lines are one point wide (DOCX counts eighths). */
export const BORDER = { style: 'single', size: 8, color: '000000' } as const satisfies Border;
export const NO_BORDER = { style: 'none', size: 0, color: 'auto' } as const satisfies Border;
export const NO_BORDERS = { top: NO_BORDER, bottom: NO_BORDER, left: NO_BORDER, right: NO_BORDER } as const;

/** Space between text and lines inside a cell. */
export const CELL_MARGINS = { top: 40, bottom: 40, left: 80, right: 80 } as const;

/** Two characters; the absolute measure is for programs that do not know the relative one. */
export const FIRST_LINE = { firstLine: SIZES.body * 20, firstLineChars: 200 } as const;
