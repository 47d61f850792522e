import { defineFlow } from './flow.ts';

/** SM-BIND. A binding row is created in `pending`; changing the unit creates a new row. */
export const bindingFlow = defineFlow({
  name: 'binding',
  initial: 'pending',
  states: {
    pending: { label: '待审核', underAudit: true },
    approved: { label: '审核通过', approved: true },
    returned: { label: '退回', returned: true, terminal: true },
    cancelled: { label: '已取消', terminal: true, hidden: true },
    superseded: { label: '已变更', terminal: true },
  },
  transitions: [
    {
      name: 'pass',
      label: '通过',
      from: ['pending'],
      to: 'approved',
      by: ['employer', 'department'],
      guards: ['notDeclaring'],
      effects: ['supersedePrevious', 'notifyBound'],
    },
    {
      name: 'return',
      label: '退回',
      from: ['pending'],
      to: 'returned',
      by: ['employer', 'department'],
      guards: [],
      effects: ['notifyBindingReturned'],
      needsReason: true,
    },
    {
      name: 'cancel',
      label: '取消',
      from: ['pending'],
      to: 'cancelled',
      by: ['applicant'],
      guards: [],
      effects: ['cancelProcess'],
    },
    {
      name: 'supersede',
      label: '变更单位',
      from: ['approved'],
      to: 'superseded',
      by: ['system'],
      guards: [],
      effects: [],
    },
  ],
});
