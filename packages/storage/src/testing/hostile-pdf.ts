import { deflateSync } from 'node:zlib';
import type { Sent } from './hostile.ts';
import { zipWith } from './zip.ts';

const pdf = (...objects: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n'),
    ...objects.map((each) => Buffer.from(each as string)),
    Buffer.from('\ntrailer <</Root 1 0 R>>\n%%EOF\n'),
  ]);

const packed = (objects: string | Buffer, type = '/ObjStm'): Buffer => {
  const stream = deflateSync(objects);
  const head = `9 0 obj <</Type ${type} /Filter /FlateDecode /Length ${stream.length}>>\nstream\n`;
  return Buffer.concat([Buffer.from(head), stream, Buffer.from('\nendstream endobj\n')]);
};

const RUNS = 'PDF 里带有会自动运行的程序；请用“打印”另存为新的 PDF 再传。';
const FILES = 'PDF 里夹带了别的文件；请用“打印”另存为新的 PDF 再传，夹带的文件另外上传。';
const HIDDEN = 'PDF 展开后过大，打不开；请用“打印”另存为新的 PDF 再传。';

const active: readonly [string, string | Buffer, string][] = [
  ['script when opened', '3 0 obj <</S /JavaScript /JS (app.alert(1))>> endobj', RUNS],
  ['script without spaces', '3 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj', RUNS],
  ['script with a comment between', '3 0 obj <</S %x\n /JavaScript /JS 4 0 R>> endobj', RUNS],
  ['script with a NUL between', '3 0 obj <</S\0/JavaScript /JS 4 0 R>> endobj', RUNS],
  ['script spelt in codes', '3 0 obj <</S /J#61v#61Script /JS (x)>> endobj', RUNS],
  ['script spelt in codes altogether', '3 0 obj <</#53 /#4aava#53cript /JS (x)>> endobj', RUNS],
  ['script whose kind stands elsewhere', '3 0 obj <</S 5 0 R /JS (x)>> endobj 5 0 obj /JavaScript endobj', RUNS],
  ['script of the names', '3 0 obj <</Names <</JavaScript 4 0 R>>>> endobj', RUNS],
  ['script of a page', '3 0 obj <</AA <</O <</S /JavaScript /JS (x)>>>>>> endobj', RUNS],
  ['program to start', '3 0 obj <</S /Launch /Win <</F (cmd.exe)>>>> endobj', RUNS],
  ['program to start, in codes', '3 0 obj <</S /#4caunch /F (calc.exe)>> endobj', RUNS],
  ['form with scripts', '3 0 obj <</AcroForm <</XFA 5 0 R>>>> endobj', RUNS],
  ['form with scripts in parts', '3 0 obj <</AcroForm <</XFA [(a) 5 0 R]>>>> endobj', RUNS],
  ['flash film', '3 0 obj <</Type /Annot /Subtype /RichMedia>> endobj', RUNS],
  ['film', '3 0 obj <</Type /Annot /Subtype /Movie>> endobj', RUNS],
  ['script in packed objects', packed('3 0 <</S /JavaScript /JS (x)>>'), RUNS],
  ['program in packed objects', packed('3 0 <</S /Launch /F (x)>>'), RUNS],
  [
    'script in a packed object of the second stream',
    Buffer.concat([packed('3 0 <<>>'), packed('/S/JavaScript')]),
    RUNS,
  ],
  ['file carried along', '3 0 obj <</Type /Filespec /F (a.exe) /EF <</F 4 0 R>>>> endobj', FILES],
  ['files of the names', '3 0 obj <</Names <</EmbeddedFiles 4 0 R>>>> endobj', FILES],
  ['file as a stream', '4 0 obj <</Type /EmbeddedFile /Length 3>>\nstream\nMZx\nendstream endobj', FILES],
  ['file carried along, in codes', '3 0 obj <</Names <</Embedded#46iles 4 0 R>>>> endobj', FILES],
  ['file in packed objects', packed('3 0 <</EF <</F 4 0 R>>>>'), FILES],
  ['bomb of packed objects', packed(Buffer.alloc(80 * 1024 * 1024, 32)), HIDDEN],
];

/** PDFs that act by themselves, hide something, or are something else as well; and some that only look so. */
export const hostilePdfs = (): Sent[] => [
  ...active.map(([title, object, refused]) => ({ title, name: '论文.pdf', bytes: pdf(object), refused })),
  ...[
    [
      'a page of the web before it',
      Buffer.concat([Buffer.from('<html><script>x()</script>'), pdf()]),
      'pdf，可能已损坏',
    ],
    ['a program before it', Buffer.concat([Buffer.from('MZ\x90'), pdf()]), 'exe 格式'],
    ['a shell script before it', Buffer.concat([Buffer.from('#!/bin/sh\n'), pdf()]), '没有上传'],
    ['a picture before it', Buffer.concat([Buffer.from('GIF89a'), pdf()]), 'gif 格式'],
    ['an archive behind it', Buffer.concat([pdf(), zipWith([{ name: 'a.class', text: 'x' }])]), '内容却是 zip 格式'],
    ['cut off', pdf('x'.repeat(9000)).subarray(0, 8000), 'PDF 不完整'],
    ['only its first line', Buffer.from('%PDF-1.7\n'), 'PDF 不完整'],
    ['much behind its end', Buffer.concat([pdf(), Buffer.alloc(9000, 'MZ')]), 'PDF 不完整'],
    ['header after a thousand blanks', Buffer.concat([Buffer.alloc(1100, 32), pdf()]), '没有上传'],
    ['PostScript', Buffer.from('%!PS-Adobe-3.0\n(x) show\n%%EOF'), '没有上传'],
    ['FDF, which opens another file', Buffer.from('%FDF-1.2\n<</F (http://evil.example/a.pdf)>>\n%%EOF'), '没有上传'],
  ].map(([title, bytes, refused]) => ({ title, name: '证明.pdf', bytes, refused }) as Sent),
  {
    title: 'title that speaks of JavaScript',
    name: 'a.pdf',
    bytes: pdf('3 0 obj <</Title (HTML/JavaScript)>>'),
    kept: 'a.pdf',
  },
  {
    title: 'page that is gone to when opened',
    name: 'b.pdf',
    bytes: pdf('<</OpenAction [3 0 R /Fit]>>'),
    kept: 'b.pdf',
  },
  {
    title: 'text that names an embedded file',
    name: 'c.pdf',
    bytes: pdf('(see /EmbeddedFiles, /Launch and /XFA)'),
    kept: 'c.pdf',
  },
  { title: 'packed objects that do nothing', name: 'd.pdf', bytes: pdf(packed('3 0 <</Type /Font>>')), kept: 'd.pdf' },
];
