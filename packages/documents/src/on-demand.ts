/**
 * What needs the libraries for DOCX, PDF and fonts, which are 70 MB of memory and a good part of the time that a start
 * takes: they are loaded with the first document, and never where none is made.
 */
export const printDocx: typeof import('./print-docx.ts').printDocx = async (...form) =>
  (await import('./print-docx.ts')).printDocx(...form);

export const makeBook: typeof import('./book/make-book.ts').makeBook = async (...form) =>
  (await import('./book/make-book.ts')).makeBook(...form);
