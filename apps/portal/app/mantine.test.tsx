import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { MantineRoom } from './mantine.tsx';
import { NonceContext } from './nonce.ts';
import { resolver, theme } from './theme.ts';

const styleOf = (page: ReactNode): { nonce?: string; blocks: string[] } => {
  const [, attributes = '', css = ''] = /<style([^>]*)>(.*?)<\/style>/s.exec(renderToStaticMarkup(page)) ?? [];
  return { nonce: /nonce="([^"]*)"/.exec(attributes)?.[1], blocks: css.split('\n\n') };
};

it('the inputs get the properties that their own provider computes for a light page', () => {
  const [shared, , light] = styleOf(
    <MantineProvider theme={theme} cssVariablesResolver={resolver} forceColorScheme="light" withGlobalClasses={false}>
      text
    </MantineProvider>,
  ).blocks;
  const ours = styleOf(
    <NonceContext.Provider value="once">
      <MantineRoom>text</MantineRoom>
    </NonceContext.Provider>,
  );
  expect(ours.nonce).toBe('once');
  expect(ours.blocks).toEqual([shared, '', light]);
  expect(light).toContain('--mantine-color-error: #b3181e');
});
