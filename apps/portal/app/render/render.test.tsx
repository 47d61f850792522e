import { MantineProvider } from '@mantine/core';
import {
  checkbox,
  choice,
  choices,
  coded,
  cover,
  date,
  dateRange,
  decimal,
  defineEntity,
  files,
  grid,
  heading,
  integer,
  links,
  longText,
  note,
  opinion,
  optional,
  pageBreak,
  paragraph,
  person,
  region,
  rows,
  table,
  text,
  title,
  year,
  type Field,
  type Kind,
} from '@zhicheng/series-kit';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Blocks } from './blocks.tsx';
import { FieldControl } from './field-control.tsx';
import { FieldView } from './field-view.tsx';
import { IssuesProvider } from './issues.tsx';
import { FieldSourcesProvider, type FieldSources } from './sources.tsx';

const paper = defineEntity({
  code: 'test-paper',
  label: '示例条目',
  group: '行业专用',
  fields: { name: text('名称') },
  columns: ['name'],
  sample: { name: '示例' },
});
const file = { id: 'f1', name: '证明.pdf', bytes: 419_430 };

/** One field of every kind with an answer and what its page must show: a new kind does not compile without its line. */
const EVERY: { readonly [K in Kind]: { field: Field; value: unknown; shown: string; control: string } } = {
  text: { field: text('名称', { max: 20 }), value: '示例', shown: '示例', control: '2/20' },
  longText: { field: longText('说明'), value: '第一行\n第二行', shown: '第一行\n第二行', control: '7/300' },
  integer: { field: integer('年限', { unit: '年' }), value: 18, shown: '18', control: '年限（年）' },
  decimal: { field: decimal('金额', { unit: '万元' }), value: '1.50', shown: '1.50', control: '金额（万元）' },
  date: { field: date('日期'), value: '2025-03-01', shown: '2025-03-01', control: '2025-03-01' },
  dateRange: {
    field: dateRange('起止日期'),
    value: { from: '2025-03-01', to: null },
    shown: '2025-03-01 至 今',
    control: '至今',
  },
  year: { field: year('年度'), value: 2025, shown: '2025', control: '选择年份' },
  choice: { field: choice('结果', ['合格', '优秀']), value: '优秀', shown: '优秀', control: '请选择 结果' },
  choices: { field: choices('形式', ['主持', '参与']), value: ['主持'], shown: '主持', control: '参与' },
  coded: {
    field: coded('级别', 'level'),
    value: { code: 'A', name: '甲级' },
    shown: '甲级',
    control: '请选择 级别',
  },
  checkbox: { field: checkbox('是否第一作者'), value: true, shown: '是', control: '是否第一作者' },
  person: { field: person('姓名', { masked: 'name' }), value: '示例一', shown: '示**', control: '3/30' },
  region: {
    field: region('属地'),
    value: { code: '999901', name: '示例区' },
    shown: '示例区',
    control: '示例市 / 示例区',
  },
  files: { field: files('材料'), value: [file], shown: '/files/f1', control: '0.4MB' },
  links: {
    field: links('条目', paper, { extras: { group: choice('分类', ['甲', '乙']) } }),
    value: [{ entry: 'e1', extra: { group: '乙' } }],
    shown: '示例论文',
    control: '选择示例条目',
  },
  rows: {
    field: rows('职称', { name: text('资格名称'), proof: optional(files('证书')) }, { itemLabel: '职称' }),
    value: [{ name: '一级教师', proof: [file] }],
    shown: '一级教师',
    control: '添加职称',
  },
};

const SOURCES: FieldSources = {
  dictionaries: { level: [{ code: 'A', name: '甲级' }] },
  regions: [
    { code: '999900', name: '示例市', parent: null },
    { code: '999901', name: '示例区', parent: '999900' },
  ],
  candidates: { 'test-paper': [{ entry: 'e1', label: '示例论文' }] },
};

const html = (element: ReactElement, issues: readonly { path: string; message: string }[] = []): string =>
  renderToStaticMarkup(
    <MantineProvider>
      <FieldSourcesProvider value={SOURCES}>
        <IssuesProvider refused={issues}>{element}</IssuesProvider>
      </FieldSourcesProvider>
    </MantineProvider>,
  );

const nothing = () => undefined;

describe('every kind of field has a control and a view', () => {
  it.each(Object.entries(EVERY))('%s', (_, { field, value, shown, control }) => {
    const edit = html(<FieldControl field={field} path="x" value={value} onChange={nothing} />);
    expect(edit).toContain(control);
    expect(edit).toContain('id="f-x');
    expect(html(<FieldView field={field} value={value} />)).toContain(shown);
  });
  it.each(Object.entries(EVERY))('%s can be empty', (_, { field }) => {
    expect(html(<FieldControl field={field} path="x" value={undefined} onChange={nothing} />)).toContain(field.label);
    expect(html(<FieldView field={field} value={null} />)).not.toContain('undefined');
  });
  it.each(Object.entries(EVERY))('%s bears an answer of another kind', (_, { field }) => {
    expect(html(<FieldControl field={field} path="x" value={{ odd: ['value'] }} onChange={nothing} />)).toContain(
      field.label,
    );
  });
});

describe('a refused field', () => {
  const issues = [{ path: 'titles.0.name', message: '请填写资格名称' }];
  it('says so beside itself, sub-rows included', () => {
    const { field, value } = EVERY.rows;
    expect(html(<FieldControl field={field} path="titles" value={value} onChange={nothing} />, issues)).toContain(
      '请填写资格名称',
    );
  });
  it('is marked for those who cannot see it', () => {
    const edit = html(<FieldControl field={text('名称')} path="name" value="" onChange={nothing} />, [
      { path: 'name', message: '请填写名称' },
    ]);
    expect(edit).toContain('aria-invalid="true"');
    expect(edit).toMatch(/aria-describedby="[^"]+"/);
  });
  it('says nothing about other fields', () =>
    expect(html(<FieldControl field={text('名称')} path="name" value="" onChange={nothing} />, issues)).not.toContain(
      '请填写',
    ));
});

describe('[AH-04.07] labels and counters', () => {
  it('marks what is required, for eye and ear, and nothing else', () => {
    const required = html(<FieldControl field={text('名称')} path="x" value="" onChange={nothing} />);
    const free = html(<FieldControl field={optional(text('名称'))} path="x" value="" onChange={nothing} />);
    expect(required).toContain('class="star"');
    expect(required).toContain('aria-required="true"');
    expect(free).not.toContain('class="star"');
    expect(free).toContain('aria-required="false"');
  });
  it('counts 0/N, characters as people count them', () => {
    const field = text('名称', { max: 10 });
    expect(html(<FieldControl field={field} path="x" value="" onChange={nothing} />)).toContain('0/10');
    expect(html(<FieldControl field={field} path="x" value="𠮷野" onChange={nothing} />)).toContain('2/10');
  });
  it('uses the placeholder of the field, else 请输入 X', () => {
    const own = text('名称', { placeholder: '未正式发表请填写无' });
    expect(html(<FieldControl field={own} path="x" value="" onChange={nothing} />)).toContain('未正式发表请填写无');
    expect(html(<FieldControl field={text('名称')} path="x" value="" onChange={nothing} />)).toContain('请输入 名称');
  });
  it('[AH-04.09] shows the rule sentence of an upload verbatim', () => {
    const shown = html(<FieldControl field={files('材料')} path="x" value={[]} onChange={nothing} />);
    expect(shown).toContain('只能上传png/jpg/pdf文件, 且不超过2MB, 且最多只能上传5个文件');
    expect(shown).toContain('点击此处上传材料');
  });
  it('takes the button away when the slot is full', () => {
    const field = files('材料', { maxCount: 1 });
    const shown = html(<FieldControl field={field} path="x" value={[file]} onChange={nothing} />);
    expect(shown).toContain('已达上限 1 个');
    expect(shown).not.toContain('点击此处上传材料');
  });
});

describe('the review form on the screen', () => {
  const shown = html(
    <Blocks
      watermark="未提交"
      blocks={[
        cover({ mark: '破格', title: '评审表', lines: [{ label: '姓名', value: '示例一' }] }),
        title('基本情况'),
        heading('工作经历'),
        paragraph(''),
        note('填表说明'),
        grid(
          [
            [
              { text: '身份证号', bold: true },
              { text: '999***********0000', reveal: 'idNumber', span: 3 },
            ],
          ],
          [1, 3],
        ),
        table(['单位', '职务'], []),
        opinion('单位意见', '同意', ['负责人', '公章']),
        pageBreak,
      ]}
    />,
  );
  it('shows every type of block', () => {
    for (const part of [
      '破格',
      '示例一',
      '基本情况',
      '工作经历',
      '填表说明',
      '单位意见',
      '公章',
      'data-watermark="未提交"',
    ])
      expect(shown).toContain(part);
  });
  it('keeps a masked number masked', () => expect(shown).toContain('999***********0000'));
  it('prints an empty table and an empty text as 无', () => expect(shown.match(/无/g)).toHaveLength(2));
});
