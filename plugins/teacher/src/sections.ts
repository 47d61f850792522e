import * as common from '@zhicheng/plugin-common';
import { optional, pickSection } from '@zhicheng/series-kit';
import { classTeacher, ruralTeaching } from './library.ts';

const step = 'achievements';

// The five blocks of AH-22.02; what fills them is GP.93.
export const ethics = pickSection({
  code: 'ethics-honours',
  label: '获得荣誉',
  step,
  group: '思想政治',
  entity: common.honour,
});
export const rural = pickSection({
  code: 'rural-teaching',
  label: '乡村任教或支教',
  step,
  group: '乡村任教或支教',
  entity: ruralTeaching,
});
export const classes = pickSection({
  code: 'class-teacher',
  label: '班主任工作经历',
  step,
  group: '能力条件',
  entity: classTeacher,
});
export const honours = pickSection({
  code: 'performance-honours',
  label: '获得荣誉',
  step,
  group: '业绩条件',
  entity: common.honour,
});
export const papers = pickSection({
  code: 'papers',
  label: '论文发表情况',
  step,
  group: '教研科研条件',
  entity: common.paper,
});
export const books = pickSection({
  code: 'books',
  label: '著(译)作(教材)',
  step,
  group: '教研科研条件',
  entity: common.book,
});
export const projects = pickSection({
  code: 'research-projects',
  label: '科研(基金)项目',
  step,
  group: '教研科研条件',
  entity: common.researchProject,
});

export const attachments = common.attachmentsWith({ classTeacher: optional(common.scanSlot('班主任工作经历')) });

const { profile, heldTitles, experiences, educations, trainings, assessments, exceptional, transfer } = common;
export const sections = [
  ...[profile, heldTitles, experiences, educations, trainings, assessments, exceptional, transfer, attachments],
  ...[ethics, rural, classes, honours, papers, books, projects],
];
