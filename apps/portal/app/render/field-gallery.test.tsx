import { writeFileSync } from 'node:fs';
import { MantineProvider } from '@mantine/core';
import { record, service } from '@zhicheng/plugin-specimen';
import { widgets } from '@zhicheng/plugin-specimen/ui';
import {
  checkbox,
  choice,
  choices,
  coded,
  date,
  dateRange,
  decimal,
  files,
  integer,
  links,
  longText,
  optional,
  person,
  region,
  rows,
  text,
  year,
  type Field,
  type Kind,
} from '@zhicheng/series-kit';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { resolver, theme } from '../theme.ts';
import { FieldControl } from './field-control.tsx';
import { IssuesProvider } from './issues.tsx';
import { FieldSourcesProvider, type FieldSources } from './sources.tsx';
import { WidgetsProvider } from './widgets.ts';

type Shown = { readonly field: Field; readonly value: unknown };

/** What docs/plugin-guide.md shows of each kind. `npm run guide-pictures` takes the pictures from here. */
const GALLERY: { readonly [K in Kind | 'widget']: Shown } = {
  text: { field: text('项目名称', { max: 100 }), value: '示例流域水土保持工程' },
  longText: { field: longText('主要工作', { help: '写本人承担的部分。' }), value: '负责方案设计与现场实施。' },
  person: { field: person('姓名'), value: '示例一' },
  integer: { field: integer('参与人数', { unit: '人' }), value: 12 },
  decimal: { field: decimal('项目金额', { unit: '万元' }), value: '35.50' },
  date: { field: date('完成日期'), value: '2025-06-30' },
  year: { field: year('年度'), value: 2025 },
  dateRange: { field: dateRange('起止日期'), value: { from: '2023-03-01', to: null } },
  choice: { field: choice('推广范围', ['省级', '市级', '县级']), value: '市级' },
  choices: { field: choices('参与形式', ['主持', '参与']), value: ['主持'] },
  coded: { field: coded('发表级别', 'publicationLevel'), value: { code: 'CORE', name: '核心期刊' } },
  checkbox: { field: checkbox('是否第一作者', { note: '与作者单位无关。' }), value: true },
  region: { field: region('所在地区'), value: { code: '999901', name: '示例区' } },
  files: { field: optional(files('佐证材料')), value: [{ id: 'f1', name: '验收证书.pdf', bytes: 419_430 }] },
  links: {
    field: links('记录列表', record, { extras: { group: choice('分类', ['观察组', '对照组']) } }),
    value: [{ entry: 'e1', extra: { group: '观察组' } }],
  },
  rows: {
    field: rows('获奖情况', { name: text('奖项'), on: date('获奖日期') }, { itemLabel: '奖项' }),
    value: [{ name: '示例科技进步奖', on: '2024-05-01' }],
  },
  widget: { field: service.fields.weeks, value: 52 },
};

const SOURCES: FieldSources = {
  dictionaries: { publicationLevel: [{ code: 'CORE', name: '核心期刊' }] },
  regions: [
    { code: '999900', name: '示例市', parent: null },
    { code: '999901', name: '示例区', parent: '999900' },
  ],
  candidates: { [record.code]: [{ entry: 'e1', label: 'R-1' }] },
};

const drawn = (element: ReactElement): string =>
  renderToStaticMarkup(
    <MantineProvider theme={theme} cssVariablesResolver={resolver} forceColorScheme="light">
      <FieldSourcesProvider value={SOURCES}>
        <WidgetsProvider value={widgets}>
          <IssuesProvider refused={[]}>{element}</IssuesProvider>
        </WidgetsProvider>
      </FieldSourcesProvider>
    </MantineProvider>,
  );

const pictureOf = ([name, { field, value }]: [string, Shown]): string =>
  drawn(
    <div id={`picture-${name}`} className="kitform">
      <FieldControl field={field} path={name} value={value} onChange={() => undefined} />
    </div>,
  );

it('every kind of the guide takes its value and is drawn with it', () => {
  const pictures = Object.entries(GALLERY).map(pictureOf);
  for (const [index, { field, value }] of Object.values(GALLERY).entries()) {
    expect(field.parse(value).ok, field.label).toBe(true);
    expect(pictures[index]).toContain(field.label);
  }
  const { GUIDE_GALLERY: file } = process.env;
  if (file) writeFileSync(file, pictures.join('\n'));
});
