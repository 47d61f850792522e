import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { readTable, type SheetColumn, type TableRead } from './index.ts';

const columns: readonly SheetColumn[] = [
  { header: '住院号', required: true },
  { header: '姓名', required: true },
  { header: '入院日期', kind: 'date' },
  { header: '备注' },
];
const HEAD = ['住院号', '姓名', '入院日期', '备注'];
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface Parts {
  /** Inside sheetData. */
  readonly rows: string;
  /** After sheetData. */
  readonly tail?: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly book?: string;
  /** Of the elements, as some programs write it. */
  readonly prefix?: string;
  readonly target?: string;
}

/** A workbook as a program other than exceljs writes it, part by part. */
async function workbook({ rows, tail = '', strings, styles, book = '', prefix = '', target }: Parts): Promise<Buffer> {
  const zip = new JSZip();
  const ns = prefix ? `xmlns:${prefix.slice(0, -1)}="${MAIN}"` : `xmlns="${MAIN}"`;
  const p = prefix;
  zip.file('[Content_Types].xml', '<Types/>');
  zip.file(
    'xl/workbook.xml',
    `<?xml version="1.0"?><${p}workbook ${ns} xmlns:r="${RELATIONS}">${book}<${p}sheets><${p}sheet name="Sheet1" sheetId="1" r:id="rId3"/></${p}sheets></${p}workbook>`,
  );
  zip.file(
    'xl/_rels/workbook.xml.rels',
    `<Relationships><Relationship Id="rId3" Type="${RELATIONS}/worksheet" Target="${target ?? 'worksheets/sheet1.xml'}"/></Relationships>`,
  );
  if (strings !== undefined) zip.file('xl/sharedStrings.xml', `<${p}sst ${ns}>${strings}</${p}sst>`);
  if (styles !== undefined) zip.file('xl/styles.xml', `<styleSheet ${ns}>${styles}</styleSheet>`);
  zip.file(
    'xl/worksheets/sheet1.xml',
    `<?xml version="1.0" encoding="UTF-8"?><${p}worksheet ${ns}><${p}sheetData>${rows}</${p}sheetData>${tail}</${p}worksheet>`,
  );
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 1 } });
}

const inline = (cells: readonly string[], row: number) =>
  `<row r="${row}">${cells.map((text, at) => `<c r="${'ABCDEFGH'[at]}${row}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
const read = (bytes: Uint8Array, maxRows?: number): Promise<TableRead> => readTable({ bytes, columns, maxRows });
const cellsOf = async (parts: Parts) => {
  const table = await read(await workbook(parts));
  if (!table.ok) throw new Error(table.message);
  return table.rows.map(({ cells }) => cells);
};

describe('other programs', () => {
  it('[AH-14.03] LibreOffice: shared strings, days as numbers with a style, formatted rows below', async () => {
    const strings = [...HEAD, 'ZY001', '示例甲', '第一行\n第二行', '示例&amp;乙'].map(
      (text) => `<si><t xml:space="preserve">${text}</t></si>`,
    );
    const cell = (at: string, index: number) => `<c r="${at}" s="1" t="s"><v>${index}</v></c>`;
    const rows = [
      `<row r="1" customFormat="false" ht="12.8" hidden="false" outlineLevel="0">${['A1', 'B1', 'C1', 'D1'].map(cell).join('')}</row>`,
      `<row r="2">${cell('A2', 4)}${cell('B2', 5)}<c r="C2" s="2" t="n"><v>45352</v></c>${cell('D2', 6)}</row>`,
      `<row r="3">${cell('A3', 4)}${cell('B3', 7)}<c r="C3" s="3" t="n"><v>45352.5</v></c><c r="D3" s="4"/></row>`,
      ...Array.from({ length: 40 }, (_, n) => `<row r="${n + 4}"><c r="A${n + 4}" s="1"/></row>`),
    ];
    const styles = `<numFmts><numFmt numFmtId="164" formatCode="General"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="164"/><xf numFmtId="164"/><xf numFmtId="165"><alignment/></xf><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>`;
    expect(await cellsOf({ rows: rows.join(''), strings: strings.join(''), styles })).toEqual([
      ['ZY001', '示例甲', '2024-03-01', '第一行\n第二行'],
      ['ZY001', '示例&乙', '2024-03-01', ''],
    ]);
  });

  it('[AH-14.03] a day in a column that is none of days is shown as one; numbers and times stay', async () => {
    const styles = `<numFmts><numFmt numFmtId="176" formatCode="[$-F800]yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="177" formatCode="0.00_);[Red]\\(0.00\\)"/></numFmts>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="31"/></cellXfs>`;
    const rows =
      inline(HEAD, 1) +
      '<row r="2"><c r="A2" s="1"><v>45352</v></c><c r="B2" s="2"><v>45352</v></c><c r="D2" s="3"><v>45352</v></c></row>';
    expect(await cellsOf({ rows, styles })).toEqual([['2024-03-01', '45352', '', '2024-03-01']]);
  });

  it('[AH-14.03] WPS: pronunciation beside the words, escaped characters, runs; a calendar that begins in 1904', async () => {
    const strings = [
      ...HEAD.map((text) => `<si><t>${text}</t></si>`),
      '<si><t>示例甲</t><rPh sb="0" eb="1"><t>shi</t></rPh><phoneticPr fontId="1"/></si>',
      '<si><r><t>甲</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 乙</t></r></si>',
      '<si><t>一_x000D_\n二&#10;三&#x4e09;</t></si>',
      '<si/>',
    ];
    const cell = (at: string, index: number) => `<c r="${at}" t="s"><v>${index}</v></c>`;
    const rows = [
      `<row r="1" spans="1:4">${['A1', 'B1', 'C1', 'D1'].map(cell).join('')}</row>`,
      `<row r="2" spans="1:4">${cell('A2', 4)}${cell('B2', 5)}<c r="C2" s="1"><v>43890</v></c>${cell('D2', 6)}</row>`,
      `<row r="3">${cell('A3', 7)}${cell('B3', 7)}</row>`,
    ];
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';
    const book = '<workbookPr date1904="1"/>';
    expect(await cellsOf({ rows: rows.join(''), strings: strings.join(''), styles, book })).toEqual([
      ['示例甲', '甲 乙', '2024-03-01', '一\n二\n三三'],
    ]);
  });

  it('[AH-14.03] elements with a prefix, rows and cells without numbers, parts by their whole path', async () => {
    const text = (words: string) => `<x:c t="inlineStr"><x:is><x:t>${words}</x:t></x:is></x:c>`;
    const rows = `<x:row>${HEAD.map(text).join('')}</x:row><x:row/><x:row>${text('ZY1')}${text('甲')}<x:c/>${text('注')}</x:row>`;
    const table = await read(await workbook({ rows, prefix: 'x:', target: '/xl/worksheets/sheet1.xml' }));
    expect(table).toEqual({ ok: true, rows: [{ row: 3, cells: ['ZY1', '甲', '', '注'] }], errors: [] });
  });

  it('[AH-14.03] formulas: the result, the error, and none', async () => {
    const rows =
      inline(HEAD, 1) +
      '<row r="2"><c r="A2" t="str"><f>"ZY"&amp;1</f><v>ZY1</v></c><c r="B2" t="str"><f>B9</f><v></v></c><c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D2"><f>SUM(A1)</f></c></row>' +
      '<row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3" t="d"><v>2024-03-01T00:00:00</v></c></row>';
    const table = await read(await workbook({ rows }));
    expect(table).toEqual({
      ok: true,
      rows: [
        { row: 2, cells: ['ZY1', '', '', ''] },
        { row: 3, cells: ['是', '2024-03-01', '', ''] },
      ],
      errors: [
        { row: 2, column: '入院日期', message: '单元格显示 #DIV/0!，请更正。' },
        { row: 2, column: '备注', message: '公式没有结果。请复制后“粘贴为数值”再上传。' },
      ],
    });
  });

  it('[AH-14.03] headings of two storeys: merged ones say the same below', async () => {
    const rows =
      inline(['住院号', '姓名', '住院', ''], 1) +
      '<row r="2"><c r="C2" t="inlineStr"><is><t>入院日期</t></is></c><c r="D2" t="inlineStr"><is><t>备注</t></is></c></row>' +
      inline(['ZY1', '甲', '2024年3月1日', ''], 3);
    const tail =
      '<mergeCells count="3"><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="C1:D1"/></mergeCells>';
    expect(await cellsOf({ rows, tail })).toEqual([['ZY1', '甲', '2024-03-01', '']]);
  });
});

describe('what is no table', () => {
  it('[AH-14.03] a million formatted empty rows are passed over', async () => {
    const blank = '<row s="1" customFormat="1"/>'.repeat(1_000_000);
    const last = inline(['ZY2', '乙'], 1_000_003);
    const bytes = await workbook({ rows: inline(HEAD, 1) + inline(['ZY1', '甲'], 2) + blank + last });
    expect(await read(bytes)).toMatchObject({ ok: true, rows: [{ row: 2 }, { row: 1_000_003 }] });
  });

  it('[AH-14.03] a zip bomb is given up long before it is inflated', async () => {
    const bytes = await workbook({ rows: `<row r="1">${' '.repeat(48 * 1024 * 1024)}</row>` });
    expect(bytes.length).toBeLessThan(300 * 1024);
    expect(await read(bytes)).toEqual({
      ok: false,
      message: '文件展开后过大，多半是给整张表设置了格式。请下载新模板，只把数据行复制进去。',
    });
  });

  it('[AH-14.03] a sheet that ends before its rows do, a string that is not there, no sheet at all', async () => {
    const message = '文件不完整或已损坏，无法读取。请重新保存后再上传。';
    const zip = await JSZip.loadAsync(await workbook({ rows: '' }));
    zip.file('xl/worksheets/sheet1.xml', `<worksheet><sheetData>${inline(HEAD, 1)}`);
    expect(await read(await zip.generateAsync({ type: 'nodebuffer' }))).toEqual({ ok: false, message });
    const dangling = await workbook({ rows: `${inline(HEAD, 1)}<row r="2"><c r="A2" t="s"><v>7</v></c></row>` });
    expect(await read(dangling)).toEqual({ ok: false, message });
    expect(await read(await workbook({ rows: inline(HEAD, 1), target: 'worksheets/none.xml' }))).toEqual({
      ok: false,
      message,
    });
  });

  it('[AH-14.03] one row more than the limit is too many, blank ones do not count', async () => {
    const rows = (n: number) => Array.from({ length: n }, (_, at) => inline([`ZY${at}`, '甲'], at * 2 + 2)).join('');
    expect(await read(await workbook({ rows: inline(HEAD, 1) + rows(50) }), 50)).toMatchObject({ ok: true });
    expect(await read(await workbook({ rows: inline(HEAD, 1) + rows(51) }), 50)).toEqual({
      ok: false,
      message: '一次最多导入 50 行，文件里的数据行超过了。请分成几个文件。',
    });
  });
});
