import { describe, expect, it } from 'vitest';
import { localPath } from './local-path.ts';

describe('where to go on', () => {
  it.each(['/home', '/library/experience?tab=approved#top', '/declarations/1/fill?step=submit#profile.name', '/单位'])(
    '%s is a page of ours',
    (path) => expect(new URL(localPath(path) ?? '', 'https://zc.example').origin).toBe('https://zc.example'),
  );
  it('keeps query and place', () => expect(localPath('/a?b=1#c')).toBe('/a?b=1#c'));
  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    // A browser leaves out tabs and line ends and then reads two slashes.
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r/evil.example',
    '\t//evil.example',
    // Dots are resolved by whoever follows.
    '/work/..//evil.example',
    '/.//evil.example',
    '/./\\evil.example',
    'javascript:alert(1)',
    'evil.example',
    '',
  ])('%j is none', (path) => expect(localPath(path)).toBeUndefined());
  it.each([undefined, null, 1, new Blob([])])('%s is none', (value) => expect(localPath(value)).toBeUndefined());
});
