import { defineFlow } from './flow.ts';

/** SM-UREG.02..04, where the province audits registrations (MG.02). One row per unit, a round per submission. */
export const unitRegistrationFlow = defineFlow({
  name: 'unitRegistration',
  initial: 'draft',
  states: {
    draft: { label: '未提交', editable: true },
    inAudit: { label: '待审核', underAudit: true },
    approved: { label: '审核通过', approved: true, terminal: true },
    returned: { label: '审核不通过', editable: true, returned: true },
  },
  transitions: [
    {
      name: 'submit',
      label: '提交',
      from: ['draft', 'returned'],
      to: 'inAudit',
      by: ['employer'],
      guards: [],
      effects: ['startRegistrationAudit'],
    },
    {
      name: 'pass',
      label: '审核通过',
      from: ['inAudit'],
      to: 'approved',
      by: ['hrss'],
      guards: [],
      effects: ['activateUnit', 'notifyUnitRegistered'],
    },
    {
      name: 'return',
      label: '审核不通过',
      from: ['inAudit'],
      to: 'returned',
      by: ['hrss'],
      guards: [],
      effects: ['notifyRegistrationReturned'],
      needsReason: true,
    },
  ],
});

/** 申请内置账号 (AH-29.03, SM-UREG.05): the bureau asks, operations create or say why not. */
export const accountRequestFlow = defineFlow({
  name: 'accountRequest',
  initial: 'requested',
  states: {
    requested: { label: '待开通', underAudit: true },
    fulfilled: { label: '已开通', approved: true, terminal: true },
    declined: { label: '未开通', terminal: true },
  },
  transitions: [
    {
      name: 'fulfil',
      label: '开通',
      from: ['requested'],
      to: 'fulfilled',
      by: ['operator'],
      guards: [],
      effects: ['notifyAccountCreated'],
    },
    {
      name: 'decline',
      label: '不予开通',
      from: ['requested'],
      to: 'declined',
      by: ['operator'],
      guards: [],
      effects: ['notifyAccountDeclined'],
      needsReason: true,
    },
  ],
});
