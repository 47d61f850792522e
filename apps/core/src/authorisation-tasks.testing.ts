import { randomUUID } from 'node:crypto';
import { AUDITOR_ROLES, type AuditorRole } from '@zhicheng/workflow';
import { documentRows } from './authorisation-documents.testing.ts';
import type { Row } from './authorisation-matrix.testing.ts';
import type { ActingRole, AuthorisationWorld } from './authorisation-world.testing.ts';

const auditors = AUDITOR_ROLES;
const key = () => ({ idempotencyKey: randomUUID() });
const NOT_FOUND = { other: 'NOT_FOUND' } as const;
const waitingAt = (w: AuthorisationWorld, role: ActingRole) => w.waiting[role as AuditorRole];
const ticked = (w: AuthorisationWorld, role: ActingRole) => ({ taskIds: [waitingAt(w, role).taskId] });
const nobody = { toAccountId: randomUUID(), reason: '出差' };

/** 任务中心, the workbench, and the documents that are made in the background. */
export const taskRows: Readonly<Record<string, Row>> = {
  ...documentRows,
  'tasks.list': { policy: auditors, input: () => ({}) },
  'tasks.counts': { policy: auditors },
  'tasks.flowTypes': { policy: auditors },
  'tasks.get': { policy: auditors, input: (w, role) => ({ taskId: waitingAt(w, role).taskId }), ...NOT_FOUND },
  'tasks.claim': { policy: auditors, input: (w, role) => ({ taskId: waitingAt(w, role).taskId }), ...NOT_FOUND },
  'tasks.decide': {
    policy: auditors,
    input: (w, role) => ({ taskId: waitingAt(w, role).taskId, decision: 'return', opinion: '请更正。' }),
    ...NOT_FOUND,
  },
  'tasks.withdraw': {
    policy: auditors,
    input: (w, role) => ({ stepId: w.passed[role as AuditorRole] }),
    own: { convening: 'REFUSED' },
    ...NOT_FOUND,
  },
  'tasks.waiting': { policy: auditors },
  'tasks.colleagues': { policy: auditors },
  // Nobody claims where there is one administrator: there is nothing to give back or to hand over.
  'tasks.release': {
    policy: auditors,
    input: (w, role) => ({ taskId: waitingAt(w, role).taskId }),
    own: 'CONFLICT',
    ...NOT_FOUND,
  },
  'tasks.handOver': {
    policy: auditors,
    input: (w, role) => ({ taskId: waitingAt(w, role).taskId, ...nobody }),
    own: 'CONFLICT',
    ...NOT_FOUND,
  },
  'tasks.batchCandidates': {
    policy: auditors,
    input: (w, role) => ({ ...ticked(w, role), action: 'pass' }),
    ...NOT_FOUND,
  },
  // Declarations are decided one by one.
  'tasks.startBatch': {
    policy: auditors,
    input: (w, role) => ({ ...ticked(w, role), action: 'pass', ...key() }),
    own: 'REFUSED',
    ...NOT_FOUND,
  },
  'tasks.batches': { policy: auditors },
  'tasks.batch': { policy: auditors, input: () => ({ batchId: randomUUID() }), own: 'NOT_FOUND', other: 'NOT_FOUND' },
  'tasks.phrases': { policy: auditors, input: () => ({}) },
  'tasks.savePhrase': { policy: auditors, input: () => ({ flowType: null, text: '请更正。' }) },
  'tasks.removePhrase': {
    policy: auditors,
    input: () => ({ id: randomUUID() }),
    own: 'NOT_FOUND',
    other: 'NOT_FOUND',
  },
  'tasks.delegations': { policy: auditors },
  'tasks.delegate': {
    policy: auditors,
    input: () => ({ ...nobody, from: '2099-01-01', to: '2099-01-02' }),
    own: 'INVALID',
    other: 'INVALID',
  },
  'tasks.endDelegation': {
    policy: auditors,
    input: () => ({ delegationId: randomUUID() }),
    own: 'NOT_FOUND',
    other: 'NOT_FOUND',
  },
  'library.auditLinks': {
    policy: ['employer'],
    input: (w) => ({ processId: w.entryProcess, field: 'unit' }),
    // An experience links to nothing.
    own: 'NOT_FOUND',
    ...NOT_FOUND,
  },
  'declarations.auditPicks': {
    policy: auditors,
    input: (w, role) => ({ processId: waitingAt(w, role).processId, section: 'experiences' }),
    ...NOT_FOUND,
  },
  // An experience links to nothing.
  'declarations.auditLinks': {
    policy: auditors,
    input: (w, role) => ({
      ...{ processId: waitingAt(w, role).processId, entryId: w.draft.entries.experience, field: 'unit' },
    }),
    own: 'NOT_FOUND',
    ...NOT_FOUND,
  },
};
