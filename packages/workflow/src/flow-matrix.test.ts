import { describe, expect, it } from 'vitest';
import { bindingFlow } from './binding-flow.ts';
import { allowed, ROLES, statesThat, type Flow, type Role } from './flow.ts';
import { declarationFlow, flows, libraryFlow, planFlow, quotaFlow, stepFlow } from './flows.ts';
import { interviewExemptionFlow } from './interview-flow.ts';
import { accountRequestFlow, unitRegistrationFlow } from './registration-flows.ts';

type Matrix<S extends string> = Readonly<Record<S, Partial<Record<Role, readonly string[]>>>>;
/** Written out on purpose: whoever changes a flow says here what it means for each role. */
const matrix = <S extends string>(flow: Flow<S>, rows: Matrix<S>) => ({
  flow: flow as Flow,
  rows: rows as Matrix<string>,
});

const matrices = [
  matrix(bindingFlow, {
    pending: { applicant: ['cancel'], employer: ['pass', 'return'], department: ['pass', 'return'] },
    approved: { system: ['supersede'] },
    returned: {},
    cancelled: {},
    superseded: {},
  }),
  matrix(libraryFlow, {
    draft: { applicant: ['submit', 'discard', 'remove'], system: ['extract'] },
    inAudit: { applicant: ['withdraw'], employer: ['pass', 'return'] },
    approved: { applicant: ['withdraw', 'adjust', 'revise'], employer: ['reopen'] },
    returned: { applicant: ['submit', 'discard', 'remove'] },
    removed: {},
  }),
  matrix(declarationFlow, {
    draft: { applicant: ['submit', 'remove'] },
    inAudit: {
      employer: ['return', 'terminate'],
      department: ['return', 'terminate'],
      hrss: ['return', 'terminate'],
      talentCentre: ['return', 'terminate'],
      convening: ['admit', 'return', 'terminate'],
    },
    returned: { applicant: ['submit', 'remove'] },
    approved: {},
    terminated: {},
    removed: {},
  }),
  matrix(stepFlow, {
    open: {
      employer: ['pass', 'return', 'terminate'],
      department: ['pass', 'return', 'terminate'],
      hrss: ['pass', 'return', 'terminate'],
      talentCentre: ['pass', 'return', 'terminate'],
      convening: ['pass', 'return', 'terminate'],
      system: ['carry', 'cancel'],
    },
    passed: {
      employer: ['withdraw'],
      department: ['withdraw'],
      hrss: ['withdraw'],
      talentCentre: ['withdraw'],
      convening: ['withdraw'],
    },
    returned: {},
    terminated: {},
    cancelled: {},
  }),
  matrix(quotaFlow, {
    draft: { employer: ['confirm', 'submit', 'remove'] },
    inAudit: { hrss: ['pass', 'return'] },
    confirmed: {},
    returned: { employer: ['confirm', 'submit', 'remove'] },
    removed: {},
  }),
  matrix(planFlow, {
    draft: { operator: ['publish'], hrss: ['publish'], convening: ['publish'] },
    published: { operator: ['revise', 'close'], hrss: ['revise', 'close'], convening: ['revise', 'close'] },
    closed: {},
  }),
  matrix(interviewExemptionFlow, { requested: { convening: ['grant', 'refuse'] }, granted: {}, refused: {} }),
  matrix(unitRegistrationFlow, {
    draft: { employer: ['submit'] },
    inAudit: { hrss: ['pass', 'return'] },
    approved: {},
    returned: { employer: ['submit'] },
  }),
  matrix(accountRequestFlow, { requested: { operator: ['fulfil', 'decline'] }, fulfilled: {}, declined: {} }),
];

it('no flow is without a matrix', () => {
  expect(matrices.map(({ flow }) => flow.name)).toEqual(flows.map((flow) => flow.name));
});

describe.each(matrices.map((m) => [m.flow.name, m] as const))(
  '[SM-BIND] [SM-LIB] [SM-DECL] [SM-TASK] who may do what in %s',
  (_, { flow, rows }) => {
    it('has a row for each state', () => {
      expect(Object.keys(rows)).toEqual(Object.keys(flow.states));
    });
    it.each(Object.keys(flow.states))('%s', (state) => {
      const actual = Object.fromEntries(ROLES.map((role) => [role, allowed(flow, state, role).map((t) => t.name)]));
      const expected = Object.fromEntries(ROLES.map((role) => [role, rows[state]?.[role] ?? []]));
      expect(actual).toEqual(expected);
    });
  },
);

describe('flags', () => {
  const flagged = (flow: Flow) => ({
    editable: statesThat(flow, (s) => s.editable === true),
    underAudit: statesThat(flow, (s) => s.underAudit === true),
    approved: statesThat(flow, (s) => s.approved === true),
    returned: statesThat(flow, (s) => s.returned === true),
    terminal: statesThat(flow, (s) => s.terminal === true),
    hidden: statesThat(flow, (s) => s.hidden === true),
  });

  it('[SM-BIND.03] [SM-BIND.04] of a binding', () => {
    expect(flagged(bindingFlow)).toEqual({
      editable: [],
      underAudit: ['pending'],
      approved: ['approved'],
      returned: ['returned'],
      terminal: ['returned', 'cancelled', 'superseded'],
      hidden: ['cancelled'],
    });
  });

  it('[SM-LIB.03] [SM-LIB.11] of a library entry', () => {
    expect(flagged(libraryFlow)).toEqual({
      editable: ['draft', 'returned'],
      underAudit: ['inAudit'],
      approved: ['approved'],
      returned: ['returned'],
      terminal: ['removed'],
      hidden: ['removed'],
    });
  });

  it('[SM-DECL.02] [SM-DECL.05] [SM-DECL.10] of a declaration', () => {
    expect(flagged(declarationFlow)).toEqual({
      editable: ['draft', 'returned'],
      underAudit: ['inAudit'],
      approved: ['approved'],
      returned: ['returned'],
      terminal: ['approved', 'terminated', 'removed'],
      hidden: ['removed'],
    });
  });

  it('[SM-TASK.04] of a step', () => {
    expect(flagged(stepFlow)).toEqual({
      editable: [],
      underAudit: ['open'],
      approved: ['passed'],
      returned: ['returned'],
      terminal: ['returned', 'terminated', 'cancelled'],
      hidden: [],
    });
  });

  it('of a plan', () => {
    expect(flagged(planFlow)).toEqual({
      editable: ['draft'],
      underAudit: [],
      approved: ['published'],
      returned: [],
      terminal: ['closed'],
      hidden: [],
    });
  });
});
