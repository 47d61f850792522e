import { deflateSync } from 'node:zlib';
import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import type { Block } from '@zhicheng/series-kit';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { BOOK_LIMITS, type Evidence } from './evidence.ts';
import { makeBook } from './make-book.ts';
import { isHarmless } from './pdf-guard.ts';

const secret = `${'9'.repeat(17)}X`;
const HASH = '0a'.repeat(32);
const form: Block[] = [
  { type: 'cover', title: '专业技术资格评审表', lines: [{ label: '姓名', value: '示例一' }], foot: '示例省制' },
  { type: 'heading', text: '一、基本情况' },
  {
    type: 'grid',
    rows: [
      [{ text: '基本情况', vertical: true, rows: 2 }, '证件号码', { text: '99**', reveal: 'idNumber' }],
      ['姓名', '示例㛃𠮷𰻝'],
    ],
  },
  { type: 'table', head: ['题目', '年份'], rows: Array.from({ length: 60 }, (_, at) => [`第${at + 1}篇论文`, '2024']) },
  { type: 'paragraph', text: '很长的总结。'.repeat(900) },
  { type: 'grid', rows: [['工作总结', '很长的题目'.repeat(900)]] },
  { type: 'opinion', label: '单位意见', text: '同意', lines: ['经办人', '公章', '年 月 日'] },
];

const pdf = async (pages: number, turned = 0, size: [number, number] = [595, 842]): Promise<PDFDocument> => {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page++) document.addPage(size).setRotation(degrees(turned));
  return document;
};
const saved = async (document: Promise<PDFDocument>) => (await document).save();
const evidence = (
  name: string,
  bytes: Uint8Array,
  kind: Evidence['kind'] = 'pdf',
  more: Partial<Evidence> = {},
): Evidence => ({
  ...{ label: '学历教育', name, kind, bytes: bytes.byteLength, hash: HASH, read: () => Promise.resolve(bytes) },
  ...more,
});

const bookOf = async (files: readonly Evidence[]) => {
  const bytes = await makeBook(form, files, {
    ...{ name: '示例一', recordNo: 'ZC-1', hash: HASH, printedAt: new Date('2026-11-22T00:00:00Z'), idNumber: secret },
    image: () => Promise.resolve(undefined),
  });
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false });
  return { bytes, pages: text.map((page) => page.replace(/\s/g, '')) };
};

describe('[AH-27.01] the book as one PDF', () => {
  it('has an index with the right first pages, the form, the evidence, and a number on every page', async () => {
    const { pages } = await bookOf([
      evidence('两页.pdf', await saved(pdf(2))),
      evidence('横向.pdf', await saved(pdf(1, 90))),
      evidence('倒置.pdf', await saved(pdf(1, 180))),
      evidence('大图.pdf', await saved(pdf(1, 270, [2384, 3370]))),
    ]);
    pages.forEach((page, at) => expect(page).toContain(`第${at + 1}页共${pages.length}页`));
    const [index = ''] = pages;
    expect(index).toContain('申报材料册');
    expect(index).toContain('ZC-1');
    const firstOf = (name: string) => pages.findIndex((page, at) => at > 0 && page.includes(name)) + 1;
    expect(firstOf('专业技术资格评审表')).toBe(2);
    expect(index).toContain(`学历教育两页.pdf2${pages.length - 4}`);
    expect(index).toContain(`学历教育大图.pdf1${pages.length}`);
    expect(firstOf('横向.pdf')).toBe(pages.length - 2);
  });

  it('keeps every word of the form over its pages, heads again, and the ID number in its cell only', async () => {
    const { pages } = await bookOf([]);
    const all = pages.join('');
    expect(all.split(secret)).toHaveLength(2);
    for (let at = 1; at <= 60; at++) expect(all).toContain(`第${at}篇论文`);
    expect(all.split('题目年份').length).toBeGreaterThan(2);
    expect(all.split('很长的题目')).toHaveLength(901);
    // One more in 工作总结; words may be parted by the end of a page.
    expect(all.split('总')).toHaveLength(902);
    // Rare characters come from the fonts beside it; what no font has is named, not lost.
    expect(all).toContain('示例㛃𠮷〔U+30EDD〕');
    expect(all).toContain('没有上传佐证材料');
  });

  it('has a page with name and hash for what cannot be bound, and goes on', async () => {
    const locked = await pdf(1);
    locked.encrypt({ userPassword: 'x', ownerPassword: 'y', permissions: {} });
    const { pages, bytes } = await bookOf([
      evidence('加密.pdf', await locked.save()),
      evidence('坏的.pdf', Buffer.from('%PDF-1.7\nnothing\n%%EOF')),
      evidence('空的.pdf', new Uint8Array()),
      evidence('不是图片.jpg', Buffer.from('no picture'), 'picture'),
      evidence('总结.docx', Buffer.from('PK'), 'other'),
      evidence('丢失.pdf', new Uint8Array(), 'pdf', { read: () => Promise.reject(new Error('gone')) }),
      evidence('太大.pdf', new Uint8Array(), 'pdf', { bytes: BOOK_LIMITS.fileBytes + 1 }),
      evidence('好的.pdf', await saved(pdf(1))),
    ]);
    const slips = pages.slice(-8, -1);
    const says = ['文件已加密', '文件已损坏', '文件已损坏', '图片无法读取', '附件', '文件无法读取', '超出材料册的容量'];
    slips.forEach((page, at) => {
      expect(page).toContain(says[at] ?? '');
      expect(page).toContain(HASH.slice(0, 32));
    });
    expect(slips[4]).toContain('总结.docx');
    expect(pages.at(-1)).toContain('好的.pdf');
    const attached = (await PDFDocument.load(bytes)).getAttachments().map(({ name }) => name);
    expect(attached).toEqual(['5-总结.docx']);
  });
});

describe('what a PDF may unfold to', () => {
  const packed = (dictionary: string, body: Uint8Array) =>
    Buffer.concat([
      Buffer.from(`%PDF-1.7\n1 0 obj\n<<${dictionary}>>\nstream\n`),
      body,
      Buffer.from('\nendstream\nendobj\n%%EOF'),
    ]);
  const bomb = deflateSync(Buffer.alloc(80 * 1024 * 1024));

  it('a bomb of hidden objects is refused before it is read, however it is spelt', () => {
    for (const type of ['/Type/ObjStm', '/Type /ObjStm', '/Type/Obj#53tm', '/Type/XRef'])
      expect(isHarmless(packed(`${type}/Filter/FlateDecode`, bomb)), type).toBe(false);
    expect(isHarmless(packed('/Type 5 0 R/Filter/FlateDecode', bomb))).toBe(false);
    expect(isHarmless(packed('/Type/ObjStm/Filter[/FlateDecode/FlateDecode]', deflateSync(bomb)))).toBe(false);
  });

  it('ordinary files are not', async () => {
    expect(isHarmless(packed('/Type/ObjStm/Filter/FlateDecode', deflateSync(Buffer.from('1 0 <<>>'))))).toBe(true);
    expect(isHarmless(packed('/Length 10', bomb))).toBe(true);
    expect(isHarmless(await saved(pdf(3)))).toBe(true);
  });
});
