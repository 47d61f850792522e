import { defineFlow } from './flow.ts';

/** 免面试 (GP.21): asked once by the person, decided by the convening unit. */
export const interviewExemptionFlow = defineFlow({
  name: 'interviewExemption',
  initial: 'requested',
  states: {
    requested: { label: '待决定', underAudit: true },
    granted: { label: '同意免面试', approved: true, terminal: true },
    refused: { label: '不同意免面试', terminal: true },
  },
  transitions: [
    {
      name: 'grant',
      label: '同意',
      from: ['requested'],
      to: 'granted',
      by: ['convening'],
      guards: [],
      effects: ['notifyExempted'],
    },
    {
      name: 'refuse',
      label: '不同意',
      from: ['requested'],
      to: 'refused',
      by: ['convening'],
      guards: [],
      effects: ['notifyNotExempted'],
      needsReason: true,
    },
  ],
});
