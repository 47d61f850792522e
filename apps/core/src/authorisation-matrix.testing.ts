import { randomUUID } from 'node:crypto';
import { AUDITOR_ROLES, type AuditorRole } from '@zhicheng/workflow';
import { auditPathRows } from './authorisation-audit-path.testing.ts';
import { accountRows } from './authorisation-matrix-accounts.testing.ts';
import { paperRows } from './authorisation-papers.testing.ts';
import { taskRows } from './authorisation-tasks.testing.ts';
import type { ActingRole, AuthorisationWorld } from './authorisation-world.testing.ts';
import { EXPERIENCE } from './library/test-world.ts';
import { PERSON_FORM, UNIT_FORM } from './organisations/test-world.ts';
import type { ErrorBody, Policy } from './procedures.ts';

export type Outcome = 'OK' | ErrorBody['code'];

/** What a procedure answers whom; written out, so that a change of a policy is a change of this table. */
export interface Row {
  readonly policy: Policy;
  /** The object of whoever has it in this role; without, the procedure takes no input. */
  readonly input?: (world: AuthorisationWorld, role: ActingRole) => unknown;
  /** For whom it concerns. */
  readonly own?: Outcome | Partial<Record<ActingRole, Outcome>>;
  /** The same input from the same role elsewhere; NOT_FOUND wherever an object is named. */
  readonly other?: Outcome | Partial<Record<ActingRole, Outcome>>;
}

const auditors = AUDITOR_ROLES;
const anyOrganisation = [...AUDITOR_ROLES, 'operator'] as const;
const applicant = ['applicant'] as const;
const key = () => ({ idempotencyKey: randomUUID() });
const NOT_FOUND = { other: 'NOT_FOUND' } as const;

const free: Row = { policy: 'public' };
const waitingAt = (w: AuthorisationWorld, role: ActingRole) => w.waiting[role as AuditorRole];
const seriesCode = { seriesCode: '0' };

const catalog: Record<string, Row> = {
  'catalog.regions': free,
  'catalog.dictionaries': { ...free, input: () => ({ names: ['ethnicity'] }) },
  'catalog.dictionary': { ...free, input: () => ({ name: 'ethnicity' }) },
  'catalog.series': free,
  'catalog.titles': { ...free, input: () => seriesCode },
  'catalog.specialties': { ...free, input: () => seriesCode },
  'plans.list': { ...free, input: () => ({}) },
  'plans.facets': free,
  'plans.closingSoon': free,
  'plans.get': { ...free, input: (w) => ({ id: w.freePlanId }) },
};

const planners = ['convening', 'hrss', 'operator'] as const;
/** An HRSS bureau has its region's plans, operators all; the other bureau of this world has the same region. */
const plan = (input: (w: AuthorisationWorld) => object, answer: Outcome = 'OK'): Row => ({
  policy: planners,
  input,
  own: { convening: answer, hrss: answer, operator: answer },
  other: { convening: 'NOT_FOUND', hrss: answer, operator: answer },
});
const thePlan = (w: AuthorisationWorld) => ({ id: w.planId });
const latePlan = { declareUntil: new Date('2100-01-01'), repairUntil: null, auditUntil: new Date('2100-02-01') };
const unitPlan: Row = { policy: ['employer', 'department'], input: (w) => ({ planId: w.planId }) };

const plans: Record<string, Row> = {
  'plans.managed': { policy: planners, input: () => ({}) },
  'plans.bodies': { policy: planners },
  'plans.editor': plan(thePlan),
  'plans.preview': plan(thePlan),
  // There is no such series.
  'plans.start': {
    policy: planners,
    input: (w) => ({
      ...{ year: 2097, name: '示例评审计划', ...seriesCode, ...key() },
      conveningOrganisationId: w.auditors.convening.organisationId,
    }),
    own: 'INVALID',
    other: 'INVALID',
  },
  'plans.copy': plan((w) => ({ ...thePlan(w), ...key() })),
  'plans.save': plan((w) => ({ ...thePlan(w), expectedVersion: 2, data: {} }), 'INVALID'),
  'plans.dropChanges': plan((w) => ({ ...thePlan(w), expectedVersion: 2 }), 'CONFLICT'),
  // It is published, and nothing waits.
  'plans.removeDraft': plan((w) => ({ ...thePlan(w), expectedVersion: 2 }), 'CONFLICT'),
  'plans.publish': plan((w) => ({ ...thePlan(w), expectedVersion: 2 }), 'CONFLICT'),
  'plans.close': plan((w) => ({ ...thePlan(w), expectedVersion: 2, reason: '示例关闭' })),
  'plans.extensions': plan(thePlan),
  'plans.extensionTargets': plan((w) => ({ ...thePlan(w), keyword: '示例' })),
  'plans.extend': plan((w) => ({ ...thePlan(w), ...latePlan, reason: '示例延期' })),
  'plans.unitList': { policy: ['employer', 'department'], input: () => ({}) },
  'plans.recommend': { ...unitPlan, input: (w) => ({ planId: w.planId, on: true }) },
  'plans.commissionTargets': { policy: ['employer', 'department'] },
  // The plan's own body cannot be commissioned with it.
  'plans.commission': {
    ...unitPlan,
    input: (w) => ({ planId: w.planId, targetOrganisationId: w.auditors.convening.organisationId, note: '' }),
    own: 'INVALID',
    other: 'INVALID',
  },
  'plans.endCommission': unitPlan,
};

/** A form that this role has open; the operator's organisation alone has nothing to audit. */
const formOf = (w: AuthorisationWorld, role: ActingRole): string => {
  if (role === 'applicant') return `library/experience/${w.entry.draft.id}`;
  return role === 'operator' ? `task/${randomUUID()}` : `task/${waitingAt(w, role).taskId}`;
};
const versionOf = (w: AuthorisationWorld, role: ActingRole): number | null =>
  role === 'applicant' ? w.entry.draft.version : null;

const account: Record<string, Row> = {
  'files.info': { policy: 'account', input: (w, role) => ({ id: w.file[role] }), ...NOT_FOUND },
  'files.rename': { policy: 'account', input: (w, role) => ({ id: w.file[role], name: '新名字' }), ...NOT_FOUND },
  // Only a person has a picture here; a document of one's own is refused in words.
  'files.cropPhoto': {
    policy: 'account',
    input: (w, role) => ({
      id: role === 'applicant' ? w.ownPhoto : w.file[role],
      rect: { x: 0, y: 0, width: 413, height: 579 },
    }),
    own: { ...Object.fromEntries(anyOrganisation.map((role) => [role, 'INVALID'])), applicant: 'OK' },
    ...NOT_FOUND,
  },
  'drafts.read': {
    policy: 'account',
    input: (w, role) => ({ record: formOf(w, role) }),
    own: { operator: 'NOT_FOUND' },
    ...NOT_FOUND,
  },
  'drafts.keep': {
    policy: 'account',
    input: (w, role) => ({ record: formOf(w, role), baseVersion: versionOf(w, role), revision: null, raw: {} }),
    own: { operator: 'NOT_FOUND' },
    ...NOT_FOUND,
  },
  // Names no object but one's own text: that of others is not there.
  'drafts.discard': { policy: 'account', input: (w, role) => ({ record: formOf(w, role), revision: randomUUID() }) },
  'files.rotate': {
    policy: 'account',
    input: (w, role) => ({ id: role === 'applicant' ? w.ownPhoto : w.file[role], quarters: 1 }),
    own: { ...Object.fromEntries(anyOrganisation.map((role) => [role, 'INVALID'])), applicant: 'OK' },
    ...NOT_FOUND,
  },
  'notifications.list': { policy: 'account', input: () => ({}) },
  'notifications.unread': { policy: 'account' },
  'notifications.markRead': { policy: 'account', input: () => ({}) },
  'identity.me': { policy: 'account' },
  'identity.switchAssignment': {
    policy: 'account',
    input: (w, role) => ({ assignmentId: w.insider[role].assignmentId }),
    ...NOT_FOUND,
  },
};

const postQuotas: Record<string, Row> = {
  'postQuotas.list': { policy: ['employer'] },
  'postQuotas.get': { policy: ['employer'], input: (w) => ({ id: w.quota.id }), ...NOT_FOUND },
  'postQuotas.save': {
    policy: ['employer'],
    input: (w) => ({ id: w.quota.id, expectedVersion: w.quota.version, form: { year: 2024 }, ...key() }),
    ...NOT_FOUND,
  },
  'postQuotas.remove': {
    policy: ['employer'],
    input: (w) => ({ id: w.quota.id, expectedVersion: w.quota.version }),
    ...NOT_FOUND,
  },
  // This province locks quotas by 确认: none is ever before a bureau.
  'postQuotas.auditView': {
    policy: ['hrss'],
    input: (w) => ({ processId: w.quota.id }),
    own: 'NOT_FOUND',
    ...NOT_FOUND,
  },
};

const person: Record<string, Row> = {
  'identity.profile': { policy: applicant },
  // From the version that the insider's row has: the outsider writes his own row, or is told that he is late.
  'identity.updateProfile': {
    policy: applicant,
    input: () => ({ form: { ...PERSON_FORM, mobile: '10000000001', seriesCode: 'specimen' }, expectedVersion: 2 }),
  },
  'identity.setPhoto': { policy: applicant, input: (w) => ({ fileId: w.ownPhoto }), ...NOT_FOUND },
  'identity.registerPerson': {
    policy: applicant,
    input: () => ({ form: PERSON_FORM, ...key() }),
    own: 'CONFLICT',
    other: 'CONFLICT',
  },
  'organisations.search': { policy: applicant, input: () => ({ keyword: '示例' }) },
  'organisations.requestBinding': {
    policy: applicant,
    input: (w) => ({ organisationId: w.outsider.employer.organisationId, ...key() }),
    // GP.38: his declarations are under audit.
    own: 'REFUSED',
  },
  'organisations.bindingStatus': { policy: applicant },
};

const unit: Record<string, Row> = {
  'organisations.mine': { policy: anyOrganisation },
  'organisations.registerUnit': {
    policy: ['employer'],
    input: () => ({ form: UNIT_FORM, expectedVersion: 1 }),
    own: 'CONFLICT',
    other: 'CONFLICT',
  },
  'organisations.updateUnit': { policy: anyOrganisation, input: () => ({ form: UNIT_FORM, expectedVersion: 1 }) },
  'organisations.people': { policy: ['employer', 'department'], input: () => ({}) },
  'organisations.bindingView': {
    policy: ['employer', 'department'],
    input: (w, role) => ({ processId: w.binding[role === 'department' ? role : 'employer'] }),
    ...NOT_FOUND,
  },
  'library.unitMenu': { policy: ['employer'] },
  'library.unitList': { policy: ['employer'], input: () => ({ entity: 'experience' }) },
  'library.auditView': { policy: ['employer'], input: (w) => ({ processId: w.entryProcess }), ...NOT_FOUND },
};

const moved = (kind: 'draft' | 'submitted' | 'approved') => (w: AuthorisationWorld) => ({
  id: w.entry[kind].id,
  expectedVersion: w.entry[kind].version,
});
const changed = (w: AuthorisationWorld) => ({ ...moved('draft')(w), entity: 'experience', raw: EXPERIENCE });

const nowhere = (input: (w: AuthorisationWorld) => object): Row => ({
  ...{ policy: applicant, input },
  ...{ own: 'NOT_FOUND', other: 'NOT_FOUND' },
});

const library: Record<string, Row> = {
  'library.menu': { policy: applicant },
  'library.openWork': { policy: applicant },
  'library.list': { policy: applicant, input: () => ({ entity: 'experience' }) },
  'library.get': { policy: applicant, input: (w) => ({ id: w.entry.draft.id }), ...NOT_FOUND },
  'library.save': { policy: applicant, input: changed, ...NOT_FOUND },
  'library.saveAndSubmit': { policy: applicant, input: changed, ...NOT_FOUND },
  'library.submit': { policy: applicant, input: moved('draft'), ...NOT_FOUND },
  'library.withdraw': { policy: applicant, input: moved('submitted'), ...NOT_FOUND },
  // Work experience has no 调整.
  'library.adjust': { policy: applicant, input: moved('approved'), own: 'REFUSED', ...NOT_FOUND },
  'library.remove': { policy: applicant, input: moved('draft'), ...NOT_FOUND },
  'library.extraction': { policy: applicant, input: () => ({ entity: 'continuing-education' }) },
  // No register is connected here.
  'library.extract': {
    policy: applicant,
    input: () => ({ entity: 'continuing-education' }),
    own: 'REFUSED',
    other: 'REFUSED',
  },
  // Work experience is not imported; whose import is whose stands in import.test.ts.
  'library.importTemplate': nowhere(() => ({ entity: 'experience' })),
  'library.startImport': nowhere((w) => ({
    ...{ entity: 'experience', fileId: w.file.applicant },
    ...{ mode: 'good', idempotencyKey: randomUUID() },
  })),
  'library.imports': nowhere(() => ({ entity: 'experience' })),
  'library.importView': nowhere(() => ({ id: randomUUID() })),
  'library.importCorrections': nowhere(() => ({ id: randomUUID() })),
  'library.cancelImport': nowhere(() => ({ id: randomUUID() })),
  // Nor is it submitted in batches; whose entries are whose stands in submissions.test.ts.
  'library.submitMany': nowhere((w) => ({
    ...{ entity: 'experience', ticked: { ids: [w.entry.draft.id] } },
    idempotencyKey: randomUUID(),
  })),
  'library.submissions': { policy: applicant, input: () => ({ entity: 'experience' }) },
  'library.linkable': { policy: applicant, input: () => ({ entity: 'experience' }) },
  // Nothing was approved before.
  'library.discard': { policy: applicant, input: moved('draft'), own: 'REFUSED', ...NOT_FOUND },
};

const edit = ({ draft }: AuthorisationWorld) => ({ id: draft.id, expectedVersion: draft.version });
const pick = (w: AuthorisationWorld) => ({ ...edit(w), section: 'experiences', entryId: w.draft.entries.experience });
const change = (input: (w: AuthorisationWorld) => object): Row => ({ policy: applicant, input, ...NOT_FOUND });

const declarations: Record<string, Row> = {
  'declarations.overview': { policy: applicant },
  'declarations.mayDeclare': { policy: applicant, input: (w) => ({ planId: w.freePlanId }) },
  'declarations.eligibility': { policy: applicant, input: (w) => ({ planId: w.freePlanId }) },
  'declarations.eligibilityTags': { policy: applicant, input: (w) => ({ planIds: [w.freePlanId] }) },
  'declarations.create': {
    policy: applicant,
    input: ({ freePlanId, specialtyId, titleId }) => ({
      ...{ planId: freePlanId, kind: 'REGULAR', specialtyId, titleId, confirmed: true, promised: true },
      ...key(),
    }),
    // He is bound to no unit.
    other: 'REFUSED',
  },
  'declarations.fill': change(({ draft }) => ({ id: draft.id })),
  'declarations.reusable': change(({ draft }) => ({ id: draft.id })),
  'declarations.reusePreview': change(({ draft }) => ({ id: draft.id })),
  'declarations.takeOver': change((w) => ({
    ...edit(w),
    ...{ sourceId: w.waiting.employer.declarationId, photo: false, fields: [], entries: [] },
  })),
  'declarations.candidates': change(({ draft }) => ({ id: draft.id, section: 'experiences' })),
  'declarations.saveForm': change((w) => ({ ...edit(w), section: 'profile', raw: {} })),
  'declarations.importEntries': change((w) => ({
    ...edit(w),
    section: 'experiences',
    entryIds: [w.entry.approved.id],
  })),
  'declarations.removePick': change(pick),
  'declarations.movePick': change((w) => ({ ...pick(w), direction: 'up' })),
  // Not returned, nothing newer approved.
  'declarations.revisePick': { ...change((w) => ({ ...edit(w), entryId: pick(w).entryId })), own: 'REFUSED' },
  'declarations.renewPick': { ...change((w) => ({ ...edit(w), entryId: pick(w).entryId })), own: 'CONFLICT' },
  'declarations.saveExtras': change((w) => ({ ...edit(w), section: 'experiences', extras: {} })),
  'declarations.setPhoto': change((w) => ({ ...edit(w), fileId: w.ownPhoto })),
  'declarations.changeSpecialty': change((w) => ({ ...edit(w), specialtyId: w.specialtyId, titleId: w.titleId })),
  'declarations.submit': change((w) => ({ ...edit(w), ...key() })),
  'declarations.remove': change(edit),
  'declarations.receipt': change((w) => ({ id: w.waiting.employer.declarationId })),
  'declarations.detail': change((w) => ({ id: w.waiting.employer.declarationId })),
  'declarations.reviewForm': {
    policy: ['applicant', ...auditors],
    input: (w, role) => ({ id: role === 'applicant' ? w.draft.id : waitingAt(w, role).declarationId }),
    ...NOT_FOUND,
  },
  // The world's declarations are 常规申报, which has none: outside the scope nobody learns even that.
  'declarations.kindForm': {
    policy: ['applicant', ...auditors],
    input: (w, role) => ({ id: role === 'applicant' ? w.draft.id : waitingAt(w, role).declarationId }),
    own: 'NOT_FOUND',
    ...NOT_FOUND,
  },
  'declarations.heldTitles': { policy: applicant },
  'declarations.interview': change((w) => ({ id: w.exemption.declarationId })),
  // Not arranged yet.
  'declarations.admissionTicket': { ...change((w) => ({ id: w.exemption.declarationId })), own: 'REFUSED' },
  // Once is enough.
  'declarations.requestExemption': {
    ...change((w) => ({ id: w.exemption.declarationId, raw: {}, ...key() })),
    own: 'REFUSED',
  },
  'declarations.checklist': change((w) => ({ id: w.waiting.employer.declarationId })),
  // Nothing was marked.
  'declarations.answerMark': {
    policy: applicant,
    input: (w) => ({ ...edit(w), markId: randomUUID(), answer: '已核对' }),
    own: 'NOT_FOUND',
    ...NOT_FOUND,
  },
  'declarations.marks': {
    policy: auditors,
    input: (w, role) => ({ processId: waitingAt(w, role).processId }),
    ...NOT_FOUND,
  },
  'declarations.difference': {
    policy: auditors,
    input: (w, role) => ({ processId: waitingAt(w, role).processId }),
    ...NOT_FOUND,
  },
  'declarations.mark': {
    policy: auditors,
    input: (w, role) => ({
      taskId: waitingAt(w, role).taskId,
      reason: '请更正。',
      places: [{ section: 'profile', path: 'birthplace' }],
    }),
    ...NOT_FOUND,
  },
  'declarations.unmark': {
    policy: auditors,
    input: (w, role) => ({ taskId: waitingAt(w, role).taskId, markId: randomUUID() }),
    own: 'NOT_FOUND',
    ...NOT_FOUND,
  },
  'declarations.unitList': { policy: auditors, input: () => ({}) },
  'declarations.auditView': {
    policy: auditors,
    input: (w, role) => ({ processId: waitingAt(w, role).processId }),
    ...NOT_FOUND,
  },
};

export const matrix: Readonly<Record<string, Row>> = {
  ...auditPathRows,
  ...catalog,
  ...plans,
  ...account,
  ...taskRows,
  ...paperRows,
  ...accountRows,
  ...postQuotas,
  ...person,
  ...unit,
  ...library,
  ...declarations,
};
