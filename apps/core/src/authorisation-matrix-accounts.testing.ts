import { randomUUID } from 'node:crypto';
import type { Row } from './authorisation-matrix.testing.ts';

const key = () => ({ idempotencyKey: randomUUID() });

/** A person has no built-in password; that of the others is another one. */
const OWN_PASSWORD: Row['own'] = {
  applicant: 'NOT_FOUND',
  employer: 'INVALID',
  department: 'INVALID',
  hrss: 'INVALID',
  talentCentre: 'INVALID',
  convening: 'INVALID',
  operator: 'INVALID',
};

/** Registration of units and built-in accounts. */
export const accountRows: Readonly<Record<string, Row>> = {
  'identity.changePassword': {
    policy: 'account',
    input: () => ({ current: 'not this one', next: 'another-password' }),
    own: OWN_PASSWORD,
    other: OWN_PASSWORD,
  },
  'organisations.registration': { policy: ['employer'] },
  // This province does not audit registrations.
  'organisations.registrationView': {
    policy: ['hrss'],
    input: () => ({ processId: randomUUID() }),
    own: 'NOT_FOUND',
    other: 'NOT_FOUND',
  },
  'accounts.requests': { policy: ['hrss', 'operator'] },
  'accounts.request': {
    policy: ['hrss', 'operator'],
    input: () => ({ id: randomUUID() }),
    own: 'NOT_FOUND',
    other: 'NOT_FOUND',
  },
  'accounts.ask': { policy: ['hrss'], input: () => ({ form: {}, ...key() }), own: 'INVALID', other: 'INVALID' },
  'accounts.decline': {
    policy: ['operator'],
    input: () => ({ id: randomUUID(), reason: '示例' }),
    own: 'NOT_FOUND',
    other: 'NOT_FOUND',
  },
  'accounts.list': { policy: ['operator'], input: () => ({}) },
  'accounts.open': {
    policy: ['operator'],
    input: () => ({
      organisation: { name: '示例新单位' },
      ...{ capacities: ['employer'], username: 'matrix-unit', displayName: '示例', ...key() },
    }),
  },
  // Operators have all of them; this person has no built-in account.
  'accounts.renewPassword': {
    policy: ['operator'],
    input: (w) => ({ accountId: w.insider.applicant.accountId }),
    own: 'NOT_FOUND',
    other: 'NOT_FOUND',
  },
  'accounts.grant': {
    policy: ['operator'],
    input: (w) => ({
      accountId: w.insider.applicant.accountId,
      role: 'employer',
      organisationId: w.insider.employer.organisationId,
    }),
  },
  'accounts.body': { policy: ['operator'], input: (w) => ({ id: w.insider.employer.organisationId }) },
  'accounts.grantCapacity': {
    policy: ['operator'],
    input: (w) => ({ organisationId: w.insider.employer.organisationId, capacity: 'department' }),
  },
  // Its paths, its people and its open cases need it.
  'accounts.endCapacity': {
    policy: ['operator'],
    input: (w) => ({ organisationId: w.insider.employer.organisationId, capacity: 'employer', reason: '机构改革' }),
    own: 'REFUSED',
    other: 'REFUSED',
  },
  'accounts.end': { policy: ['operator'], input: (w) => ({ assignmentId: w.insider.employer.assignmentId }) },
};
