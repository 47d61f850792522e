import { DomainError, errorBody, type Actor, type ErrorCode } from '@zhicheng/core';
import { StoreUnavailable } from '@zhicheng/storage';
import type { Context } from 'hono';
import type { WebVariables } from './app.ts';

export type Ctx = Context<{ Variables: WebVariables }>;

const STATUS: Record<ErrorCode, 403 | 404 | 409 | 422> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  CONFLICT: 409,
  INVALID: 422,
  REFUSED: 422,
};

/** Never run, never sniffed. A sandbox would keep the browser's own pdf reader away, which runs nothing either. */
const SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'";
const READER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** Headers of anything a person sent. Shown in the page only where asked for: pictures and pdf. */
export function fileHeaders(name: string, contentType: string, shown: boolean): Record<string, string> {
  return {
    'Content-Type': contentType,
    'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
    'Content-Security-Policy': shown && contentType === 'application/pdf' ? READER : SANDBOX,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, max-age=300',
  };
}

export const NO_STORE = '没有上传。存放文件的服务暂时连不上，您选的文件没有丢；请稍后点“重试”。';

/** Where files lie cannot be reached: nobody did anything wrong, and nothing is lost by waiting. */
function withoutStore(c: Ctx): Response {
  const message = c.req.method === 'GET' ? '文件暂时取不到，没有丢失；请稍后重试。' : NO_STORE;
  const body = { code: 'UNAVAILABLE', message, issues: [], requestId: c.get('requestId') };
  return c.json(body, 503, { 'Retry-After': '10' });
}

/** `open`: what is tried for somebody who is not signed in, before he is sent to sign in. */
export async function answering(
  c: Ctx,
  actor: Actor | null,
  run: (actor: Actor) => Promise<Response>,
  open?: () => Promise<Response>,
): Promise<Response> {
  const requestId = c.get('requestId');
  if (!actor) {
    const opened = await open?.().catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
    });
    if (opened) return opened;
    return c.json({ code: 'UNAUTHENTICATED', message: '登录已过期，请重新登录后再试。', issues: [], requestId }, 401);
  }
  try {
    return await run(actor);
  } catch (error) {
    const body = errorBody(error, requestId);
    if (error instanceof DomainError)
      return c.json({ ...body, message: error.issues[0]?.message ?? body.message }, STATUS[error.code]);
    console.error(`[${requestId}]`, error);
    if (error instanceof StoreUnavailable) return withoutStore(c);
    return c.json(body, 500);
  }
}
