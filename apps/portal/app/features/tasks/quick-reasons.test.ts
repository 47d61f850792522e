import { expect, it } from 'vitest';
import { withPhrase } from './quick-reasons.tsx';

it('[AH-31.09] phrases gather in the opinion: all reasons at once, none twice, nothing typed is lost', () => {
  const one = withPhrase('', '缺页。');
  const two = withPhrase(`${one}  `, '缺公章。');
  expect(two).toBe('缺页。\n缺公章。');
  expect(withPhrase(two, '缺页。')).toBe(two);
  expect(withPhrase('第二段请重写', '缺页。')).toBe('第二段请重写\n缺页。');
});
