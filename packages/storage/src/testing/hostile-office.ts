import type { Sent } from './hostile.ts';
import { compoundOf } from './office.ts';
import { docxWith, relationTo, xlsxWith, zipWith } from './zip.ts';

const PROGRAM = '文件里夹带了程序；请用 Word 或 WPS 打开，删去后另存再传。';
const FOREIGN = '文件引用了外部内容；请用 Word 或 WPS 打开，断开链接后另存再传。';
const TOO_FAR = '文件展开后过大，打不开；请用 Word 或 WPS 打开，另存后再传。';
const WORD = 'Word 文件不完整；请用 Word 或 WPS 打开，另存后再传。';
const LOCKED = '文件加了密码';
const ENTITIES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>';
const LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>';
const types = { name: '[Content_Types].xml', text: '<Types/>' };

const docx: readonly [string, Buffer, string?][] = [
  ['macros', docxWith({ name: 'word/vbaProject.bin' }), 'docm'],
  ['macros in capitals', docxWith({ name: 'word/VBAPROJECT.BIN' }), 'docm'],
  ['data of macros', docxWith({ name: 'word/vbaData.xml' }), 'docm'],
  ['controls', docxWith({ name: 'word/activeX/activeX1.bin' }), 'docm'],
  ...['exe', 'js', 'vbs', 'lnk', 'bat', 'ps1', 'scr', 'hta', 'jar', 'MSI'].map(
    (extension): [string, Buffer, string] => [
      `program inside (${extension})`,
      docxWith({ name: `word/embeddings/a.${extension}`, text: 'MZ' }),
      PROGRAM,
    ],
  ),
  ['template of another machine', docxWith(relationTo('attachedTemplate', 'https://evil.example/a.dotm')), FOREIGN],
  ['template of a share', docxWith(relationTo('attachedTemplate', '\\\\evil.example\\a.dotm')), FOREIGN],
  [
    'template of a share as an address',
    docxWith(relationTo('attachedTemplate', 'file://evil.example/a.dotm')),
    FOREIGN,
  ],
  ['object of another machine', docxWith(relationTo('oleObject', 'http://evil.example/a.html!x:')), FOREIGN],
  ['object by a handler', docxWith(relationTo('oleObject', 'mhtml:http://evil.example/a')), FOREIGN],
  ['diagnostic handler', docxWith(relationTo('oleObject', 'ms-msdt:/id x')), FOREIGN],
  ['frame of another machine', docxWith(relationTo('frame', 'http://evil.example/')), FOREIGN],
  [
    'relations in another encoding',
    docxWith({ name: 'word/_rels/x.rels', text: Buffer.from(`\ufeff${ENTITIES}`, 'utf16le') }),
    FOREIGN,
  ],
  ['entities of a file', zipWith([types, { name: 'word/document.xml', text: ENTITIES }]), FOREIGN],
  ['entities that multiply', zipWith([types, { name: 'word/document.xml', text: LAUGHS }]), FOREIGN],
  ['entities in the types', zipWith([{ ...types, text: ENTITIES }, { name: 'word/document.xml' }]), FOREIGN],
  [
    'entities in capitals of another kind',
    zipWith([types, { name: 'word/document.xml', text: ENTITIES.toLowerCase() }]),
    FOREIGN,
  ],
  ['relations that unfold too far', docxWith({ name: 'word/_rels/x.rels', text: ' '.repeat(9_000_000) }), WORD],
  ['bomb', docxWith({ name: 'word/media/a.xml', text: Buffer.alloc(80 * 1024 * 1024) }), TOO_FAR],
  ['bomb by its directory', docxWith({ name: 'a.xml', says: 4_000_000_000 }), TOO_FAR],
  [
    'bomb of many parts',
    docxWith(...Array.from({ length: 40 }, (_, at) => ({ name: `${at}.xml`, says: 20_000_000 }))),
    TOO_FAR,
  ],
  ['ten thousand parts', docxWith(...Array.from({ length: 6000 }, (_, at) => ({ name: `${at}.xml` }))), TOO_FAR],
  ['name that climbs', docxWith({ name: '../../etc/cron.d/x' }), WORD],
  ['name that climbs backwards', docxWith({ name: '..\\..\\Startup\\x' }), WORD],
  ['name from the root', docxWith({ name: '/etc/passwd' }), WORD],
  ['name on a drive', docxWith({ name: 'C:\\Windows\\x' }), WORD],
  ['name with a NUL', docxWith({ name: 'word/a.png\0.xml' }), WORD],
  ['two documents in one', docxWith({ name: 'word/document.xml' }), WORD],
  ['two documents that differ by capitals', docxWith({ name: 'WORD/Document.xml' }), WORD],
  ['parts under a password', docxWith({ name: 'a.xml', encrypted: true }), LOCKED],
  ['cut off', docxWith({ name: 'word/a.xml', text: 'abc' }).subarray(0, 150), WORD],
  ['directory beyond its end', Buffer.concat([docxWith().subarray(0, -8), Buffer.alloc(8, 0xff)]), WORD],
  ['archive', zipWith([{ name: 'setup.exe', text: 'MZ' }]), '内容却是 zip 格式'],
  ['workbook', xlsxWith(), 'xlsx'],
  ['program of Java', zipWith([{ name: 'META-INF/MANIFEST.MF' }, { name: 'A.class' }]), '格式'],
  ['page with the same words', Buffer.from('<html>word/document.xml</html>'), '内容却不是 docx'],
  ['template on the author’s own disk', docxWith(relationTo('attachedTemplate', 'file:///C:/a/Normal.dotm'))],
  ['link to click', docxWith(relationTo('hyperlink', 'https://paper.example/'))],
];

/** Office files that run, fetch, unfold or are something else. Slots: docx, doc, pdf; for workbooks xlsx. */
export const hostileOffice = (): Sent[] => [
  ...docx.map(([title, bytes, refused]): Sent =>
    refused ? { title, name: '论文.docx', bytes, refused } : { title, name: '论文.docx', bytes, kept: '论文.docx' },
  ),
  {
    title: 'compound file with macros',
    name: 'a.doc',
    bytes: compoundOf('WordDocument', '_VBA_PROJECT'),
    refused: '文件里带有宏（会自动运行的程序）',
  },
  { title: 'compound file under a password', name: 'a.docx', bytes: compoundOf('EncryptedPackage'), refused: LOCKED },
  { title: 'installer', name: 'a.doc', bytes: compoundOf('_StringData'), refused: '内容却不是 doc' },
  { title: 'compound file, cut off', name: 'a.doc', bytes: compoundOf('WordDocument').subarray(0, 900), refused: WORD },
  {
    title: 'rich text with an object',
    name: 'a.doc',
    bytes: Buffer.from('{\\rtf1{\\object\\objdata d0cf11e0}}'),
    refused: '没有上传',
  },
  {
    title: 'page of the web',
    name: 'a.doc',
    bytes: Buffer.from('<html><script>x()</script></html>'),
    refused: '内容却不是 doc',
  },
];

export const hostileWorkbooks = (): Sent[] =>
  (
    [
      ['macros', xlsxWith({ name: 'xl/vbaProject.bin' }), 'xlsm'],
      ['macros of old', xlsxWith({ name: 'xl/macrosheets/sheet1.xml' }), 'xlsm'],
      ['bomb', xlsxWith({ name: 'xl/worksheets/sheet1.xml', text: Buffer.alloc(80 * 1024 * 1024, 32) }), TOO_FAR],
      ['entities', zipWith([types, { name: 'xl/workbook.xml', text: ENTITIES }]), FOREIGN],
      ['program inside', xlsxWith({ name: 'xl/embeddings/a.exe' }), PROGRAM],
      [
        'book of another machine',
        xlsxWith({ ...relationTo('externalLinkPath', 'http://evil.example/a.xlsx') }),
        FOREIGN,
      ],
      ['document of Word', docxWith(), 'docx'],
      ['text with commas and a formula', Buffer.from('=cmd|" /C calc"!A0,1\n'), '内容却不是 xlsx'],
    ] as const
  ).map(([title, bytes, refused]) => ({ title, name: '名单.xlsx', bytes, refused }));
