import { describe, expect, it } from 'vitest';
import { promiseLetter, promiseText } from './promise.ts';

/** Reads the characters of an RTF text back, signs of 16 bits and escaped ones included. */
const plain = (rtf: string): string =>
  rtf
    .replace(/\\u(-?\d+)\?/g, (_, unit: string) => String.fromCharCode((Number(unit) + 0x10000) % 0x10000))
    .replace(/\\([\\{}])/g, '$1');

describe('promise letter', () => {
  it('[AH-18.01] [AH-18.06] names unit and title, and the three years', () => {
    const text = promiseText('示例市第一中学', '中学语文-高级教师');
    expect(text).toContain('本人系 示例市第一中学 专业技术人员，现申报 中学语文-高级教师 专业技术资格');
    expect(text).toContain('自愿从通报之日起三年内停止申报');
  });

  it('[AH-18.02] the template carries the very text and the name, in plain bytes', () => {
    const letter = promiseLetter({ name: '示例一', unit: '示例市第一中学', declared: '中学语文-高级教师' });
    expect(plain(letter)).toContain(promiseText('示例市第一中学', '中学语文-高级教师'));
    expect(plain(letter)).toContain('承诺人姓名：示例一');
    expect(letter).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it('text from the address cannot leave its paragraph', () => {
    const letter = promiseLetter({ name: '', unit: '}\\object{', declared: '' });
    expect(letter).toContain('\\}\\\\object\\{');
    expect(plain(letter)).toContain('________________');
  });
});
