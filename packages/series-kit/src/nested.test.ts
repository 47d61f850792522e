import { expect, expectTypeOf, it } from 'vitest';
import {
  coded,
  codedIn,
  date,
  diff,
  entriesLinkedBy,
  files,
  filesIn,
  leavesIn,
  links,
  nameCoded,
  onlyBlanks,
  optional,
  parseFields,
  partial,
  placeholderOf,
  read,
  region,
  rows,
  show,
  text,
  choice,
  dateRange,
  defineEntity,
  type Coded,
  type Row,
} from './index.ts';

const file = (id: string) => ({ id, name: `${id}.pdf`, bytes: 10 });
const target = defineEntity({
  code: 'target',
  label: '目标',
  group: '工作业绩',
  fields: { name: text('名称') },
  columns: ['name'],
  sample: { name: 'x' },
});
const inner = { post: text('职务'), period: dateRange('聘任起止'), proof: files('佐证材料') };
const fields = {
  level: coded('级别', 'titleLevel'),
  place: optional(region('地区')),
  titles: rows(
    '现有职称',
    { name: text('资格名称'), mode: coded('方式', 'mode'), posts: optional(rows('评聘情况', inner, { max: 2 })) },
    { min: 1, max: 2, check: ({ name }) => (name === '坏' ? [{ field: 'name', message: '资格名称有误' }] : []) },
  ),
  cases: optional(links('病案', target, { extras: { group: choice('组', ['甲', '乙']), scan: files('附图') } })),
};
const title = {
  name: '教师',
  mode: { code: 'REVIEW', name: '评审' },
  posts: [{ post: '教师', period: { from: '2020-01-01', to: null }, proof: [file('p1')] }],
};
const good = {
  level: { code: 'INTERMEDIATE', name: '中级' },
  place: { code: '340121', name: '长丰县' },
  titles: [title],
  cases: [{ entry: 'e1', extra: { group: '甲', scan: [file('s1')] } }],
};

it('derives the types of nested rows and coded values', () => {
  expectTypeOf<Row<typeof fields>['level']>().toEqualTypeOf<Coded>();
  expectTypeOf<Row<typeof fields>['titles'][number]['posts'][number]['post']>().toEqualTypeOf<string>();
});

it('reads nested rows whole', () => expect(parseFields(fields, good)).toEqual({ ok: true, row: good }));

it.each([
  [{ code: 'X' }, '请选择级别'],
  [{ code: 'has space', name: 'x' }, '请选择级别'],
  ['INTERMEDIATE', '请选择级别'],
])('refuses a coded value without code and name %#', (raw, message) =>
  expect(read(fields.level, raw)).toMatchObject({ ok: false, message }),
);

it('names the place of a nested issue, keeps the draft and relies on whole rows only', () => {
  const half = { name: '教师', posts: [{ post: '教师', period: { from: '2020-01-01' } }] };
  const parsed = parseFields(fields, { ...good, titles: [title, half] });
  expect(parsed).toMatchObject({
    ok: false,
    draft: { titles: [title, { name: '教师', posts: [{ post: '教师', period: { from: '2020-01-01' } }] }] },
    issues: [
      { field: 'titles.1.mode', message: '现有职称第2条：请选择方式', blank: true },
      { field: 'titles.1.posts.0.period', message: '现有职称第2条：评聘情况第1条：请选择结束日期', blank: true },
      { field: 'titles.1.posts.0.proof', blank: true },
    ],
  });
  expect(!parsed.ok && onlyBlanks(parsed.issues)).toBe(true);
  expect(partial(parsed).titles).toEqual([title]);
});

it('tells wrong from unfinished inside nested rows', () => {
  const parsed = parseFields(fields, { ...good, titles: [{ ...title, name: '坏' }] });
  expect(parsed).toMatchObject({ issues: [{ field: 'titles.0.name', message: '现有职称第1条：资格名称有误' }] });
  expect(!parsed.ok && onlyBlanks(parsed.issues)).toBe(false);
});

it('keeps links in a draft while what is said about them is missing', () => {
  const parsed = parseFields(fields, { ...good, cases: [{ entry: 'e1' }, { entry: 'e2', extra: { group: '甲' } }] });
  expect(parsed).toMatchObject({
    draft: { cases: [{ entry: 'e1' }, { entry: 'e2', extra: { group: '甲' } }] },
    issues: [
      { field: 'cases.0.extra.group', message: '病案第1条：请选择组', blank: true },
      { field: 'cases.0.extra.scan', blank: true },
      { field: 'cases.1.extra.scan', blank: true },
    ],
  });
  expect(partial(parsed).cases).toBeUndefined();
  expect(read(fields.cases, [{ entry: 'e1' }, { entry: 'e1' }])).toMatchObject({ message: '病案第2条重复' });
});

it('holds the number of sub-rows', () => {
  expect(read(fields.titles, [])).toMatchObject({ message: '请填写现有职称', blank: true });
  expect(read(fields.titles, [title, title, title])).toMatchObject({ message: '现有职称最多2条' });
  expect(read(fields.titles, ['x'])).toMatchObject({ message: '现有职称格式不正确' });
});

it('finds files, codes and links wherever they are', () => {
  expect(filesIn(fields, good).map(({ path, file: { id } }) => [path, id])).toEqual([
    ['titles.0.posts.0.proof', 'p1'],
    ['cases.0.extra.scan', 's1'],
  ]);
  expect(codedIn(fields, good).map(({ path, dictionary, code }) => [path, dictionary, code])).toEqual([
    ['level', 'titleLevel', 'INTERMEDIATE'],
    ['place', 'region', '340121'],
    ['titles.0.mode', 'mode', 'REVIEW'],
  ]);
  expect(leavesIn(fields, {}).map(({ path }) => path)).toEqual(['level', 'place', 'cases']);
  const entity = defineEntity({ code: 'x', label: 'x', group: '工作业绩', fields, columns: [], sample: good });
  expect(entriesLinkedBy(entity, good)).toEqual([{ entity: target, entry: 'e1' }]);
});

it('writes names from codes and leaves everything else alone', () => {
  const named = nameCoded(fields, good, (dictionary, code) => (code === 'REVIEW' ? `${dictionary}!` : undefined));
  expect(named).toEqual({ ...good, titles: [{ ...title, mode: { code: 'REVIEW', name: 'mode!' } }] });
  expect(nameCoded(fields, {}, () => 'x')).toEqual({});
});

it('prints nested rows and sees a change inside links that print alike', () => {
  expect(show(fields.titles, [title])).toBe('教师 评审 教师 2020-01-01 至 今 p1.pdf');
  const other = { ...good, cases: [{ entry: 'e2', extra: good.cases[0]?.extra }] };
  expect(diff(fields, partial(parseFields(fields, good)), partial(parseFields(fields, other)))).toEqual([
    { field: 'cases', label: '病案', before: '1条', after: '1条' },
  ]);
});

it('[MS.46] words empty controls', () =>
  expect(
    [text('项目名称'), date('发表日期'), text('发布刊物', { placeholder: '未正式发表请填写无' })].map(placeholderOf),
  ).toEqual(['请输入 项目名称', '请选择 发表日期', '未正式发表请填写无']));
