export { printDocx } from './print-docx.ts';
export type { PrintOptions } from './print-docx.ts';
export type { Picture } from './picture.ts';
export { archiveOf, type ArchivedFile } from './archive.ts';
