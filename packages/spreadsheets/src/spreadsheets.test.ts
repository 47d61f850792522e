import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { defineEntity, date, dateRange, text as textField, choice } from '@zhicheng/series-kit';
import { describe, expect, it } from 'vitest';
import { correctionsXlsx, entityColumns, readTable, tableXlsx, templateXlsx, type SheetColumn } from './index.ts';

const columns: readonly SheetColumn[] = [
  { header: '机构名称', required: true },
  { header: '起始日期', kind: 'date' },
  { header: '节点类型', options: ['单位', '评委会'] },
];

async function workbook(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('Sheet1'), book);
  return Buffer.from(await book.xlsx.writeBuffer());
}
const read = (bytes: Uint8Array, maxRows?: number) => readTable({ bytes, columns, maxRows });
const cellsOf = async (bytes: Uint8Array) => {
  const table = await read(bytes);
  if (!table.ok) throw new Error(table.message);
  return table.rows.map(({ cells }) => cells);
};
const messageOf = async (bytes: Uint8Array, maxRows?: number) => {
  const table = await read(bytes, maxRows);
  return table.ok ? 'read' : table.message;
};
const HEAD = ['机构名称', '起始日期', '节点类型'];

/** The workbook with one of its parts replaced, as a foreign or hostile program might write it. */
async function patched(bytes: Uint8Array, path: string, change: (xml: string) => string): Promise<Buffer> {
  const zip = await JSZip.loadAsync(bytes);
  zip.file(path, change((await zip.file(path)?.async('string')) ?? ''));
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}
const SHEET = 'xl/worksheets/sheet1.xml';

describe('a template', () => {
  it('comes back as it was filled in', async () => {
    const bytes = await templateXlsx({ title: '示例导入', columns, rows: [['示例学校', '2024-01-31', '单位']] });
    expect(await read(bytes)).toEqual({
      ok: true,
      rows: [{ row: 3, cells: ['示例学校', '2024-01-31', '单位'] }],
      errors: [],
    });
  });

  it('that is empty has no data', async () => {
    expect(await messageOf(await templateXlsx({ title: '示例导入', columns }))).toMatch('文件里没有数据');
  });

  it('offers the options as a list and keeps what is typed as text', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await templateXlsx({ title: '示例导入', columns })) as unknown as ExcelJS.Buffer);
    const sheet = book.getWorksheet('数据');
    expect(sheet?.getCell('C3').dataValidation).toMatchObject({ type: 'list', formulae: ['选项!$A$2:$A$3'] });
    expect(sheet?.getCell('A2').value).toBe('机构名称*');
    expect(sheet?.getColumn(1).numFmt).toBe('@');
  });

  it('of rows to correct says why, and is read again as it is', async () => {
    const wrong = [
      { cells: ['无此学校', '', '单位'], errors: [{ column: '机构名称', message: '没有找到这个机构。' }] },
    ];
    const bytes = await correctionsXlsx({ title: '示例导入', columns, wrong });
    expect(await cellsOf(bytes)).toEqual([['无此学校', '', '单位']]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
    expect(book.getWorksheet('数据')?.getCell('D3').value).toBe('机构名称：没有找到这个机构。');
  });
});

describe('what people send', () => {
  it('dates as dates, as text of every sort, and as serial numbers', async () => {
    const days = [
      new Date('2024-01-31'),
      '2024/1/31',
      '2024.1.31',
      '2024年1月31日',
      '20240131',
      45322,
      '２０２４－０１－３１',
    ];
    const bytes = await workbook((sheet) => {
      sheet.addRow(HEAD);
      for (const day of days) sheet.addRow(['示例', day, '']);
    });
    expect((await cellsOf(bytes)).map(([, day]) => day)).toEqual(days.map(() => '2024-01-31'));
  });

  it('what is no date stays as it was typed', async () => {
    const bytes = await workbook((sheet) => sheet.addRows([HEAD, ['示例', '2024-02-30', ''], ['示例', '至今', '']]));
    expect((await cellsOf(bytes)).map(([, day]) => day)).toEqual(['2024-02-30', '至今']);
  });

  it('full-width digits, trailing and unseen blanks', async () => {
    const bytes = await workbook((sheet) => sheet.addRows([HEAD, [' 示例１０１中学\u3000\u200b ', '', '单位 ']]));
    expect(await cellsOf(bytes)).toEqual([['示例101中学', '', '单位']]);
  });

  it('headings in another order, below a title, merged over two rows, with stars and breaks', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['示例市导入表']);
      sheet.mergeCells('A1:D1');
      sheet.addRow(['序号', '节点类型', '* 机构\n名称 ', '起始日期']);
      sheet.addRow([]);
      for (const letter of 'ABCD') sheet.mergeCells(`${letter}2:${letter}3`);
      sheet.addRow([1, '单位', '示例学校', '']);
    });
    expect(await read(bytes)).toMatchObject({ ok: true, rows: [{ row: 4, cells: ['示例学校', '', '单位'] }] });
  });

  it('cells merged over rows say the same in each', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRows([HEAD, ['示例学校', '', '单位'], ['', '', '评委会']]);
      sheet.mergeCells('A2:A3');
    });
    expect((await cellsOf(bytes)).map(([name]) => name)).toEqual(['示例学校', '示例学校']);
  });

  it('blank rows between, and the numbers of the rows as the program shows them', async () => {
    const bytes = await workbook((sheet) => sheet.addRows([HEAD, ['甲'], [], ['  '], ['乙']]));
    const table = await read(bytes);
    expect(table.ok && table.rows.map(({ row }) => row)).toEqual([2, 5]);
  });

  it('formulas with their result; without one they are wrong, as are error values', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRows([HEAD, [], [], []]);
      sheet.getCell('A2').value = { formula: '"示例"&"学校"', result: '示例学校' };
      sheet.getCell('A3').value = { formula: 'X1' };
      sheet.getCell('A4').value = { error: '#N/A' };
      sheet.getCell('C4').value = '单位';
    });
    const table = await read(bytes);
    expect(table).toMatchObject({
      ok: true,
      rows: [{ cells: ['示例学校', '', ''] }, { row: 3 }, { row: 4, cells: ['', '', '单位'] }],
      errors: [
        { row: 3, column: '机构名称', message: expect.stringContaining('公式没有结果') },
        { row: 4, column: '机构名称', message: expect.stringContaining('#N/A') },
      ],
    });
  });

  it('a number too long for a number is told, not guessed; rich text and links are read', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRows([HEAD, [], [], []]);
      sheet.getCell('A2').value = 123456789012345678;
      sheet.getCell('A3').value = { richText: [{ text: '示例' }, { text: '学校', font: { bold: true } }] };
      sheet.getCell('A4').value = 0.1 + 0.2;
    });
    const table = await read(bytes);
    expect(table).toMatchObject({ ok: true, errors: [{ row: 2, column: '机构名称' }] });
    expect(table.ok && table.rows.slice(1).map(({ cells }) => cells[0])).toEqual(['示例学校', '0.3']);
  });

  it('the table on another sheet', async () => {
    const bytes = await workbook((sheet, book) => {
      sheet.addRow(['说明']);
      book.addWorksheet('第二张').addRows([HEAD, ['示例学校']]);
    });
    expect(await cellsOf(bytes)).toEqual([['示例学校', '', '']]);
  });
});

describe('what cannot be read is refused in words', () => {
  it('another template: what is missing', async () => {
    expect(
      await messageOf(
        await workbook((sheet) =>
          sheet.addRows([
            ['姓名', '节点类型'],
            ['甲', '单位'],
          ]),
        ),
      ),
    ).toMatch('表头与模板不符，缺少：机构名称');
  });

  it('no workbook, an old or locked one, half a one', async () => {
    expect(await messageOf(Buffer.from('机构名称,日期\n示例,2024'))).toMatch('不是 .xlsx');
    expect(await messageOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toMatch('密码');
    const whole = await workbook((sheet) => sheet.addRows([HEAD, ['甲']]));
    expect(await messageOf(whole.subarray(0, whole.length / 2))).toMatch('不完整');
    const zip = await new JSZip().file('word/document.xml', '<a/>').generateAsync({ type: 'nodebuffer' });
    expect(await messageOf(zip)).toMatch('不是 .xlsx');
  });

  it('xml that is none', async () => {
    const whole = await workbook((sheet) => sheet.addRows([HEAD, ['甲']]));
    expect(await messageOf(await patched(whole, 'xl/workbook.xml', () => '<workbook><sheets'))).toMatch(/损坏|不完整/);
  });

  it('[GP.55] more rows than the limit', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(HEAD);
      for (let n = 0; n < 101; n += 1) sheet.addRow([`示例${n}`]);
    });
    expect(await messageOf(bytes, 100)).toMatch('一次最多导入 100 行');
    expect(await messageOf(bytes, 101)).toBe('read');
  });
});

describe('hostile and careless files', () => {
  const plain = () => workbook((sheet) => sheet.addRows([HEAD, ['示例学校']]));

  it('200 000 formatted empty rows cost nothing, and what stands below them is found', async () => {
    const rows = Array.from({ length: 200_000 }, (_, n) => `<row r="${n + 3}" spans="1:3" ht="15" customHeight="1"/>`);
    const last = '<row r="200004"><c r="A200004" t="inlineStr"><is><t>末行学校</t></is></c></row>';
    const bytes = await patched(await plain(), SHEET, (xml) =>
      xml.replace('</sheetData>', `${rows.join('')}${last}</sheetData>`),
    );
    const table = await read(bytes);
    expect(table).toMatchObject({ ok: true, rows: [{ row: 2 }, { row: 200_004, cells: ['末行学校', '', ''] }] });
  });

  it('a bomb of strings, and one in a row without an end, are refused', async () => {
    const bomb = 'A'.repeat(40 * 1024 * 1024);
    expect(await messageOf(await patched(await plain(), 'xl/sharedStrings.xml', (xml) => xml + bomb))).toMatch('过大');
    expect(
      await messageOf(await patched(await plain(), SHEET, () => `<worksheet><sheetData><row r="1">${bomb}`)),
    ).toMatch('过大');
  });

  it('a merge over the whole sheet is not filled in', async () => {
    const bytes = await patched(await plain(), SHEET, (xml) =>
      xml.replace('</sheetData>', '</sheetData><mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>'),
    );
    expect(await cellsOf(bytes)).toEqual([['示例学校', '', '']]);
  });
});

describe('the result of a query', () => {
  it('holds each text as a text, also what looks like a formula', async () => {
    async function* rows() {
      yield ['=1+1', '2024-01-31', '单位'];
      yield ['示例', '', ''];
    }
    const bytes = await tableXlsx({ title: '示例导出', columns, rows: rows() });
    expect(await cellsOf(bytes)).toEqual([
      ['=1+1', '2024-01-31', '单位'],
      ['示例', '', ''],
    ]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
    expect(book.getWorksheet('数据')?.getCell('A3').value).toBe('=1+1');
  });
});

describe('columns of a kit entity', () => {
  it('are read as their fields mean them', async () => {
    const entity = defineEntity({
      code: 'example',
      label: '示例',
      group: '基本信息',
      fields: {
        name: textField('名称', { max: 20 }),
        on: date('日期'),
        period: dateRange('起止日期'),
        kind: choice('类型', ['甲', '乙']),
      },
      columns: ['name'],
      sample: { name: '示例', on: '2024-01-31', period: { from: '2024-01-01', to: null }, kind: '甲' },
    });
    expect(entityColumns(entity).map(({ header, kind }) => [header, kind])).toEqual([
      ['名称', 'text'],
      ['日期', 'date'],
      ['起止日期（开始日期）', 'date'],
      ['起止日期（结束日期）', 'date'],
      ['类型', 'text'],
    ]);
  });
});
