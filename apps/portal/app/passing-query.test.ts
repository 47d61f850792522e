import { expect, it } from 'vitest';
import { lastingSearch } from './passing-query.ts';

it('links leave behind what an address says of the last change', () => {
  expect(lastingSearch(new URLSearchParams('tab=returned&done=saved&warn=similar&page=2'))).toBe(
    '?tab=returned&page=2',
  );
  expect(lastingSearch(new URLSearchParams('done=submitted'))).toBe('');
});
