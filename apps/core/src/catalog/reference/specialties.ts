import { technicalSpecialties } from './technical-specialties.ts';
import type { Specialty } from './types.ts';

// Two digits per subject that never change; a subject keeps its number over all stages.
const subjects: Record<string, string> = {
  语文: '01',
  数学: '02',
  英语: '03',
  俄语: '04',
  日语: '05',
  思想政治: '06',
  道德与法治: '07',
  历史: '08',
  地理: '09',
  物理: '10',
  化学: '11',
  生物: '12',
  科学: '13',
  信息科技: '14',
  信息技术: '15',
  通用技术: '16',
  体育与健康: '17',
  音乐: '18',
  美术: '19',
  艺术: '20',
  综合实践活动: '21',
  劳动: '22',
  心理健康教育: '23',
  特殊教育: '24',
  幼儿教育: '25',
  教育管理: '26',
  电化教育: '27',
  实验教学: '28',
};

const inEveryStage = ['体育与健康', '音乐', '美术', '艺术', '综合实践活动', '劳动', '心理健康教育', '特殊教育'];
const supporting = ['教育管理', '电化教育', '实验教学'];

// Research staff (教研员) declare in the subject they work on, so they have no entry of their own.
const stages: { digit: string; stage: string; subjects: string[] }[] = [
  {
    digit: '3',
    stage: '中学',
    subjects: [
      ...['语文', '数学', '英语', '俄语', '日语', '思想政治', '道德与法治', '历史', '地理', '物理', '化学', '生物'],
      ...['科学', '信息科技', '信息技术', '通用技术', ...inEveryStage, ...supporting],
    ],
  },
  {
    digit: '2',
    stage: '小学',
    subjects: ['语文', '数学', '英语', '道德与法治', '科学', '信息科技', ...inEveryStage, ...supporting],
  },
  { digit: '1', stage: '幼儿园', subjects: ['幼儿教育', '特殊教育', '教育管理'] },
];

function codeOf(digit: string, subject: string): string {
  const number = subjects[subject];
  if (number === undefined) throw new Error(`No number for subject ${subject}`);
  return `22${digit}${number}`;
}

/** Of series whose own list has not come yet: the specialties that the guides name (AH-40.02). */
const namedByGuides: readonly Omit<Specialty, 'ordinal'>[] = [
  { code: '04101', series: '04', group: '临床医学', name: '重症医学' },
  { code: '04201', series: '04', group: '公共卫生', name: '计划生育' },
  { code: '21101', series: '21', group: '医药卫生', name: '营养与保健' },
];

/** Of school teachers: stage and subject (中学语文); kindergartens teach 幼儿教育. */
const ofTeachers: readonly Omit<Specialty, 'ordinal'>[] = stages.flatMap(({ digit, stage, subjects: taught }) =>
  taught.map((subject) => ({
    code: codeOf(digit, subject),
    series: '22',
    group: stage,
    name: `${stage}${subject}`,
  })),
);

export const specialties: Specialty[] = [...ofTeachers, ...namedByGuides, ...technicalSpecialties].map(
  (specialty, index) => ({
    ...specialty,
    ordinal: index + 1,
  }),
);
