import { describe, expect, it } from 'vitest';
import { acceptOf, megabytes, refusalOfFile } from './checks.ts';

const rules = { types: ['jpg', 'bmp', 'pdf', 'png'], maxMB: 10, maxCount: 1 };
const MB = 1024 * 1024;

describe('[AH-04.09] a file is checked before it is sent', () => {
  it('accepts what the slot accepts, whatever the case of its extension', () => {
    expect(refusalOfFile({ name: '证明.PDF', size: 10 * MB }, rules)).toBeUndefined();
    expect(refusalOfFile({ name: 'a.jpeg', size: 1 }, rules)).toBeUndefined();
  });
  it('says type and size in figures, and what to do', () =>
    expect(refusalOfFile({ name: '承诺书扫描.tif', size: 12.6 * MB }, rules)).toBe(
      '没有上传。文件是 tif 格式、12.6MB；请另存为 pdf 或 jpg，压缩到 10MB 以内再传。',
    ));
  it.each([
    ['a.pdf', 10 * MB + 1, '压缩到 10MB 以内'],
    ['a.exe', 10, '另存为 pdf 或 jpg'],
    ['a', 10, '没有扩展名'],
    ['a.pdf', 0, '文件是空的'],
  ])('refuses %s of %d bytes', (name, size, words) => expect(refusalOfFile({ name, size }, rules)).toContain(words));
  it('says how to come from a HEIC photo to one that can be opened', () => {
    for (const name of ['IMG_1.HEIC', 'a.heif'])
      expect(refusalOfFile({ name, size: 20 * MB }, rules)).toMatch(/HEIC.*“兼容性最佳”.*转成 jpg/);
  });
  it('offers only what it accepts', () => expect(acceptOf(rules)).toBe('.jpg,.jpeg,.bmp,.pdf,.png'));
});

describe('[AH-04.10] sizes', () => {
  it.each([
    [209_715, '0.2MB'],
    [41_943, '0.04MB'],
    [1, '0.01MB'],
    [12.6 * MB, '12.6MB'],
  ])('%d bytes are %s', (bytes, words) => expect(megabytes(bytes)).toBe(words));
});
