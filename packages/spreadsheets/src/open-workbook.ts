import type { BookContext } from './cell.ts';
import { dateStyles } from './date-styles.ts';
import { broken, notXlsx } from './refusal.ts';
import { sheetRows, type SheetRows } from './sheet-rows.ts';
import { attribute, tagsOf, wordsIn } from './xml-text.ts';
import { partsOf, textOf, type Part } from './zip-parts.ts';

const MEGABYTE = 1024 * 1024;
const MAX_PART = 32 * MEGABYTE;
/** Sheets beyond these are not looked at. */
const MAX_SHEETS = 5;
const BOOK = 'xl/workbook.xml';
/** 1 January 1904 instead of 1900: what old programs for the Macintosh wrote. */
const MAC_DAYS = 1462;

const STRING = /<(?:\w+:)?si(?=[\s/>])[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g;

function stringsIn(xml: string): string[] {
  const strings: string[] = [];
  for (const [, inner = ''] of xml.matchAll(STRING)) strings.push(wordsIn(inner));
  return strings;
}

/** Sheets in their order, without those that no program shows; by the name of their part. */
function sheetNames(book: string, relations: string): string[] {
  const targets = new Map(
    tagsOf(relations, 'Relationship').map((tag) => [attribute(tag, 'Id') ?? '', attribute(tag, 'Target') ?? '']),
  );
  return tagsOf(book, 'sheet')
    .filter((tag) => attribute(tag, 'state') !== 'veryHidden')
    .flatMap((tag) => targets.get(attribute(tag, '[\\w]+:id') ?? '') ?? [])
    .map((target) => (target.startsWith('/') ? target.slice(1) : `xl/${target}`));
}

/**
 * Opens a workbook; each of its sheets is read when asked for, at most `maxRows` rows with content of it, in bounded
 * memory.
 * @throws SheetRefused for whatever is no workbook
 */
export async function openWorkbook(bytes: Uint8Array, maxRows: number): Promise<readonly (() => Promise<SheetRows>)[]> {
  const parts = new Map(partsOf(bytes).map((part): [string, Part] => [part.name, part]));
  if (!parts.has(BOOK)) throw notXlsx();
  const text = async (name: string) => {
    const part = parts.get(name);
    return part ? textOf(part, MAX_PART) : '';
  };
  const book = await text(BOOK);
  if (!/<\/(?:\w+:)?workbook>/.test(book)) throw broken();
  const names = sheetNames(book, await text('xl/_rels/workbook.xml.rels')).slice(0, MAX_SHEETS);
  const sheets = names.flatMap((name) => parts.get(name) ?? []);
  if (sheets.length === 0) throw broken();
  const [properties = ''] = tagsOf(book, 'workbookPr');
  const context: BookContext = {
    strings: stringsIn(await text('xl/sharedStrings.xml')),
    dates: dateStyles(await text('xl/styles.xml')),
    firstDay: ['1', 'true'].includes(attribute(properties, 'date1904') ?? '') ? MAC_DAYS : 0,
  };
  return sheets.map((part) => () => sheetRows(part, maxRows, context));
}
