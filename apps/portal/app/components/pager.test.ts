import { describe, expect, it } from 'vitest';
import { pagesShown, pagingOf } from './pager.tsx';

describe('[AH-04.04] paging in the address', () => {
  it.each([
    ['', { page: 1, size: 10 }],
    ['page=3&size=50', { page: 3, size: 50 }],
    ['page=0&size=11', { page: 1, size: 10 }],
    ['page=-1', { page: 1, size: 10 }],
    ['page=abc&size=1e9', { page: 1, size: 10 }],
    ['page=1.5', { page: 1, size: 10 }],
  ])('%s', (query, paging) => expect(pagingOf(new URLSearchParams(query))).toEqual(paging));
  it('shows first, last and the neighbours, with gaps between', () => {
    expect(pagesShown(1, 1)).toEqual([1]);
    expect(pagesShown(1, 9)).toEqual([1, 2, 0, 9]);
    expect(pagesShown(5, 9)).toEqual([1, 0, 4, 5, 6, 0, 9]);
  });
});
