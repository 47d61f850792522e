import type { ServerBuild } from '@remix-run/server-runtime';
import { expect, it } from 'vitest';
import { pagePatterns } from './page-pattern.ts';

const routes = {
  root: { id: 'root', path: '' },
  index: { id: 'index', parentId: 'root', index: true },
  work: { id: 'work', parentId: 'root' },
  plans: { id: 'plans', parentId: 'work', path: 'plans' },
  plan: { id: 'plan', parentId: 'plans', path: ':id' },
  extend: { id: 'extend', parentId: 'work', path: 'plans/:id/extend' },
  fresh: { id: 'fresh', parentId: 'work', path: 'plans/new' },
  rest: { id: 'rest', parentId: 'root', path: '*' },
} as unknown as ServerBuild['routes'];

it.each([
  ['/', '/'],
  ['/_root.data', '/'],
  ['/plans', '/plans'],
  ['/plans/new', '/plans/new'],
  ['/plans/019a', '/plans/:id'],
  ['/plans/019a.data', '/plans/:id'],
  ['/plans/new/extend', '/plans/:id/extend'],
  ['/plans/019a/extend/', '/plans/:id/extend'],
  ['/plans/019a/nothing', '/*'],
  ['/%E5%BC%A0', '/*'],
])('%s is answered by %s', (path, pattern) => {
  expect(pagePatterns(routes)(path)).toBe(pattern);
});

it('an address without a page has no pattern', () => {
  const { rest: _, ...without } = routes;
  expect(pagePatterns(without)('/elsewhere')).toBe('(unknown)');
});
