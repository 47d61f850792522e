import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { broken, notXlsx } from './refusal.ts';
import { slimSheet } from './slim-sheet.ts';
import { partsOf, textOf, type Part } from './zip-parts.ts';

const MEGABYTE = 1024 * 1024;
const MAX_PART = 32 * MEGABYTE;
/** Sheets beyond these are not looked at. */
const MAX_SHEETS = 5;

const NEEDED = ['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml'];
const SHEET = /^xl\/worksheets\/sheet\d+\.xml$/;
const STRINGS = 'xl/sharedStrings.xml';

/** Names of ranges serve formulas alone, and broken ones stop the reader. */
const withoutNames = (xml: string) => xml.replace(/<definedNames>[\s\S]*?<\/definedNames>/, '');

async function slimmed(parts: readonly Part[], maxRows: number): Promise<{ zip: JSZip; tooMany: boolean }> {
  const zip = new JSZip();
  let tooMany = false;
  for (const part of parts.filter(({ name }) => [...NEEDED, STRINGS].includes(name)))
    zip.file(part.name, withoutNames(await textOf(part, MAX_PART)));
  for (const part of parts.filter(({ name }) => SHEET.test(name)).slice(0, MAX_SHEETS)) {
    const sheet = await slimSheet(part, maxRows);
    tooMany ||= sheet.tooMany;
    zip.file(part.name, sheet.xml);
  }
  return { zip, tooMany };
}

/**
 * Reads a workbook of at most `maxRows` rows with content a sheet, in bounded memory.
 * @throws SheetRefused for whatever is no workbook
 */
export async function openWorkbook(
  bytes: Uint8Array,
  maxRows: number,
): Promise<{ sheets: readonly ExcelJS.Worksheet[]; tooMany: boolean }> {
  const parts = partsOf(bytes);
  if (!parts.some(({ name }) => name === 'xl/workbook.xml')) throw notXlsx();
  const { zip, tooMany } = await slimmed(parts, maxRows);
  const workbook = new ExcelJS.Workbook();
  const small = await zip.generateAsync({ type: 'arraybuffer', compression: 'STORE' });
  await workbook.xlsx.load(small).catch(() => {
    throw broken();
  });
  return { sheets: workbook.worksheets.filter(({ state }) => state !== 'veryHidden'), tooMany };
}
