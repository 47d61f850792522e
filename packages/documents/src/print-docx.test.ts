import { describe, expect, it } from 'vitest';
import type { Block } from '@zhicheng/series-kit';
import { printDocx, type PrintOptions } from './index.ts';
import { portrait } from './testing/portrait.ts';
import { assertWellFormed, readDocx, rowsOf } from './testing/read-docx.ts';
import { PORTRAIT_ID, sampleForm } from './testing/sample-form.ts';

const print = async (blocks: readonly Block[], options: Partial<PrintOptions> = {}) =>
  readDocx(await printDocx(blocks, { title: '评审表', ...options }));

const secret = `${'9'.repeat(17)}X`;
const image: PrintOptions['image'] = (id) => Promise.resolve(id === PORTRAIT_ID ? portrait() : undefined);

describe('[AH-27.05] [GP.28] the review form as a document', () => {
  it('is well-formed in every part, A4, and in Chinese fonts', async () => {
    const { parts, document, styles } = await print(sampleForm(), {
      image,
      recordNo: 'A-1',
      hash: 'ab'.repeat(32),
      watermark: '未提交',
    });
    for (const [name, xml] of parts) expect(() => assertWellFormed(xml), name).not.toThrow();
    expect(document).toMatch(/<w:pgSz [^>]*w:w="11906"[^>]*w:h="16838"/);
    expect(styles).toContain('w:eastAsia="宋体"');
    for (const face of ['方正小标宋简体', '仿宋_GB2312', '黑体']) expect(document).toContain(`w:eastAsia="${face}"`);
    expect(styles).toMatch(/<w:lang [^>]*w:eastAsia="zh-CN"/);
  });

  it('has tables whose columns are fixed in twips and whose lines are one point wide', async () => {
    const { document } = await print(sampleForm());
    const tables = document.match(/<w:tbl>.*?<\/w:tblGrid>/gs) ?? [];
    expect(tables.length).toBeGreaterThan(12);
    for (const table of tables) {
      expect(table).toContain('<w:tblLayout w:type="fixed"/>');
      const [, width] = /<w:tblW [^>]*w:w="(\d+)"/.exec(table) ?? [];
      const columns = [...table.matchAll(/<w:gridCol w:w="(\d+)"/g)].map(([, column]) => Number(column));
      expect(columns.reduce((sum, column) => sum + column, 0)).toBe(Number(width));
    }
    expect(document).toMatch(/<w:insideH [^>]*w:sz="8"/);
  });

  it('repeats the head of every list and never splits a line over two pages', async () => {
    const blocks = sampleForm();
    const { document } = await print(blocks);
    const rows = rowsOf(document);
    const heads = rows.filter((row) => row.includes('<w:tblHeader/>'));
    expect(heads).toHaveLength(blocks.filter(({ type }) => type === 'table').length);
    const splittable = rows.filter((row) => !row.includes('<w:cantSplit/>'));
    // Only the words of an opinion may run over a page.
    expect(splittable).toHaveLength(blocks.filter(({ type }) => type === 'opinion').length);
  });

  it('lets a line that fills most of a page be split, since the page before it would stay empty', async () => {
    const { document } = await print([
      {
        type: 'grid',
        rows: [
          ['工作总结', '总'.repeat(3000)],
          ['甲', '乙'],
        ],
      },
    ]);
    expect(rowsOf(document).map((row) => row.includes('<w:cantSplit/>'))).toEqual([false, true]);
  });

  it('keeps every word, also rare characters and titles of 600 characters', async () => {
    const { text, document } = await print(sampleForm());
    expect(text).toContain('示例㛃𠮷');
    expect(text).toContain('很长的题目'.repeat(120));
    expect(document).toMatch(/<w:rFonts [^>]*w:eastAsia="SimSun-ExtB"[^>]*\/>(?:(?!<\/w:r>).)*𠮷/s);
    expect(text).toContain('整本书阅读的任务设计与评价研究之8');
  });

  it('leaves out what would make Word refuse the file, and escapes the rest', async () => {
    const hostile = 'a\u0000b\u0008c\u000bd\ud800e\udc00f\ufffeg<w:p>&amp;"\'\u202egpj';
    const blocks: Block[] = [
      { type: 'cover', title: hostile, mark: hostile, foot: hostile, lines: [{ label: hostile, value: hostile }] },
      { type: 'paragraph', text: hostile },
      { type: 'table', head: [hostile], rows: [[hostile], [{ text: hostile, vertical: true }]] },
      { type: 'opinion', label: hostile, text: hostile, lines: [hostile] },
    ];
    const { parts, text } = await print(blocks, {
      title: hostile,
      recordNo: hostile,
      hash: hostile,
      watermark: hostile,
    });
    for (const [name, xml] of parts) expect(() => assertWellFormed(xml), name).not.toThrow();
    expect(text).toContain('abcdefg<w:p>&amp;"\'gpj');
  });

  it('[AH-25.07] says 无 where a list or a paragraph is empty, and leaves an opinion free for the pen', async () => {
    const { text } = await print([
      { type: 'table', head: ['学校', '起止时间'], rows: [] },
      { type: 'paragraph', text: ' ' },
      { type: 'opinion', label: '意见', text: '', lines: ['经办人', '负责人', '公章', '年 月 日'] },
    ]);
    expect(text.match(/无/g)).toHaveLength(2);
    expect(text).toMatch(/经办人：　{4,}/);
    expect(text).toContain('（公章）');
    expect(text).toMatch(/　+年　+月　+日/);
  });

  it('tells who signs from what is stated, and dates from both', async () => {
    const { text } = await print([
      {
        type: 'opinion',
        label: '承诺',
        text: '同意。',
        lines: ['公章', '2026年9月2日', '负责人：示例十二', '承诺人（签名）', '是否占用职数：是'],
      },
    ]);
    const order = ['同意。', '是否占用职数：是', '负责人：示例十二　　承诺人（签名）：', '（公章）', '2026年9月2日'];
    const places = order.map((words) => text.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(-1);
  });

  it('leaves at least 4 cm for every seal', async () => {
    const { document } = await print([{ type: 'opinion', label: '意见', text: '同意', lines: ['公章'] }]);
    const [, closing = ''] = rowsOf(document);
    const [, height] = /<w:trHeight [^>]*w:val="(\d+)"/.exec(closing) ?? [];
    expect(Number(height)).toBeGreaterThanOrEqual(2268);
    expect(closing).toContain('w:hRule="atLeast"');
  });

  it('writes side labels one character a line', async () => {
    const { text } = await print([
      { type: 'grid', rows: [[{ text: '基本 情况', vertical: true, rows: 2 }, '姓名'], ['性别']] },
    ]);
    expect(text).toContain('基\n本\n情\n况');
  });
});

describe('cover and frame of the page', () => {
  it('[AH-27.01] the title has 22 points, the mark stands first, the rest of the form begins on a new page', async () => {
    const { document, text } = await print(sampleForm());
    expect(text.trim().startsWith('破格')).toBe(true);
    expect(document).toMatch(/<w:sz w:val="44"\/>(?:(?!<\/w:r>).)*专业技术资格评审表/s);
    expect(document).toMatch(/<w:pageBreakBefore\/>(?:(?!<\/w:p>).)*填表说明/s);
    expect(document).not.toContain('w:type="page"');
  });

  it('page numbers stand at the foot of every page, number and hash with a code on the cover', async () => {
    const hash = '0123456789abcdef'.repeat(4);
    const { footers, words, names } = await print(sampleForm(), {
      recordNo: '2026-JS-1',
      hash,
      printedAt: new Date('2026-11-21T16:30:00Z'),
    });
    expect(footers).toHaveLength(2);
    for (const footer of footers) {
      expect(footer).toContain('PAGE');
      expect(footer).toContain('NUMPAGES');
      expect(words(footer)).toContain('申报编号：2026-JS-1　打印时间：2026-11-22 00:30');
    }
    const cover = footers.filter((footer) => words(footer).includes('01234567 89abcdef'));
    expect(cover).toHaveLength(1);
    expect(cover[0]).toContain('<w:drawing>');
    expect(names.filter((name) => name.startsWith('word/media/'))).toHaveLength(1);
  });

  it('a form without number and hash has neither code nor number', async () => {
    const { footers, words, names } = await print(sampleForm());
    expect(footers.map(words).join()).not.toMatch(/申报编号|校验码|打印时间/);
    expect(names.some((name) => name.startsWith('word/media/'))).toBe(false);
  });

  it('[AH-27.04] before submission every page carries 未提交, afterwards none does', async () => {
    const draft = await print(sampleForm(), { watermark: '未提交' });
    expect(draft.headers).toHaveLength(2);
    for (const header of draft.headers) expect(header).toMatch(/<v:textpath [^>]*string="未提交"/);
    const final = await print(sampleForm());
    expect(final.headers.join()).not.toContain('v:textpath');
  });

  it('lies on its long side where asked, and its tables and foot use the width', async () => {
    const blocks: Block[] = [
      { type: 'table', head: ['姓名', '单位'], rows: [['示例一', '示例市第一中学']] },
      { type: 'opinion', label: '意见', text: '', lines: ['公章'] },
    ];
    const { document, footers } = await print(blocks, { landscape: true, recordNo: 'A-1' });
    expect(document).toMatch(/<w:pgSz [^>]*w:w="16838" w:h="11906" w:orient="landscape"/);
    const widths = [...document.matchAll(/<w:tblW [^>]*w:w="(\d+)"/g)].map(([, width]) => Number(width));
    expect(widths).toEqual([16838 - 2 * 1134, 16838 - 2 * 1134]);
    expect(footers.join()).toContain('w:pos="14570"');
  });

  it('sets signature and date of a letter to the right', async () => {
    const { document } = await print([{ type: 'paragraph', text: '承诺人（手写签名）：', align: 'right' }]);
    expect(document).toMatch(/<w:jc w:val="(right|end)"\/>(?:(?!<\/w:p>).)*承诺人（手写签名）：/s);
  });

  it('breaks pages where asked, and nowhere twice', async () => {
    const { document } = await print([
      { type: 'pageBreak' },
      { type: 'paragraph', text: '一' },
      { type: 'pageBreak' },
      { type: 'pageBreak' },
      { type: 'grid', rows: [['二']] },
      { type: 'pageBreak' },
    ]);
    expect(document.match(/<w:pageBreakBefore\/>/g)).toHaveLength(1);
  });

  it('keeps tables apart that follow each other, but joins opinions', async () => {
    const grid: Block = { type: 'grid', rows: [['甲']] };
    const said: Block = { type: 'opinion', label: '意见', text: '', lines: [] };
    const { document } = await print([grid, grid, said, said]);
    expect(document.match(/<w:tbl>/g)).toHaveLength(3);
    expect(document).not.toMatch(/<\/w:tbl><w:tbl>/);
  });
});

describe('many forms in one process', () => {
  const stamped = (recordNo: string, hash: string) => print(sampleForm(1), { title: recordNo, recordNo, hash, image });

  it('a frame is used again, but no form carries the number, hash, code or title of another', async () => {
    const first = await stamped('2026-JS-1', '0a'.repeat(32));
    const second = await stamped('2026-JS-2', '0b'.repeat(32));
    const all = [...second.parts.values()].join('');
    expect(all).not.toContain('2026-JS-1');
    expect(all).not.toContain('0a0a0a0a');
    expect(all.split('2026-JS-2').length).toBeGreaterThan(3);
    expect(first.parts.get('word/styles.xml')).toBe(second.parts.get('word/styles.xml'));
    expect(first.pictures).toHaveLength(2);
    const codes = [first, second].map(({ pictures }) => pictures.find(({ name }) => name.includes('image'))?.bytes);
    expect(codes[0]).not.toEqual(codes[1]);
    expect([...first.parts.values()].join('')).not.toMatch(/[\ue000\ue001]/);
  });

  it('every part is named in the relations and readable by the checksums of the package', async () => {
    const { parts, names } = await stamped('2026-JS-3', '0c'.repeat(32));
    const relations = parts.get('word/_rels/document.xml.rels') ?? '';
    const targets = [...relations.matchAll(/Target="([^"]+)"/g)].map(([, target]) => `word/${target}`);
    expect(targets.filter((target) => !names.includes(target))).toEqual([]);
    expect(targets).toContain('word/media/picture1.png');
  });
});

describe('what the printer may know', () => {
  it('prints the masked number unless the secret is given, and then in its cell only', async () => {
    const masked = await print(sampleForm());
    expect(masked.text).toContain('9999**********0017');
    const revealed = await print(sampleForm(), { secrets: { idNumber: secret } });
    expect(revealed.text).not.toContain('9999**********0017');
    expect([...revealed.parts.values()].join('').split(secret)).toHaveLength(2);
  });

  it('[AH-28.01] puts the portrait into its cell, or says where one is to be glued', async () => {
    const bare = await print(sampleForm(), { image: () => Promise.resolve(undefined) });
    expect(bare.text).toContain('照片');
    const { names, document, text } = await print(sampleForm(), { image });
    expect(names.filter((name) => name.startsWith('word/media/'))).toHaveLength(1);
    expect(text).not.toContain('照片');
    const [, width, height] = /<wp:extent cx="(\d+)" cy="(\d+)"/.exec(document) ?? [];
    expect(Number(height) / Number(width)).toBeCloseTo(413 / 295, 1);
  });
});
