import { choice, dateRange, defineEntity, files, integer, longText, optional, text } from '@zhicheng/series-kit';

const scans = { types: ['png', 'jpg', 'pdf'], maxMB: 10, maxCount: 10 };

/** 专业能力情况: what every series may say under 能力条件, whose fields the guides do not give (AH-12.01, GP.23). */
export const ability = defineEntity({
  code: 'ability',
  label: '专业能力情况',
  group: '能力条件',
  searchHint: '请输入能力业绩名称、授予或组织单位进行查询',
  fields: {
    name: text('能力业绩名称', { search: true }),
    kind: choice('能力类型', [
      '专业技术工作',
      '技术攻关',
      '人才培养',
      '指导青年',
      '公开教学或学术报告',
      '竞赛获奖',
      '其他',
    ]),
    period: dateRange('起止日期'),
    organiser: optional(text('授予或组织单位', { search: true })),
    level: choice('级别', ['国家级', '省级', '市级', '县级', '单位级']),
    description: longText('能力情况说明', { max: 500 }),
    evidence: optional(files('佐证材料', scans)),
  },
  columns: ['name', 'kind', 'period', 'level'],
  sample: {
    name: '指导青年教师参加优质课评选',
    kind: '指导青年',
    period: { from: '2023-03-01', to: '2023-11-30' },
    organiser: '示例市教研室',
    level: '市级',
    description: '指导两名青年教师备课、磨课并参加评选。',
  },
});

/** 对外援助: fields by GP.23. The group has this one list (AH-12.01). */
export const foreignAid = defineEntity({
  code: 'foreign-aid',
  label: '对外援助',
  group: '对外援助',
  searchHint: '请输入受援地、受援单位、派出单位进行查询',
  fields: {
    kind: choice('援助类型', ['援外', '援疆', '援藏', '援青', '其他对口支援']),
    place: text('受援国家或地区', { search: true }),
    host: text('受援单位', { search: true }),
    dispatcher: text('派出单位', { search: true }),
    period: dateRange('起止日期'),
    post: optional(text('担任职务')),
    months: optional(integer('累计时长', { max: 600, unit: '月' })),
    task: longText('援助任务', { max: 300 }),
    outcome: optional(longText('主要成效', { max: 300 })),
    evidence: optional(files('佐证材料', scans)),
  },
  columns: ['kind', 'place', 'host', 'period'],
  sample: {
    kind: '援疆',
    place: '示例地区',
    host: '示例县第一中学',
    dispatcher: '示例市教育局',
    period: { from: '2022-02-20', to: '2023-07-15' },
    task: '承担高一数学教学，带教当地青年教师。',
  },
});
