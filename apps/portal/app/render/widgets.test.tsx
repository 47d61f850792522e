import { MantineProvider } from '@mantine/core';
import { service } from '@zhicheng/plugin-specimen';
import { widgets } from '@zhicheng/plugin-specimen/ui';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { FieldControl } from './field-control.tsx';
import { IssuesProvider } from './issues.tsx';
import { WidgetsProvider, type Widgets } from './widgets.ts';

const field = service.fields.weeks;
const html = (brought: Widgets, value: unknown, issues: readonly { path: string; message: string }[] = []): string =>
  renderToStaticMarkup(
    <MantineProvider>
      <WidgetsProvider value={brought}>
        <IssuesProvider refused={issues}>
          <FieldControl field={field} path="weeks" value={value} onChange={() => undefined} />
        </IssuesProvider>
      </WidgetsProvider>
    </MantineProvider>,
  );

it('a widget of the series stands between our heading and our error', () => {
  const shown = html(widgets, 52, [{ path: 'weeks', message: '周数应为0到53的整数' }]);
  for (const part of ['周数（周）', '半年', '全年', 'value="52"', '周数应为0到53的整数', 'aria-invalid="true"'])
    expect(shown).toContain(part);
  expect(shown).toMatch(/aria-pressed="true"[^>]*>全年/);
  const error = /aria-describedby="([^"]+)"[^>]*value="52"/.exec(shown)?.[1];
  expect(shown).toContain(`id="${error}"`);
});

it('without the widget the kind’s own control serves', () => {
  const shown = html({}, 52);
  expect(shown).toContain('value="52"');
  expect(shown).not.toContain('全年');
});
