import * as common from '@zhicheng/plugin-common';
import { defineSeries, optional } from '@zhicheng/series-kit';
import { criteria } from './criteria.ts';
import { classTeacher, ruralTeaching } from './library.ts';
import { reviewForm } from './review-form.ts';
import { sections } from './sections.ts';

/** 中小学教师（含幼儿园）. */
export const teacher = defineSeries({
  code: 'teacher',
  label: '中小学教师',
  kit: 1,
  levels: [
    { code: 'FULL_SENIOR', label: '正高级教师' },
    { code: 'ASSOCIATE_SENIOR', label: '高级教师' },
    { code: 'INTERMEDIATE', label: '一级教师' },
    { code: 'JUNIOR_ASSISTANT', label: '二级教师' },
    { code: 'JUNIOR_TECHNICIAN', label: '三级教师' },
  ],
  specialties: [
    ...['语文', '数学', '英语', '道德与法治', '历史', '地理', '物理', '化学', '生物'].map(
      (subject) => `中学${subject}`,
    ),
    ...['语文', '数学', '英语', '道德与法治', '科学'].map((subject) => `小学${subject}`),
    '幼儿园幼儿教育',
  ],
  library: [...common.sharedLibrary, ruralTeaching, classTeacher],
  sections,
  unitSlots: {
    ...common.unitSlots,
    schoolForm: optional(common.unitSlot('中小学教师职称评审学校申报材料提交表', 2)),
  },
  criteria,
  reviewForm,
  kindForm: common.kindForm,
  rosterFacts: common.rosterFacts,
});

export * from './library.ts';
export * from './sections.ts';
