import { randomUUID } from 'node:crypto';
import { AUDITOR_ROLES, type AuditorRole } from '@zhicheng/workflow';
import type { Row } from './authorisation-matrix.testing.ts';
import type { ActingRole, AuthorisationWorld } from './authorisation-world.testing.ts';

const auditors = AUDITOR_ROLES;
const readers = ['applicant', ...auditors] as const;
const key = () => ({ idempotencyKey: randomUUID() });
const declarationOf = (w: AuthorisationWorld, role: ActingRole) =>
  role === 'applicant' ? w.draft.id : w.waiting[role as AuditorRole].declarationId;

/** Documents that are made in the background. */
export const documentRows: Readonly<Record<string, Row>> = {
  'documentOrders.plans': { policy: auditors },
  'documentOrders.orderForms': {
    policy: auditors,
    input: (w, role) => ({ planId: w.waiting[role as AuditorRole].planId, ...key() }),
    other: 'NOT_FOUND',
  },
  // The applicant's is a draft.
  'documentOrders.orderBook': {
    policy: readers,
    input: (w, role) => ({ declarationId: declarationOf(w, role), ...key() }),
    own: { applicant: 'REFUSED' },
    other: 'NOT_FOUND',
  },
  // Everybody's list holds his own: whoever has nothing before him has nothing to export.
  'documentOrders.orderList': {
    policy: auditors,
    input: () => ({ asked: { list: 'declarations', tab: 'all' }, ...key() }),
    other: 'REFUSED',
  },
  'documentOrders.list': { policy: readers },
  'documentOrders.get': { policy: readers, input: () => ({ id: randomUUID() }), own: 'NOT_FOUND', other: 'NOT_FOUND' },
};
