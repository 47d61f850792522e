import type { Card } from '../features/declarations/record-card.tsx';

const day = (text: string) => new Date(`${text}T01:30:00Z`);
const STEPS = [
  ['declare', '申报'],
  ['employer', '单位审核'],
  ['department', '主管部门'],
  ['hrss', '人社部门'],
  ['convening', '组建单位'],
  ['approved', '审核通过'],
] as const;

/** The six steps, passed up to the one that is current. */
export const trackerAt = (current: number): Card['tracker'] =>
  STEPS.map(([key, label], index) => ({
    ...{ key, label, note: index === current ? '示例市第一中学' : '', count: '' },
    face: index < current ? 'done' : index === current ? 'now' : 'todo',
  }));

/** A record as `declarations.overview` answers it, in 编辑中. */
export const CARD: Card = {
  id: 'd1',
  version: 1,
  recordNo: 'ZC-2026-000001',
  planId: 'plan-1',
  planName: '2026年度示例市中小学教师系列高级职称评审',
  year: 2026,
  committee: '示例市中小学教师系列高评委',
  specialty: '中学语文',
  title: '高级教师',
  level: 'ASSOCIATE_SENIOR',
  levelLabel: '副高级',
  kind: 'REGULAR',
  kindLabel: '常规申报',
  interview: false,
  declareFrom: day('2026-11-01'),
  declareUntil: day('2026-12-15'),
  auditUntil: day('2027-01-31'),
  createdAt: day('2026-11-02'),
  submittedAt: null,
  state: 'draft',
  stateLabel: '编辑中',
  editable: true,
  workUntil: day('2026-12-15'),
  contactPhone: '0000-0000 0021',
  tracker: trackerAt(0),
  returned: null,
};

const submittedAt = day('2026-11-03');
/** The record in each state. */
export const CARDS: Readonly<Record<'draft' | 'inAudit' | 'returned' | 'approved', Card>> = {
  draft: CARD,
  inAudit: {
    ...CARD,
    ...{ state: 'inAudit', stateLabel: '审核中', editable: false, submittedAt, tracker: trackerAt(1) },
  },
  returned: {
    ...CARD,
    ...{ state: 'returned', stateLabel: '退回', submittedAt },
    returned: { by: '示例市第一中学', opinion: '附件不清晰', at: day('2026-11-05'), phone: null, goesOn: false },
  },
  approved: {
    ...CARD,
    ...{ state: 'approved', stateLabel: '审核通过', editable: false, submittedAt, tracker: trackerAt(6) },
  },
};
