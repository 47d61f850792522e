import { degrees, rgb, type PDFFont, type PDFPage } from '@cantoo/pdf-lib';
import type { Faces } from './faces.ts';

export const INK = rgb(0, 0, 0);
export const GREY = rgb(0.35, 0.35, 0.35);

/** Text from a point on its base line; `turned`: degrees against the clock. Neighbours of one font are one string. */
export const writeText = (
  page: PDFPage,
  faces: Faces,
  text: string,
  at: { x: number; y: number; size: number; turned?: number; color?: typeof INK },
): void => {
  const { size, turned = 0, color = INK } = at;
  const [dx, dy] = [Math.cos((turned * Math.PI) / 180), Math.sin((turned * Math.PI) / 180)];
  let along = 0;
  let part = '';
  let face: PDFFont | undefined;
  const flush = () => {
    if (part === '') return;
    const place = { x: at.x + dx * along, y: at.y + dy * along };
    if (face) page.drawText(part, { ...place, size, font: face, color, rotate: degrees(turned) });
    along += faces.widthOf(part, size);
    part = '';
  };
  for (const char of text) {
    const next = faces.fontOf(char);
    if (next !== face) flush();
    face = next;
    part += char;
  }
  flush();
};

/** No line begins with a mark that closes, and none ends with one that opens. */
const CLOSING = /^[、，。；：？！）》】」』”’…%％,.;:?!)\]}]$/;
const OPENING = /^[（《【「『“‘(\[{]$/;
const isWord = (char: string) => /^[\x21-\x7e]$/.test(char);

/** Pieces that stay together: words and numbers of Latin letters, and a character with the mark behind it. */
const piecesOf = (line: string): string[] => {
  const pieces: string[] = [];
  let last = '';
  for (const char of line) {
    const glued = last !== '' && ((isWord(char) && isWord(last)) || CLOSING.test(char) || OPENING.test(last));
    if (glued) pieces[pieces.length - 1] = (pieces.at(-1) ?? '') + char;
    else pieces.push(char);
    last = char;
  }
  return pieces;
};

/** The text in lines no wider than `width` points; a word that is wider is cut. */
export const wrap = (faces: Faces, text: string, size: number, width: number, indent = 0): string[] =>
  text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    let room = width - indent;
    const put = (piece: string) => {
      const wide = faces.widthOf(piece, size);
      if (wide > width && [...piece].length > 1) {
        for (const char of piece) put(char);
        return;
      }
      if (wide > room && line !== '') {
        lines.push(line.trimEnd());
        line = '';
        room = width;
        if (piece === ' ') return;
      }
      line += piece;
      room -= wide;
    };
    piecesOf(paragraph).forEach(put);
    return [...lines, line];
  });
