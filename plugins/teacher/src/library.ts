import {
  choice,
  date,
  dateRange,
  defineEntity,
  files,
  integer,
  longText,
  optional,
  region,
} from '@zhicheng/series-kit';
import { text } from '@zhicheng/series-kit';
import { sampleFile } from '@zhicheng/plugin-common';

// Teachers' own entities stand in the group 能力条件; 行业专用 is for health (GP.92). Fields are our design: the guides
// name the sections only (GP.23, GP.93).
const own = { group: '能力条件', exclusive: true } as const;
const scans = { types: ['png', 'jpg', 'pdf'], maxMB: 10 };
const evidence = files('佐证材料', scans);
export const STAGES = ['幼儿园', '小学', '初中', '高中', '特殊教育'] as const;
const weekly = { max: 60, note: '平均每周实际上课的节数。' };
const years = { max: 20, placeholder: '如 2023-2024学年', note: '连续几年可以录一条，如“2020-2023学年”。' };
const sampleYears = { schoolYear: '2020-2023学年', school: '示例市第一中学' };

/** 乡村任教或支教: months are counted from the dates. */
export const ruralTeaching = defineEntity({
  ...own,
  code: 'rural-teaching',
  label: '乡村任教或支教',
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
    weeklyLessons: optional(integer('周课时', weekly)),
    dispatch: optional(files('派出文件', { ...scans, note: '教育主管部门或学校派出支教、交流的文件，有的请上传。' })),
    evidence,
  },
  columns: ['school', 'kind', 'place', 'period', 'subject'],
  sample: {
    ...{ school: '示例县示例乡中心学校', kind: '乡村学校', place: { code: '340121', name: '长丰县' } },
    ...{ period: { from: '2022-09-01', to: '2023-08-31' }, subject: '语文', weeklyLessons: 14, evidence: [sampleFile] },
  },
});

/** 班主任工作经历 as a record, so that its length can be computed (GP.92). */
export const classTeacher = defineEntity({
  ...own,
  code: 'class-teacher',
  label: '班主任工作经历',
  searchHint: '请输入学校名称、班级进行查询',
  fields: {
    schoolYear: text('学年', years),
    school: text('学校名称', { search: true }),
    className: text('班级', { max: 50, search: true }),
    period: dateRange('起止日期'),
    pupils: optional(integer('学生人数', { max: 200 })),
    evidence,
  },
  columns: ['schoolYear', 'school', 'className', 'period'],
  sample: {
    ...{ ...sampleYears, className: '高一（1）班', evidence: [sampleFile] },
    period: { from: '2020-09-01', to: '2023-08-31' },
  },
});

/** 公开课与教学竞赛. */
export const openLesson = defineEntity({
  ...own,
  code: 'open-lesson',
  label: '公开课与教学竞赛',
  searchHint: '请输入课题或竞赛名称、学科、组织单位进行查询',
  fields: {
    kind: choice('类型', ['公开课', '示范课或观摩课', '专题讲座', '教学竞赛']),
    name: text('课题或竞赛名称', { search: true }),
    stage: choice('学段', STAGES),
    subject: text('学科', { search: true }),
    level: choice('级别', ['国家级', '省级', '市级', '县级', '校级'], { note: '按组织单位的级别选择。' }),
    organiser: text('组织单位', { search: true }),
    heldOn: date('日期'),
    award: optional(text('获奖等次', { max: 20, placeholder: '没有评奖可不填' })),
    evidence,
  },
  columns: ['heldOn', 'kind', 'name', 'subject', 'level', 'award'],
  sample: {
    ...{ kind: '公开课', name: '示例课题：背影', stage: '初中', subject: '语文', level: '县级' },
    ...{ organiser: '示例区教研室', heldOn: '2024-04-18', evidence: [sampleFile] },
  },
});

/** 取得业绩 (AH-07.04): results of teaching and of guiding others. */
export const teachingResult = defineEntity({
  ...own,
  code: 'teaching-result',
  label: '取得业绩',
  searchHint: '请输入业绩名称、学科进行查询',
  fields: {
    schoolYear: text('学年', years),
    kind: choice('业绩类型', ['教学成绩', '指导青年教师', '指导学生获奖', '教育管理', '其他']),
    name: text('业绩名称', { search: true }),
    stage: choice('学段', STAGES),
    subject: text('学科', { search: true }),
    weeklyLessons: optional(integer('周课时', weekly)),
    observed: optional(integer('听评课节数', { max: 1000, note: '这一学年听课、评课的节数。' })),
    level: choice('认定级别', ['国家级', '省级', '市级', '县级', '校级']),
    result: longText('业绩说明', { max: 500 }),
    evidence,
  },
  columns: ['schoolYear', 'kind', 'name', 'subject', 'level'],
  sample: {
    ...{ schoolYear: '2023-2024学年', kind: '教学成绩', name: '示例年级语文学业水平', stage: '初中', subject: '语文' },
    ...{ level: '校级', result: '所教两个班学业水平测试成绩居年级前列。', evidence: [sampleFile] },
  },
});
