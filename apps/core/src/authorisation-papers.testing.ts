import { randomUUID } from 'node:crypto';
import { AUDITOR_ROLES, type AuditorRole } from '@zhicheng/workflow';
import type { Row } from './authorisation-matrix.testing.ts';
import type { ActingRole, AuthorisationWorld } from './authorisation-world.testing.ts';

const auditors = AUDITOR_ROLES;
const NOT_FOUND = { other: 'NOT_FOUND' } as const;
const waitingAt = (w: AuthorisationWorld, role: ActingRole) => w.waiting[role as AuditorRole];
const notice = ({ notice: { id } }: AuthorisationWorld) => ({ id, expectedVersion: 2 });
const dates = { from: '2026-11-23', until: '2026-11-27', place: '公告栏', contact: '示例', phone: '0000-0000' };

/** The papers beside the review form, and what the convening unit says of interviews. */
export const paperRows: Readonly<Record<string, Row>> = {
  'declarations.promiseLetter': { policy: ['applicant'], input: (w) => ({ id: w.draft.id }), ...NOT_FOUND },
  'declarations.materialList': {
    policy: ['applicant', ...auditors],
    input: (w, role) => ({ id: role === 'applicant' ? w.draft.id : waitingAt(w, role).declarationId }),
    ...NOT_FOUND,
  },
  'declarations.rosterPlans': { policy: auditors },
  'declarations.roster': {
    policy: auditors,
    input: (w, role) => ({ planId: waitingAt(w, role).planId }),
    ...NOT_FOUND,
  },
  'declarations.notices': { policy: ['employer'] },
  'declarations.newNotices': { policy: ['employer'] },
  'declarations.notice': { policy: ['employer'], input: (w) => ({ id: w.notice.id }), ...NOT_FOUND },
  'declarations.createNotice': {
    policy: ['employer'],
    input: (w) => ({
      ...{ planId: w.waiting.employer.planId, declarationIds: [w.waiting.employer.declarationId] },
      ...{ raw: dates, idempotencyKey: randomUUID() },
    }),
    ...NOT_FOUND,
  },
  // It hangs for years yet.
  'declarations.concludeNotice': {
    policy: ['employer'],
    input: (w) => ({ ...notice(w), raw: { result: '无异议' } }),
    own: 'REFUSED',
    ...NOT_FOUND,
  },
  'declarations.recordObjection': {
    policy: ['employer'],
    input: (w) => ({
      ...notice(w),
      ...{ declarationId: w.waiting.department.declarationId, raw: { objection: '示例异议' } },
    }),
    ...NOT_FOUND,
  },
  'declarations.settleObjection': {
    policy: ['employer'],
    input: (w) => ({
      ...notice(w),
      ...{ objectionId: w.notice.objectionId, raw: { settlement: '已核实', upheld: '不影响推荐' } },
    }),
    ...NOT_FOUND,
  },
  // Somebody has objected.
  'declarations.removeNotice': { policy: ['employer'], input: notice, own: 'REFUSED', ...NOT_FOUND },
  'declarations.interviews': { policy: ['convening'] },
  'declarations.interviewPlan': { policy: ['convening'], input: (w) => ({ planId: w.planId }), ...NOT_FOUND },
  'declarations.arrangeInterview': {
    policy: ['convening'],
    input: (w) => ({
      planId: w.planId,
      raw: { heldOn: '2026-12-20', period: '上午', place: '示例地点' },
      expectedVersion: null,
    }),
    ...NOT_FOUND,
  },
  'declarations.decideExemption': {
    policy: ['convening'],
    input: (w) => ({ id: w.exemption.id, grant: true, opinion: '', expectedVersion: 1 }),
    ...NOT_FOUND,
  },
};
