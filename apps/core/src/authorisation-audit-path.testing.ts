import { randomUUID } from 'node:crypto';
import type { Row } from './authorisation-matrix.testing.ts';
import type { AuthorisationWorld } from './authorisation-world.testing.ts';

const keepers = ['hrss', 'operator'] as const;
const schoolTo = (w: AuthorisationWorld, to: 'hrss' | 'department', organisationId: string | null) => ({
  edge: {
    from: { node: 'employer', organisationId: w.insider.employer.organisationId },
    to: { node: to, organisationId },
    ...{ levels: null, modes: null, seriesCodes: null },
  },
  idempotencyKey: randomUUID(),
});
/** Bureaus keep what lies in their region, and both of this world are of one: audit-tree.test.ts has another. */
export const auditPathRows: Readonly<Record<string, Row>> = {
  'auditPath.bodies': { policy: keepers, input: () => ({ keyword: '示例' }) },
  'auditPath.edges': { policy: keepers, input: () => ({ configuration: 'all' }) },
  'auditPath.edge': { policy: keepers, input: (w) => ({ id: w.edgeId }) },
  'auditPath.saveEdge': {
    policy: keepers,
    input: (w) => schoolTo(w, 'hrss', w.insider.hrss.organisationId),
  },
  // Declarations under audit need it.
  'auditPath.cancelEdge': {
    policy: keepers,
    input: (w) => ({ id: w.edgeId, expectedVersion: 1 }),
    own: 'REFUSED',
    other: 'REFUSED',
  },
  'auditPath.template': { policy: keepers, input: () => ({ configuration: 'senior' }) },
  // A document of one's own that is no workbook is not there, as is somebody else's.
  'auditPath.startImport': {
    policy: keepers,
    input: (w, role) => ({
      fileId: w.file[role],
      configuration: 'all',
      levels: null,
      modes: null,
      idempotencyKey: randomUUID(),
    }),
    own: 'NOT_FOUND',
    other: 'NOT_FOUND',
  },
  'auditPath.importView': {
    policy: keepers,
    input: () => ({ id: randomUUID() }),
    own: 'NOT_FOUND',
    other: 'NOT_FOUND',
  },
  'auditPath.importCorrections': {
    policy: keepers,
    input: () => ({ id: randomUUID() }),
    own: 'NOT_FOUND',
    other: 'NOT_FOUND',
  },
  'auditPath.takeImport': {
    policy: keepers,
    input: () => ({ id: randomUUID(), allOrNothing: false }),
    own: 'NOT_FOUND',
    other: 'NOT_FOUND',
  },
  'auditPath.neighbours': {
    policy: keepers,
    input: (w) => ({ organisationId: w.insider.employer.organisationId, direction: 'above' }),
  },
  'auditPath.simulate': {
    policy: keepers,
    input: (w) => ({
      ...{
        organisationId: w.insider.employer.organisationId,
        level: 'ASSOCIATE_SENIOR',
        mode: 'REVIEW',
        seriesCode: '020',
      },
    }),
  },
  'auditPath.acceptingBodies': { policy: keepers, input: () => ({}) },
  'auditPath.acceptingBody': {
    policy: keepers,
    input: () => ({ id: randomUUID() }),
    own: 'NOT_FOUND',
    other: 'NOT_FOUND',
  },
  // The province of this world has none; accepting-bodies.test.ts is in one that has.
  'auditPath.saveAcceptingBody': {
    policy: keepers,
    input: (w) => ({
      body: {
        ...{ organisationId: w.insider.hrss.organisationId, node: 'hrss', levels: null, modes: ['RECOGNITION'] },
        certificateName: '示例局',
      },
      idempotencyKey: randomUUID(),
    }),
    own: 'REFUSED',
    other: 'REFUSED',
  },
  'auditPath.saveNotice': {
    policy: keepers,
    input: () => ({ id: randomUUID(), expectedVersion: 1, notice: '' }),
    own: 'NOT_FOUND',
    other: 'NOT_FOUND',
  },
  'auditPath.cancelAcceptingBody': {
    policy: keepers,
    input: () => ({ id: randomUUID(), expectedVersion: 1 }),
    own: 'NOT_FOUND',
    other: 'NOT_FOUND',
  },
  'auditPath.brokenPaths': { policy: keepers, input: () => ({}) },
  'auditPath.brokenPathsFile': { policy: keepers, input: () => ({}) },
  'declarations.previewPath': {
    policy: ['applicant'],
    input: ({ freePlanId, titleId }) => ({ planId: freePlanId, titleId }),
  },
};
