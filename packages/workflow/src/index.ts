export * from './flow.ts';
export * from './flows.ts';
