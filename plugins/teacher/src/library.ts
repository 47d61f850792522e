import { choice, dateRange, defineEntity, files, integer, optional, region, text } from '@zhicheng/series-kit';
import { sampleFile } from '@zhicheng/plugin-common';

// Teachers' own entities stand in the group 能力条件; 行业专用 is for health (GP.92).
const group = '能力条件';
const scans = { types: ['png', 'jpg', 'pdf'], maxMB: 10 };

/** 乡村任教或支教. Fields are our design: the guides name the section only (GP.23, GP.93). */
export const ruralTeaching = defineEntity({
  code: 'rural-teaching',
  label: '乡村任教或支教',
  group,
  exclusive: true,
  searchHint: '请输入学校名称、任教学科进行查询',
  fields: {
    school: text('学校名称', { search: true }),
    kind: choice('学校类型', ['乡村学校', '薄弱学校', '支教学校', '交流学校'], {
      note: '由原单位派出支教、交流的，按派出文件的写法选择。',
    }),
    place: region('所在地区'),
    township: optional(text('所在乡镇')),
    period: dateRange('起止日期'),
    subject: text('任教学科', { search: true }),
    weeklyLessons: optional(integer('周课时', { max: 60, note: '平均每周实际上课的节数。' })),
    dispatch: optional(files('派出文件', { ...scans, note: '教育主管部门或学校派出支教、交流的文件，有的请上传。' })),
    evidence: files('佐证材料', scans),
  },
  columns: ['school', 'kind', 'place', 'period', 'subject'],
  sample: {
    school: '示例县示例乡中心学校',
    kind: '乡村学校',
    place: { code: '340121', name: '长丰县' },
    period: { from: '2022-09-01', to: '2023-08-31' },
    subject: '语文',
    weeklyLessons: 14,
    evidence: [sampleFile],
  },
});

/** 班主任工作经历 as a record, so that its length can be computed (GP.92). */
export const classTeacher = defineEntity({
  code: 'class-teacher',
  label: '班主任工作经历',
  group,
  exclusive: true,
  searchHint: '请输入学校名称、班级进行查询',
  fields: {
    schoolYear: text('学年', {
      max: 20,
      placeholder: '如 2023-2024学年',
      note: '连续几年可以录一条，如“2020-2023学年”。',
    }),
    school: text('学校名称', { search: true }),
    className: text('班级', { max: 50, search: true }),
    period: dateRange('起止日期'),
    pupils: optional(integer('学生人数', { max: 200 })),
    evidence: files('佐证材料', scans),
  },
  columns: ['schoolYear', 'school', 'className', 'period'],
  sample: {
    schoolYear: '2020-2023学年',
    school: '示例市第一中学',
    className: '高一（1）班',
    period: { from: '2020-09-01', to: '2023-08-31' },
    evidence: [sampleFile],
  },
});
