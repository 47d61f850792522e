export { createCore, assembleCore, MIGRATIONS, type Caller, type CoreApp, type CoreConfig } from './main.ts';
export type { AppRouter } from './router.ts';
export type { Actor, Core } from './context.ts';
export { DomainError, type ErrorCode, type ErrorIssue } from './errors.ts';
export { errorBody, type ErrorBody } from './procedures.ts';
