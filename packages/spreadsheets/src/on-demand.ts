import type * as Writer from './write-workbook.ts';

/** The library that writes workbooks comes with the first of them: whoever only reads goes without. */
const writer = () => import('./write-workbook.ts');

export const templateXlsx: typeof Writer.templateXlsx = async (input) => (await writer()).templateXlsx(input);

export const correctionsXlsx: typeof Writer.correctionsXlsx = async (input) => (await writer()).correctionsXlsx(input);

export const tableXlsx: typeof Writer.tableXlsx = async (input) => (await writer()).tableXlsx(input);
