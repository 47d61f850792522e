import ExcelJS from 'exceljs';

/**
 * What exceljs needs only to pass over the rows of a workbook: the measure that an import is held against. Run as a
 * program: prints `{ rows, ms, peakMB }`.
 */
const [file = ''] = process.argv.slice(2);
const begun = performance.now();
const reader = new ExcelJS.stream.xlsx.WorkbookReader(file, {
  worksheets: 'emit',
  sharedStrings: 'cache',
  hyperlinks: 'ignore',
  styles: 'ignore',
  entries: 'emit',
});
let rows = 0;
for await (const sheet of reader) for await (const row of sheet) rows += row.hasValues ? 1 : 0;
const ms = Math.round(performance.now() - begun);
console.log(JSON.stringify({ rows, ms, peakMB: Math.round(process.resourceUsage().maxRSS / 1024) }));
