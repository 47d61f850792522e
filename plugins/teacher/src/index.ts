import * as common from '@zhicheng/plugin-common';
import { defineSeries, optional } from '@zhicheng/series-kit';
import { criteria } from './criteria.ts';
import { classTeacher, openLesson, ruralTeaching, teachingResult } from './library.ts';
import { reviewForm } from './review-form.ts';
import { sections } from './sections.ts';

const everywhere = ['体育与健康', '音乐', '美术', '艺术', '综合实践活动', '劳动', '心理健康教育', '特殊教育'];
const supporting = ['教育管理', '电化教育', '实验教学'];
const science = ['科学', '信息科技'];
const languages = ['语文', '数学', '英语'];
/** Research staff (教研员) declare in the subject that they work on. */
const stages: readonly [stage: string, subjects: readonly string[]][] = [
  [
    '中学',
    [
      ...[...languages, '俄语', '日语', '思想政治', '道德与法治', '历史', '地理', '物理', '化学', '生物'],
      ...[...science, '信息技术', '通用技术', ...everywhere, ...supporting],
    ],
  ],
  ['小学', [...languages, '道德与法治', ...science, ...everywhere, ...supporting]],
  ['幼儿园', ['幼儿教育', '特殊教育', '教育管理']],
];

/** 中小学教师（含幼儿园）. */
export const teacher = defineSeries({
  code: 'teacher',
  label: '中小学教师',
  kit: 1,
  levels: common.fiveLevels('正高级教师', '高级教师', '一级教师', '二级教师', '三级教师'),
  specialties: stages.flatMap(([stage, subjects]) => subjects.map((subject) => `${stage}${subject}`)),
  library: [...common.sharedLibrary, ruralTeaching, classTeacher, openLesson, teachingResult],
  sections,
  unitSlots: {
    ...common.unitSlots,
    recommendation: {
      ...common.unitSlots.recommendation,
      note: '在乡村学校任教满30年、按不占用岗位职数推荐的，请在推荐意见和“是否占用职数”的说明中写明（未核实）。',
    },
    schoolForm: optional(common.unitSlot('中小学教师职称评审学校申报材料提交表', 2)),
  },
  criteria,
  reviewForm,
  kindForm: common.kindForm,
  rosterFacts: common.rosterFacts,
});

export * from './library.ts';
export * from './sections.ts';
