import type { PlanDetailData } from '../features/plans/plan-detail.tsx';

const day = (text: string) => new Date(`${text}T01:30:00Z`);

/** A plan as `plans.get` answers it. */
export const PLAN: PlanDetailData = {
  id: 'plan-1',
  year: 2026,
  name: '2026年度示例市中小学教师系列高级职称评审',
  committee: '示例市中小学教师系列高评委',
  levelLabel: '高级',
  planType: '常规',
  declareFrom: day('2026-11-01'),
  declareUntil: day('2026-12-15'),
  auditUntil: day('2027-01-31'),
  repairUntil: null,
  extended: null,
  phase: 'open',
  recommended: false,
  office: '示例市职改办',
  kinds: ['REGULAR', 'EXCEPTIONAL'],
  publisher: '示例省人力资源和社会保障厅',
  publishedAt: day('2026-10-20'),
  contact: { person: '示例联系人', phone: '0000-0000 0021', address: '示例路 2 号' },
  scope: '本市各类单位的专业技术人员。',
  content: '在申报期内填写并提交。',
  attachments: [],
  interview: false,
  fee: '',
  seriesCode: '21',
  seriesName: '中等职业学校教师',
  institutionCategories: [],
  specialties: [{ id: 's1', name: '营养与保健' }],
  titles: [{ id: 't1', name: '高级讲师', level: 'ASSOCIATE_SENIOR' }],
};
