/** The five ways in which the core says no. `UNAUTHENTICATED` exists at the border only (procedures.ts). */
export type ErrorCode = 'NOT_FOUND' | 'FORBIDDEN' | 'CONFLICT' | 'INVALID' | 'REFUSED';

/** One thing that stands in the way: where, which, in words, and where it can be mended (a portal path). */
export interface ErrorIssue {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly mendAt?: string;
}

/** An expected refusal. Its message is Chinese and meant for the person who caused it. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  readonly issues: readonly ErrorIssue[];

  constructor(code: ErrorCode, message: string, issues: readonly ErrorIssue[] = []) {
    super(message);
    this.code = code;
    this.issues = issues;
  }
}

/** Outside the actor's scope and not existing look alike. */
export const notFound = (what = '记录'): DomainError =>
  new DomainError('NOT_FOUND', `没有找到这条${what}，或您无权查看。`);
export const forbidden = (message = '当前身份不能办理这件事。'): DomainError => new DomainError('FORBIDDEN', message);
export const conflict = (message: string, issues: readonly ErrorIssue[] = []): DomainError =>
  new DomainError('CONFLICT', message, issues);
export const invalid = (issues: readonly ErrorIssue[]): DomainError =>
  new DomainError(
    'INVALID',
    issues.length === 1 ? (issues[0]?.message ?? '') : `有 ${issues.length} 处需要更正`,
    issues,
  );
export const refused = (issues: readonly ErrorIssue[]): DomainError =>
  new DomainError('REFUSED', issues[0]?.message ?? '不能办理', issues);
export const issue = (code: string, message: string, rest: { path?: string; mendAt?: string } = {}): ErrorIssue => ({
  path: rest.path ?? '',
  code,
  message,
  ...(rest.mendAt && { mendAt: rest.mendAt }),
});
