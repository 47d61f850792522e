import {
  choice,
  choices,
  date,
  dateRange,
  decimal,
  defineEntity,
  files,
  integer,
  longText,
  optional,
  text,
} from '@zhicheng/series-kit';
import { sampleFile } from './personal-library.ts';

const group = '工作业绩';
const scans = { types: ['png', 'jpg', 'pdf'], maxMB: 10, maxCount: 10 };
const levels = ['国家级', '省部级', '市厅级', '县级', '单位自立'] as const;
const categoryPlaceholder = '请填写项目属于何重点项目 (计划) 或基金项目等信息';
/** AH-12.15. */
const categoryNote =
  '项目类别指项目属于何重点项目（计划）或基金项目，如国家自然科学基金、863计划、安徽省年度重点项目及其他基金重点项目等。';
const rankNote = '在成果证明材料的名单中排第几位。';

/** 科研(基金)项目: its fields are our design (GP.23). */
export const researchProject = defineEntity({
  code: 'research-project',
  label: '科研(基金)项目',
  group,
  searchHint: '请输入项目名称、项目编号、批准单位进行查询',
  fields: {
    name: text('项目名称', { search: true }),
    number: optional(text('项目编号', { max: 50, search: true })),
    period: dateRange('起止日期'),
    category: text('项目类别', { placeholder: categoryPlaceholder, note: categoryNote }),
    level: choice('项目级别', levels),
    approver: text('批准单位', { search: true }),
    funds: optional(decimal('项目经费', { unit: '万元', scale: 2, initial: '0.00' })),
    status: choice('项目状态', ['在研', '已结题']),
    role: choices('参与形式', ['主持', '参与']),
    rank: integer('个人排名', { min: 1, max: 1000, note: rankNote }),
    duties: optional(longText('本人职责', { max: 300 })),
    evidence: optional(files('佐证材料', scans)),
  },
  columns: ['name', 'period', 'level', 'approver', 'role'],
  sample: {
    name: '示例课题：区域教研方式的研究',
    period: { from: '2023-01-01', to: '2024-12-31' },
    category: '省教育科学规划课题',
    level: '省部级',
    approver: '示例省教育科学规划办公室',
    status: '已结题',
    role: ['主持'],
    rank: 1,
  },
});

/** 主持参与工程技术项目 (AH-12.04 to 12.15). */
export const engineeringProject = defineEntity({
  code: 'engineering-project',
  label: '主持参与工程技术项目',
  group,
  searchHint: '请输入项目名称、项目参与人员进行查询',
  fields: {
    name: text('项目名称', { search: true }),
    period: dateRange('起止日期'),
    category: text('项目类别', {
      placeholder: categoryPlaceholder,
      note: categoryNote,
    }),
    amount: optional(decimal('项目金额', { unit: '万元', scale: 2, initial: '0.00' })),
    role: choices('参与形式', ['主持', '参与']),
    participants: text('项目参与人员', { max: 200, search: true }),
    scale: optional(text('项目规模')),
    description: optional(longText('项目描述', { max: 300 })),
    duties: optional(longText('本人职责', { max: 300 })),
    evidence: optional(files('佐证材料', { types: ['jpg', 'pdf'], maxMB: 30, maxCount: 10 })),
  },
  columns: ['name', 'period', 'category', 'role'],
  sample: {
    name: '示例河道整治工程',
    period: { from: '2022-03-01', to: '2024-06-30' },
    category: '省年度重点项目',
    amount: '120.50',
    role: ['主持', '参与'],
    participants: '示例甲、示例乙',
  },
});

/** 成果采纳运用推广: fields by GP.23. */
export const adoption = defineEntity({
  code: 'adoption',
  label: '成果采纳运用推广',
  group,
  searchHint: '请输入成果名称、采纳单位进行查询',
  fields: {
    name: text('成果名称', { search: true }),
    kind: choice('成果形式', ['采纳', '运用', '推广'], {
      note: '采纳：被有关部门或单位采用为决策、方案；运用：用于实际工作；推广：在本单位以外使用。',
    }),
    adopter: text('采纳单位', { search: true }),
    level: choice('采纳级别', ['国家级', '省部级', '市厅级', '县级', '单位']),
    adoptedOn: date('采纳日期'),
    rank: integer('个人排名', { min: 1, max: 1000, note: rankNote }),
    scope: optional(text('推广范围')),
    benefit: optional(longText('取得效益', { max: 300 })),
    duties: optional(longText('本人职责', { max: 300 })),
    evidence: optional(files('佐证材料', scans)),
  },
  columns: ['name', 'kind', 'adopter', 'level', 'adoptedOn'],
  sample: {
    name: '示例成果：分层作业设计',
    kind: '推广',
    adopter: '示例市教育局',
    level: '市厅级',
    adoptedOn: '2024-05-20',
    rank: 1,
  },
});

/** 制定标准: fields by GP.23. */
export const standardDrafting = defineEntity({
  code: 'standard-drafting',
  label: '制定标准',
  group,
  searchHint: '请输入标准名称、标准编号进行查询',
  fields: {
    name: text('标准名称', { search: true }),
    number: optional(text('标准编号', { max: 50, search: true, placeholder: '尚未发布可不填' })),
    kind: choice('标准类型', ['国际标准', '国家标准', '行业标准', '地方标准', '团体标准', '企业标准']),
    issuer: text('发布单位', { search: true }),
    issuedOn: date('发布日期'),
    effectiveOn: optional(date('实施日期')),
    role: choices('参与形式', ['主持', '参与']),
    rank: integer('个人排名', { min: 1, max: 1000, note: rankNote }),
    duties: optional(longText('本人职责', { max: 300 })),
    evidence: optional(files('佐证材料', scans)),
  },
  columns: ['name', 'number', 'kind', 'issuer', 'issuedOn'],
  check: ({ issuedOn, effectiveOn }) =>
    effectiveOn !== null && effectiveOn < issuedOn
      ? [{ field: 'effectiveOn', message: '实施日期不能早于发布日期' }]
      : [],
  sample: {
    name: '示例地方标准：校园安全管理规范',
    number: 'DB00/T 0001-2024',
    kind: '地方标准',
    issuer: '示例省市场监督管理局',
    issuedOn: '2024-03-01',
    role: ['参与'],
    rank: 3,
    evidence: [sampleFile],
  },
});
