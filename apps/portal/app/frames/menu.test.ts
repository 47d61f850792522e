import { describe, expect, it } from 'vitest';
import { APPLICANT_MENU, currentItem } from './menu.ts';

describe('the applicant’s menu', () => {
  it('[AH-04.01] has its four entries in order', () => {
    expect(APPLICANT_MENU.map(({ label }) => label)).toEqual(['首页', '个人业绩库', '职称申报', '个人中心']);
  });

  it.each([
    ['/home', 'home'],
    ['/library/paper/new', 'library'],
    ['/declarations/x/fill', 'declarations'],
    ['/plans', 'declarations'],
    ['/plans/x/select', 'declarations'],
    ['/me/titles', 'personalCentre'],
    ['/meals', undefined],
    ['/help/faq', undefined],
  ])('%s belongs to %s', (path, key) => expect(currentItem(path)).toBe(key));
});
