import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { packConstant, packPicture, packText, partWithGaps, zipParts, type PackedPart } from './zip-parts.ts';

const read = async (part: PackedPart): Promise<string | undefined> => {
  const zip = await JSZip.loadAsync(zipParts([packPicture('before', Buffer.from([1])), part]), { checkCRC32: true });
  return zip.file(part.name.toString())?.async('string');
};

it('packs texts of any size, one after the other', async () => {
  const long = '示例㛃𠮷'.repeat(200_000);
  const parts = [packText('短.xml', ['示', '例']), packText('长.xml', ['', long]), packText('短二.xml', ['example'])];
  expect(await Promise.all(parts.map(read))).toEqual(['示例', long, 'example']);
  expect(await read(packConstant('constant.xml', Buffer.from('示例')))).toBe('示例');
});

it.each([
  ['nothing', ['', '']],
  ['words', ['示例㛃𠮷', 'ZC2026000001']],
  ['more than fits into one stored block', ['示'.repeat(30_000), 'x'.repeat(65_535)]],
])('a part with gaps is what the texts and fillings are in a row: %s', async (_, fillings) => {
  const part = partWithGaps('footer.xml', ['<w:ftr>编号：', '，时间：', '</w:ftr>']);
  expect(await read(part(fillings))).toBe(`<w:ftr>编号：${fillings[0]}，时间：${fillings[1]}</w:ftr>`);
});

it('a gap may stand at either end', async () => {
  expect(await read(partWithGaps('x', ['', ''])(['示例']))).toBe('示例');
  expect(await read(partWithGaps('x', ['', ' ', ''])(['a', 'b']))).toBe('a b');
});
