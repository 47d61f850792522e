import * as common from '@zhicheng/plugin-common';
import { choice, formSection, integer, optional, text } from '@zhicheng/series-kit';
import { classTeacher, openLesson, ruralTeaching, STAGES, teachingResult } from './library.ts';

const LICENCES = ['幼儿园', '小学', '初级中学', '高级中学', '中等职业学校', '高等学校'] as const;

/** 教师资格证 and what is taught now (rules 2.3). Research staff may have none, so a plan decides whether it is required. */
export const licence = formSection({
  code: 'teaching-licence',
  label: '教师资格和任教情况',
  step: 'personal',
  group: '基本信息',
  hint: '在校任教的教师请填写；没有教师资格证的教研人员可以不填，以评审计划要求为准。',
  fields: {
    certificateNo: text('教师资格证号', { max: 20, pattern: /^[0-9A-Za-z]+$/, placeholder: '证书上的17位号码' }),
    kind: choice('资格种类', LICENCES),
    subject: text('资格证任教学科', { max: 30 }),
    stage: choice('现任教学段', STAGES),
    teaching: text('现任教学科', { max: 30 }),
    weeklyLessons: optional(integer('周课时', { max: 60, note: '本学年平均每周实际上课的节数。' })),
    observed: optional(integer('听评课节数', { max: 1000, note: '近一学年听课、评课的节数。' })),
  },
});

// The five blocks of AH-22.02; what fills them is GP.93.
const { block } = common;
export const ethics = block('思想政治', 'ethics-honours', common.honour);
export const rural = block('乡村任教或支教', 'rural-teaching', ruralTeaching, {
  hint: '时间按起止日期累计，重叠的只算一次。在乡村学校任教满30年的教师，单位推荐时可以按不占用岗位职数办理（未核实，以当年文件为准）。',
});
export const classes = block('能力条件', 'class-teacher', classTeacher);
export const lessons = block('能力条件', 'open-lessons', openLesson);
export const honours = block('业绩条件', 'performance-honours', common.honour);
export const results = block('业绩条件', 'teaching-results', teachingResult);
export const papers = block('教研科研条件', 'papers', common.paper);
export const books = block('教研科研条件', 'books', common.book);
export const projects = block('教研科研条件', 'research-projects', common.researchProject);

export const attachments = common.attachmentsWith({ classTeacher: optional(common.scanSlot('班主任工作经历')) });

const { profile, heldTitles, experiences, educations, trainings, assessments, exceptional, transfer } = common;
export const sections = [
  ...[profile, licence, heldTitles, experiences, educations, trainings, assessments, exceptional, transfer],
  ...[attachments, ethics, rural, classes, lessons, honours, results, papers, books, projects],
];
