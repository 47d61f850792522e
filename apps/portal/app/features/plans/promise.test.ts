import { describe, expect, it } from 'vitest';
import { promiseAddress, promiseText } from './promise.ts';

describe('promise letter', () => {
  it('[AH-18.01] [AH-18.06] names unit and title, and the three years', () => {
    const text = promiseText('示例市第一中学', '中学语文-高级教师');
    expect(text).toContain('本人系 示例市第一中学 专业技术人员，现申报 中学语文-高级教师 专业技术资格');
    expect(text).toContain('自愿从通报之日起三年内停止申报');
  });

  it('[AH-18.02] the template is asked for by what was chosen, never by a name', () =>
    expect(promiseAddress({ specialtyId: 's', titleId: 't' })).toBe('/promise-letter.docx?specialty=s&title=t'));
});
