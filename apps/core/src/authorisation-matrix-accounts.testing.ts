import { randomUUID } from 'node:crypto';
import type { Row } from './authorisation-matrix.testing.ts';

/** Registration of units and built-in accounts. */
export const accountRows: Readonly<Record<string, Row>> = {
  'organisations.registration': { policy: ['employer'] },
  // This province does not audit registrations.
  'organisations.registrationView': {
    policy: ['hrss'],
    input: () => ({ processId: randomUUID() }),
    own: 'NOT_FOUND',
    other: 'NOT_FOUND',
  },
};
