export * from './binding-flow.ts';
export * from './capacity-labels.ts';
export * from './flow.ts';
export * from './flows.ts';
export * from './interview-flow.ts';
export * from './registration-flows.ts';
