import { sampleFile } from '@zhicheng/plugin-common';
import { choice, dateRange, defineEntity, files, integer, optional, region, text, year } from '@zhicheng/series-kit';
import { complain } from './cases.ts';

const scans = { types: ['png', 'jpg', 'pdf'], maxMB: 10 };
const operations = { note: '同一台手术只在一栏中计数。' };

/** 临床工作量 of one year (rules-and-forms 3.4): what the unit counted, signed by its departments. */
export const workload = defineEntity({
  code: 'health-workload',
  label: '临床工作量',
  group: '工作业绩',
  ...{ exclusive: true, unique: ['year'] as const, searchHint: '请输入科室进行查询' },
  fields: {
    year: year('年度'),
    department: text('科室', { search: true }),
    weeks: integer('参加临床工作周数', { max: 53, unit: '周' }),
    clinicUnits: integer('门诊工作量', { max: 2000, unit: '单元', note: '4小时为一个单元，急诊、透析等同样折算。' }),
    discharges: optional(integer('出院人数', { max: 20_000, unit: '人' })),
    chiefOperations: optional(integer('手术（主刀）', { max: 5000, unit: '例', ...operations })),
    assistedOperations: optional(integer('手术（一助）', { max: 5000, unit: '例', ...operations })),
    endoscopies: optional(integer('内镜诊疗', { max: 50_000, unit: '人次' })),
    therapeuticEndoscopies: optional(integer('其中治疗性内镜', { max: 50_000, unit: '人次' })),
    evidence: files('佐证材料', { ...scans, note: '由病案、医务等部门统计并盖章的工作量证明。' }),
  },
  columns: ['year', 'department', 'weeks', 'clinicUnits', 'discharges', 'chiefOperations', 'assistedOperations'],
  flowName: (row) => `提交${row.year}年度临床工作量情况`,
  check: ({ year: counted, endoscopies, therapeuticEndoscopies }, { today }) => [
    ...complain(counted > Number(today.slice(0, 4)), 'year', '年度不能晚于今年'),
    ...complain((therapeuticEndoscopies ?? 0) > (endoscopies ?? 0), 'therapeuticEndoscopies', '不能多于内镜诊疗人次'),
  ],
  sample: { year: 2025, department: '呼吸内科', weeks: 42, clinicUnits: 120, discharges: 300, evidence: [sampleFile] },
});

/** 支援基层 as a record, so that its months can be added up (rules-and-forms 3.4; fields by GP.23). */
export const grassrootsService = defineEntity({
  code: 'grassroots-service',
  label: '支援基层',
  group: '能力条件',
  ...{ exclusive: true, searchHint: '请输入服务单位进行查询' },
  fields: {
    host: text('服务单位', { search: true }),
    tier: choice('服务单位层级', ['县级', '乡镇（社区）', '对口支援单位', '其他']),
    place: region('所在地区'),
    period: dateRange('服务起止'),
    work: optional(text('承担工作', { max: 200 })),
    evidence: files('证明材料', { ...scans, note: '派出单位和服务单位盖章的证明。' }),
  },
  columns: ['host', 'tier', 'place', 'period'],
  sample: {
    ...{ host: '示例县示例镇卫生院', tier: '乡镇（社区）', place: { code: '340121', name: '长丰县' } },
    ...{ period: { from: '2023-01-01', to: '2023-12-31' }, evidence: [sampleFile] },
  },
});
