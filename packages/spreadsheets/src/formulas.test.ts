import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { correctionsXlsx, tableXlsx, templateXlsx, type SheetColumn } from './index.ts';

/** What a spreadsheet program would compute, follow or start, were it not a text. */
const EVIL = [
  ...['=1+1', '+1', '-1', '@SUM(A1)', '\t=1+1', '\r=1+1', '＝1+1', ';=1+1', '=cmd|"/C calc"!A0', "'=1+1", '"=1+1"'],
  ...['=HYPERLINK("http://example.invalid","x")', 'http://example.invalid', '=WEBSERVICE("http://example.invalid")'],
  ...['%0A=1+1', '{=1+1}', '_xlfn.SINGLE(1)', '</t></is></c><c r="A1"><f>1+1</f></c>'],
];
const columns: SheetColumn[] = EVIL.map((header, index) => ({
  header,
  note: header,
  ...(index === 0 && { options: EVIL }),
  ...(index === 1 && { kind: 'date' }),
}));
/** Each of them in each column. */
const rows = EVIL.map((_, shift) => EVIL.map((__, index) => EVIL[(index + shift) % EVIL.length] ?? ''));
const wrong = rows.map((cells, index) => ({
  cells,
  errors: [{ column: EVIL[index] ?? '', message: EVIL[index] ?? '' }],
}));

const WRITERS = {
  'the result of a query': () => tableXlsx({ title: '=1+1', columns, rows }),
  'a template': () => templateXlsx({ title: '=1+1', columns, rows, notes: EVIL, example: EVIL }),
  'rows to correct': () => correctionsXlsx({ title: '=1+1', columns, notes: EVIL, wrong }),
};

for (const [name, write] of Object.entries(WRITERS))
  it(`${name}: in no column, heading, note or reason is a text computed, followed or started`, async () => {
    const zip = await JSZip.loadAsync(await write());
    expect(Object.keys(zip.files).filter((path) => /externalLink|connections|vba|embed|oleObject/i.test(path))).toEqual(
      [],
    );
    const sheets = Object.keys(zip.files).filter((path) => /worksheets\/sheet\d+\.xml$/.test(path));
    let cells = 0;
    for (const path of sheets) {
      const xml = (await zip.file(path)?.async('string')) ?? '';
      expect(xml.match(/<f[ />]|<hyperlink|<oleObject|<ddeLink/), path).toBeNull();
      for (const [, attributes = ''] of xml.matchAll(/<c ([^>]*[^/])>/g)) {
        // A constant text, in one of the three ways to write one: without <f> also `str` is computed from nothing.
        expect(attributes, path).toMatch(/ t="(?:s|inlineStr|str)"/);
        cells += 1;
      }
    }
    expect(cells).toBeGreaterThan(EVIL.length * EVIL.length);
    const relations = Object.keys(zip.files).filter((path) => path.endsWith('.rels'));
    for (const path of relations)
      expect(await zip.file(path)?.async('string'), path).not.toContain('TargetMode="External"');
  });
