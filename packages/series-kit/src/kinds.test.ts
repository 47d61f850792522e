import { expect, expectTypeOf, it } from 'vitest';
import {
  addYears,
  checkbox,
  choice,
  choices,
  columnsOf,
  date,
  dateRange,
  decimal,
  defineEntity,
  diff,
  files,
  isDate,
  links,
  mergeRanges,
  monthsIn,
  optional,
  parseFields,
  parseRow,
  rawFromCells,
  read,
  readEntry,
  searchText,
  show,
  text,
  toCells,
  type DateRange,
  type Field,
  type FileRef,
  type Link,
  type Row,
} from './index.ts';
import { offline } from './testing.ts';

const fields = {
  name: text('名称', { max: 5, search: true, masked: 'name' }),
  on: optional(date('日期')),
  period: dateRange('起止日期'),
  amount: optional(decimal('金额', { unit: '万元' })),
  role: choices('参与形式', ['主持', '参与']),
  level: choice('级别', ['省', '市']),
  scans: optional(files('材料', { maxMB: 1, maxCount: 2 })),
  first: checkbox('第一作者'),
};
const good = { name: '张小三', period: { from: '2020-01-01', to: null }, role: ['参与', '主持'], level: '省' };

it('derives the row type', () => {
  expectTypeOf<Row<typeof fields>['on']>().toEqualTypeOf<string | null>();
  expectTypeOf<Row<typeof fields>['period']>().toEqualTypeOf<DateRange>();
  expectTypeOf<Row<typeof fields>['role']>().toEqualTypeOf<readonly ('主持' | '参与')[]>();
  expectTypeOf<Row<typeof fields>['level']>().toEqualTypeOf<'省' | '市'>();
  expectTypeOf<Row<typeof fields>['scans']>().toEqualTypeOf<readonly FileRef[]>();
  const one = defineEntity({ code: 'one', label: '一', group: '工作业绩', fields, columns: ['name'], sample: good });
  const linked = { cases: links('病案', one, { extras: { group: choice('组', ['甲', '乙']) } }) };
  expectTypeOf<Row<typeof linked>['cases'][number]['extra']['group']>().toEqualTypeOf<'甲' | '乙'>();
  expectTypeOf<Link<typeof fields>['entry']>().toEqualTypeOf<string>();
  // @ts-expect-error a column that does not exist
  defineEntity({ code: 'x', label: 'x', group: '工作业绩', fields, columns: ['nmae'], sample: good });
  const base = { code: 'x', label: 'x', group: '工作业绩', fields, columns: ['name'], sample: good } as const;
  // @ts-expect-error a required field may not depend on a condition
  defineEntity({ ...base, when: { name: { first: true } } });
});

it('treats blanks in one place', () => {
  expect(parseFields(fields, good)).toEqual({
    ok: true,
    row: { ...good, on: null, amount: null, role: ['主持', '参与'], scans: [], first: false },
  });
  expect(parseFields(fields, { ...good, name: ' ', on: '2023-02-30' })).toMatchObject({
    ok: false,
    draft: { level: '省' },
    issues: [
      { field: 'name', message: '请填写名称', blank: true },
      { field: 'on', message: '日期不是有效日期', blank: false },
    ],
  });
});

it.each<[Field, unknown, string]>([
  [fields.name, '一二三四五六', '名称不能超过5字'],
  [fields.amount, '1.234', '金额最多2位小数'],
  [fields.period, { from: '2020-01-02', to: '2020-01-01' }, '结束日期不能早于开始日期'],
  [fields.period, { from: '2020-01-02' }, '请选择结束日期'],
  [fields.scans, [{ id: 'a', name: 'a.exe', bytes: 1 }], '材料只能上传png/jpg/pdf文件'],
  [fields.scans, [{ id: 'a', name: 'a.pdf', bytes: 2 ** 21 }], '材料不能超过1MB'],
])('refuses in Chinese %#', (field, raw, message) => expect(read(field, raw)).toMatchObject({ ok: false, message }));

it('[GP.57] prints, masks, searches and compares from the same field', () => {
  expect([
    show(fields.period, { from: '2020-01-01', to: null }),
    show(fields.amount, '3.50'),
    show(fields.name, '张小三'),
    show(fields.on, null),
  ]).toEqual(['2020-01-01 至 今', '3.50', '张**', '']);
  expect(searchText(fields, { name: '张小三' })).toBe('张小三');
  expect(diff(fields, { level: '省' }, { level: '市' })).toEqual([
    { field: 'level', label: '级别', before: '省', after: '市' },
  ]);
});

const sheet = defineEntity({ code: 'sheet', label: '表', group: '工作业绩', fields, columns: ['name'], sample: good });
it('derives Excel columns and reads them back', () => {
  expect(columnsOf(sheet).map((c) => c.header)).toEqual([
    '名称',
    '日期',
    '起止日期（开始日期）',
    '起止日期（结束日期）',
    '金额（万元）',
    '参与形式',
    '级别',
    '第一作者',
  ]);
  const row = parseRow(sheet, good, offline);
  expect(row.ok && toCells(sheet, row.row)).toEqual(['张小三', '', '2020-01-01', '至今', '', '主持、参与', '省', '否']);
  expect(row.ok && parseRow(sheet, rawFromCells(sheet, toCells(sheet, row.row)), offline)).toEqual(row);
});

it('upcasts step by step and stops at a gap', () => {
  const entity = defineEntity({
    code: 'e',
    label: 'e',
    group: '工作业绩',
    version: 3,
    fields: { a: text('甲') },
    columns: ['a'],
    sample: { a: 'x' },
    upcast: { 1: ({ old }) => ({ older: old }), 2: ({ older }) => ({ a: older }) },
  });
  expect(readEntry(entity, { entity: 'e', version: 1, data: { old: 'x' } }).a).toBe('x');
  expect(() => readEntry({ ...entity, upcast: {} }, { entity: 'e', version: 1, data: {} })).toThrow(
    'no upcaster from v1',
  );
  expect(() => readEntry(entity, { entity: 'e', version: 4, data: {} })).toThrow('cannot read e v4');
});

it('knows the calendar', () => {
  expect([
    isDate('2024-02-29'),
    isDate('2023-02-29'),
    addYears('2024-02-29', 1),
    monthsIn('2023-01-01', '2023-12-31'),
    monthsIn('2023-01-31', '2023-02-27'),
  ]).toEqual([true, false, '2025-02-28', 12, 0.9]);
  expect(
    mergeRanges(
      [
        { from: '2020-01-01', to: '2020-03-31' },
        { from: '2020-04-01', to: null },
      ],
      '2020-12-31',
    ),
  ).toEqual([{ from: '2020-01-01', to: '2020-12-31' }]);
});
