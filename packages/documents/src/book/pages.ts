import type { PDFDocument, PDFImage, PDFPage } from '@cantoo/pdf-lib';
import { PAGE } from '../typography.ts';
import type { Faces } from './faces.ts';
import { INK, writeText } from './pen.ts';

/** Points. */
export const SHEET = { width: PAGE.width / 20, height: PAGE.height / 20, margin: PAGE.margin / 20 } as const;
export const TEXT_WIDTH = SHEET.width - 2 * SHEET.margin;
export const TOP = SHEET.height - SHEET.margin;
/** The last line of a page stands in the margin. */
export const BOTTOM = SHEET.margin + 12;

export type Line = {
  readonly text: string;
  readonly size: number;
  readonly align: 'left' | 'center' | 'right';
  /** points from the left, or from the right where it ends there */
  readonly indent: number;
};
export const LEADING = 1.45;
export const heightOf = (lines: readonly Line[]): number => lines.reduce((sum, { size }) => sum + size * LEADING, 0);

/** Where the next thing goes; pages are added as they are needed. */
export class Sheets {
  page: PDFPage;
  y: number = TOP;
  readonly document: PDFDocument;
  readonly faces: Faces;
  readonly pictures: ReadonlyMap<string, PDFImage>;

  private next: number | undefined;

  /** `before`: pages are put before this one, counted from 0; otherwise behind the last. */
  constructor(document: PDFDocument, faces: Faces, pictures: ReadonlyMap<string, PDFImage>, before?: number) {
    this.document = document;
    this.next = before;
    this.faces = faces;
    this.pictures = pictures;
    this.page = this.add();
  }

  private add(): PDFPage {
    const size: [number, number] = [SHEET.width, SHEET.height];
    return this.next === undefined ? this.document.addPage(size) : this.document.insertPage(this.next++, size);
  }

  turn(): void {
    this.page = this.add();
    this.y = TOP;
  }

  /** A new page unless so much is left of this one. */
  need(height: number): void {
    if (this.y - height < BOTTOM && this.y < TOP) this.turn();
  }

  /** Lines one below the other from `top` downwards, in a box of this width. */
  write(lines: readonly Line[], left: number, top: number, width: number): void {
    let y = top;
    for (const { text, size, align, indent } of lines) {
      y -= size * LEADING;
      const wide = this.faces.widthOf(text, size);
      const x =
        align === 'left' ? left + indent : align === 'right' ? left + width - wide - indent : left + (width - wide) / 2;
      writeText(this.page, this.faces, text, { x, y: y + size * (LEADING - 1), size });
    }
  }

  box(left: number, top: number, width: number, height: number): void {
    this.page.drawRectangle({ x: left, y: top - height, width, height, borderWidth: 0.7, borderColor: INK });
  }
}
