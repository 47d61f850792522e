import { initTRPC, TRPCError } from '@trpc/server';
import superjson from 'superjson';
import type { Role } from '@zhicheng/workflow';
import type { Actor, Core } from './context.ts';
import { DomainError, forbidden, invalid, issue, type ErrorCode, type ErrorIssue } from './errors.ts';
import { isStorable } from './storable.ts';

/** Per request: the core, and who asks (null: nobody is signed in). */
export interface RequestContext {
  readonly core: Core;
  readonly actor: Actor | null;
  readonly requestId: string;
}
/** Who may call a procedure. One without a policy cannot be built: the bare builder stays in this file. */
export type Policy = 'public' | 'account' | readonly Role[];

const TRANSPORT: Record<ErrorCode, TRPCError['code']> = {
  NOT_FOUND: 'NOT_FOUND',
  FORBIDDEN: 'FORBIDDEN',
  CONFLICT: 'CONFLICT',
  INVALID: 'BAD_REQUEST',
  REFUSED: 'PRECONDITION_FAILED',
};

/** What a client is told about any failure; the same over HTTP and in-process (portal: `readError`). */
export interface ErrorBody {
  readonly code: ErrorCode | 'UNAUTHENTICATED' | 'INTERNAL';
  readonly message: string;
  readonly issues: readonly ErrorIssue[];
  readonly requestId: string;
}

/** Refusals of the transport itself: what no page of ours sends. */
const MALFORMED: readonly TRPCError['code'][] = [
  'BAD_REQUEST',
  'PARSE_ERROR',
  'METHOD_NOT_SUPPORTED',
  'UNSUPPORTED_MEDIA_TYPE',
  'PAYLOAD_TOO_LARGE',
];

/** Turns anything thrown into the error body. Unexpected errors say nothing of their inside. */
export function errorBody(thrown: unknown, requestId: string): ErrorBody {
  const error = thrown instanceof TRPCError && thrown.cause instanceof DomainError ? thrown.cause : thrown;
  if (error instanceof DomainError)
    return { code: error.code, message: error.message, issues: error.issues, requestId };
  if (error instanceof TRPCError && error.code === 'UNAUTHORIZED')
    return { code: 'UNAUTHENTICATED', message: '登录已过期，填写的内容还在。重新登录后继续。', issues: [], requestId };
  if (error instanceof TRPCError && error.code === 'FORBIDDEN')
    return {
      code: 'FORBIDDEN',
      message: '当前身份不能办理这件事。请切换身份，或联系单位管理员。',
      issues: [],
      requestId,
    };
  if (error instanceof TRPCError && error.code === 'NOT_FOUND')
    return { code: 'NOT_FOUND', message: '没有这个功能。请刷新页面后重试。', issues: [], requestId };
  if (error instanceof TRPCError && MALFORMED.includes(error.code))
    return { code: 'INVALID', message: '提交的内容格式不正确。请刷新页面后重试。', issues: [], requestId };
  return {
    code: 'INTERNAL',
    message: `没有办理成功。请重试；仍不行，拨打客服热线并报编号 ${requestId}。`,
    issues: [],
    requestId,
  };
}

const t = initTRPC
  .context<RequestContext>()
  .meta<{ policy: Policy }>()
  .create({
    transformer: superjson,
    errorFormatter: ({ shape, error, ctx }) => {
      const body = errorBody(error, ctx?.requestId ?? '');
      return {
        ...shape,
        message: body.message,
        data: { code: shape.data.code, httpStatus: shape.data.httpStatus, body },
      };
    },
  });

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Expected refusals keep their meaning on the way out. */
const translating = t.middleware(async ({ ctx, type, next }) => {
  const result = await next();
  if (result.ok && type === 'mutation') ctx.core.stir.tell();
  if (!result.ok && result.error.cause instanceof DomainError)
    throw new TRPCError({
      code: TRANSPORT[result.error.cause.code],
      message: result.error.cause.message,
      cause: result.error.cause,
    });
  return result;
});
const signedIn = t.middleware(({ ctx, next }) => {
  if (!ctx.actor) throw new TRPCError({ code: 'UNAUTHORIZED' });
  return next({ ctx: { ...ctx, actor: ctx.actor } });
});
/** Some sources of pasted text leave such characters in it; the database would take them for a failure of ours. */
const storable = t.middleware(async ({ getRawInput, next }) => {
  if (isStorable(await getRawInput())) return next();
  const error = invalid([issue('unstorable', '内容里有无法保存的字符，多半是从别处复制来的。请删去后重新填写。')]);
  throw new TRPCError({ code: TRANSPORT[error.code], message: error.message, cause: error });
});

const initialPasswordInUse = (): TRPCError => {
  const error = forbidden('这是初始密码，请先修改密码。');
  return new TRPCError({ code: TRANSPORT[error.code], message: error.message, cause: error });
};

/** Open to everybody, signed in or not. */
export const publicProcedure = t.procedure.meta({ policy: 'public' }).use(translating).use(storable);
/** Any signed-in account, in whatever assignment. */
export const accountProcedure = t.procedure.meta({ policy: 'account' }).use(translating).use(signedIn).use(storable);
/** Signed in, and acting in one of these roles. */
export const roleProcedure = (...roles: readonly [Role, ...Role[]]) =>
  t.procedure
    .meta({ policy: roles })
    .use(translating)
    .use(signedIn)
    .use(({ ctx, next }) => {
      if (!roles.includes(ctx.actor.role)) throw new TRPCError({ code: 'FORBIDDEN' });
      if (ctx.actor.mustChangePassword) throw initialPasswordInUse();
      return next({ ctx });
    })
    .use(storable);
