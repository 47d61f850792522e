export * from './binding-flow.ts';
export * from './flow.ts';
export * from './flows.ts';
export * from './interview-flow.ts';
export * from './registration-flows.ts';
