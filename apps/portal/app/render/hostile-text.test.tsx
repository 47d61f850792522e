import { MantineProvider } from '@mantine/core';
import { registry } from '@zhicheng/plugins';
import type { Block, Field } from '@zhicheng/series-kit';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { resolver, theme } from '../theme.ts';
import { Blocks } from './blocks.tsx';
import { FieldControl } from './field-control.tsx';
import { FieldView } from './field-view.tsx';
import { IssuesProvider } from './issues.tsx';

const PAYLOADS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onfocus=alert(1) autofocus='",
  '</textarea><svg/onload=alert(1)>',
  '</script><script>alert(1)//',
  '<!--<iframe srcdoc="<script>alert(1)</script>">',
  'javascript:alert(1)',
];

/** Elements and attributes that only a payload brings, and links that run. */
const RUNS =
  /<(?:script|img|svg\/onload|iframe)|<[^>"]*(?:"[^"]*"[^>"]*)*\son\w+=|(?:href|src|action)="\s*javascript:/i;

const TEXTS = ['text', 'longText', 'person'];
const textFields = (): [string, Field][] =>
  registry.flatMap(({ code, library }) =>
    Object.values(library).flatMap((entity) =>
      Object.entries(entity.fields)
        .filter(([, { shape }]) => TEXTS.includes(shape.kind))
        .map(([name, field]): [string, Field] => [`${code} ${entity.code} ${name}`, field]),
    ),
  );

it('[XSS] a script typed into any free-text field of any series is text where it is read and where it is mended', () => {
  const fields = textFields();
  expect(fields.length).toBeGreaterThan(60);
  for (const [called, field] of fields) {
    const value = PAYLOADS.join(' ');
    const markup = renderToStaticMarkup(
      <MantineProvider theme={theme} cssVariablesResolver={resolver}>
        <IssuesProvider refused={[{ path: 'x', message: value }]}>
          <FieldView field={field} value={value} />
          <FieldControl path="x" field={field} value={value} onChange={() => undefined} />
        </IssuesProvider>
      </MantineProvider>,
    ).replace(/<style[\s\S]*?<\/style>|<script[^>]*data-mantine-script[\s\S]*?<\/script>/g, '');
    expect(markup, called).toContain('&lt;script&gt;');
    expect(markup, called).not.toMatch(RUNS);
  }
});

it('[XSS] a script in any part of a printed document is text in its preview', () => {
  for (const hostile of PAYLOADS) {
    const blocks: Block[] = [
      { type: 'cover', mark: hostile, title: hostile, lines: [{ label: hostile, value: hostile }], foot: hostile },
      ...(['title', 'heading', 'paragraph', 'note'] as const).map((type) => ({ type, text: hostile })),
      { type: 'table', head: [hostile], rows: [[{ text: hostile }]] },
      { type: 'grid', rows: [[{ text: hostile }]] },
      { type: 'opinion', label: hostile, text: hostile, lines: [hostile] },
    ];
    expect(renderToStaticMarkup(<Blocks blocks={blocks} watermark={hostile} />), hostile).not.toMatch(RUNS);
  }
});
