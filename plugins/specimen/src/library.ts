import {
  addYears,
  checkbox,
  choice,
  choices,
  coded,
  date,
  dateRange,
  decimal,
  defineEntity,
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
} from '@zhicheng/series-kit';

const group = '行业专用';
const proof = { id: 'f1', name: '证明.pdf', bytes: 1000 };

/** Every kind that a spreadsheet can carry. */
export const record = defineEntity({
  code: 'specimen-record',
  label: '样本记录',
  group,
  exclusive: true,
  importable: true,
  batchSubmit: true,
  unique: ['number'],
  sole: { outcome: '治愈' },
  searchHint: '请输入编号、姓名进行查询',
  fields: {
    number: text('编号', { max: 20, search: true, pattern: /^[A-Z0-9-]+$/ }),
    patient: person('姓名', { search: true, masked: 'name' }),
    age: integer('年龄', { max: 120, unit: '岁' }),
    cost: optional(decimal('费用', { unit: '万元' })),
    openedOn: date('建立日期'),
    period: dateRange('起止日期', { labels: { from: '入院日期', to: '出院日期' } }),
    year: year('年度'),
    outcome: choice('结果', ['治愈', '好转', '其他']),
    roles: choices('参与形式', ['主持', '参与']),
    level: coded('发表级别', 'publicationLevel'),
    first: checkbox('是否第一作者'),
    place: region('所在地区'),
    description: optional(longText('说明')),
    evidence: optional(files('佐证材料')),
  },
  columns: ['number', 'patient', 'period', 'outcome'],
  check: ({ openedOn, period }) =>
    openedOn < period.from ? [{ field: 'openedOn', message: '建立日期不能早于入院日期' }] : [],
  sample: {
    number: 'R-1',
    patient: '示例病人',
    age: 45,
    cost: '1.50',
    openedOn: '2025-03-05',
    period: { from: '2025-03-01', to: null },
    year: 2025,
    outcome: '治愈',
    roles: ['主持', '参与'],
    level: { code: 'CORE', name: '核心期刊' },
    first: true,
    place: { code: '340121', name: '长丰县' },
    description: '样本',
  },
});

const RECENT_YEARS = 5;

/** Links with extras, rows within rows, fields that depend on another, a check across links, an upcaster. */
export const work = defineEntity({
  code: 'specimen-work',
  label: '样本成果',
  group,
  exclusive: true,
  adjustable: true,
  version: 2,
  history: {
    1: { name: '旧成果', done: '2024-05-01', templated: true, records: [{ entry: 'r1', extra: { group: '对照组' } }] },
  },
  upcast: { 1: ({ done, name, ...old }) => ({ ...old, title: name, finishedOn: done, parts: [] }) },
  dialogTitle: '新增样本成果',
  note: '注: 样本系列只供测试使用。',
  searchHint: '请输入成果名称进行查询',
  similar: ['title'],
  list: { status: '状态', submittedOn: '申报时间', source: true, headings: { records: '记录数量' } },
  fields: {
    title: text('成果名称', { search: true }),
    finishedOn: date('完成日期'),
    templated: checkbox('是否模板录入'),
    records: optional(links('记录列表', record, { extras: { group: choice('分类', ['观察组', '对照组']) } })),
    scans: optional(files('记录附件', { types: ['pdf'], maxMB: 10, maxCount: 2 })),
    parts: optional(
      rows(
        '组成部分',
        {
          name: text('部分名称'),
          level: coded('级别', 'titleLevel'),
          proof: files('部分材料'),
          steps: optional(rows('步骤', { on: date('日期'), proof: optional(files('步骤材料')) }, { max: 3 })),
        },
        { max: 5, itemLabel: '部分' },
      ),
    ),
  },
  columns: ['title', 'finishedOn', 'records'],
  when: { records: { templated: true }, scans: { templated: false } },
  check: ({ records }, { today, linked }) =>
    linked(record, records)
      .filter(({ row }) => row.period.from < addYears(today, -RECENT_YEARS))
      .map(({ row }) => ({ field: 'records', message: `记录${row.number}不在近${RECENT_YEARS}年内` })),
  flowName: ({ title }) => `提交样本成果${title}`,
  sample: {
    title: '样本成果一',
    finishedOn: '2025-06-01',
    templated: true,
    records: [{ entry: 'r1', extra: { group: '观察组' } }],
    parts: [
      {
        name: '第一部分',
        level: { code: 'INTERMEDIATE', name: '中级' },
        proof: [proof],
        steps: [{ on: '2025-05-01', proof: [proof] }],
      },
    ],
  },
});

/** Filled from an official register as well as by hand. */
export const service = defineEntity({
  code: 'specimen-service',
  label: '样本服务',
  group: '对外援助',
  register: { waives: ['evidence'] },
  fields: {
    unit: text('服务单位', { search: true }),
    period: dateRange('起止日期'),
    weeks: integer('周数', { max: 53, unit: '周', widget: 'weeks' }),
    evidence: files('佐证材料'),
  },
  columns: ['unit', 'period', 'weeks'],
  sample: { unit: '示例医院', period: { from: '2025-01-01', to: '2025-12-31' }, weeks: 40, evidence: [proof] },
});
