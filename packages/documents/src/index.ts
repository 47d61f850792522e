export { fileIds } from './file-ids.ts';
export { makeBook, printDocx } from './on-demand.ts';
export { grouped, stampCode } from './stamp.ts';
export type { PrintOptions } from './print-docx.ts';
export type { Picture } from './picture.ts';
export { archiveOf, type ArchivedFile } from './archive.ts';
export type { BookOptions } from './book/make-book.ts';
export type { Evidence } from './book/evidence.ts';
