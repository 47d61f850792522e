import { data } from '@remix-run/server-runtime';

/** What went wrong with one field; `path` is its name, with dots for sub-rows (`titles.0.level`). */
export type FieldIssue = { readonly path: string; readonly message: string; readonly mendAt?: string };

export type RefusalCode = 'NOT_FOUND' | 'FORBIDDEN' | 'CONFLICT' | 'INVALID' | 'REFUSED' | 'EXPIRED';

/** What an action answers instead of a redirect; pages hand it to KitForm or show it themselves. */
export type Refusal = {
  readonly refused: true;
  readonly code: RefusalCode;
  readonly message: string;
  readonly issues: readonly FieldIssue[];
  readonly requestId?: string;
  /** For CONFLICT: what is stored now. */
  readonly saved?: { readonly raw: Readonly<Record<string, unknown>>; readonly version: number; readonly at?: string };
};

const STATUS: Record<RefusalCode, number> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  CONFLICT: 409,
  INVALID: 422,
  REFUSED: 422,
  EXPIRED: 401,
};

const CODES: Readonly<Record<string, RefusalCode>> = {
  NOT_FOUND: 'NOT_FOUND',
  FORBIDDEN: 'FORBIDDEN',
  CONFLICT: 'CONFLICT',
  INVALID: 'INVALID',
  BAD_REQUEST: 'INVALID',
  REFUSED: 'REFUSED',
  UNPROCESSABLE_CONTENT: 'REFUSED',
  PRECONDITION_FAILED: 'REFUSED',
  UNAUTHORIZED: 'EXPIRED',
  EXPIRED: 'EXPIRED',
};

type Bag = Readonly<Record<string, unknown>>;
const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null;

function issuesOf(value: unknown): FieldIssue[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((issue): FieldIssue[] => {
    if (!isBag(issue) || typeof issue.message !== 'string') return [];
    const path = issue.path ?? issue.field;
    return [
      {
        path: Array.isArray(path) ? path.join('.') : typeof path === 'string' ? path : '',
        message: issue.message,
        ...(typeof issue.mendAt === 'string' && { mendAt: issue.mendAt }),
      },
    ];
  });
}

/** The transport's own refusals carry technical English; these words stand for them. */
const TRANSPORT_WORDS: Partial<Record<RefusalCode, string>> = {
  EXPIRED: '登录已过期，填写的内容还在。重新登录后继续。',
  FORBIDDEN: '当前身份不能办理这件事。请切换身份，或联系单位管理员。',
  INVALID: '提交的内容格式不正确。请刷新页面后重试。',
};

function wordsOf(found: Bag, code: RefusalCode): string {
  const own = typeof found.message === 'string' ? found.message : '';
  return found.name === 'TRPCError' ? (TRANSPORT_WORDS[code] ?? own) : own;
}

/**
 * Reads an error of the core, as thrown or inside its `cause`.
 * @returns null for anything that is not a known refusal: then it is a bug and must reach the error page
 */
export function refusalOf(error: unknown): Refusal | null {
  for (let found: unknown = error, depth = 0; isBag(found) && depth < 4; found = found.cause, depth++) {
    const inner = isBag(found.cause) && typeof found.cause.code === 'string' && found.cause.code in CODES;
    const code = typeof found.code === 'string' ? CODES[found.code] : undefined;
    if (!code || inner) continue;
    return {
      refused: true,
      code,
      message: wordsOf(found, code),
      issues: issuesOf(found.issues),
      ...(typeof found.requestId === 'string' && { requestId: found.requestId }),
    };
  }
  return null;
}

/**
 * Runs the change of an action; a refusal becomes the action's answer with its status, so that the page keeps what was
 * typed. Anything else is thrown on.
 * @param stored reads what is stored now, for the choice between two versions; undefined where there is none to make
 */
export async function attempt<T>(change: () => Promise<T>, stored?: () => Promise<Refusal['saved']>) {
  try {
    return await change();
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const saved = refusal.code === 'CONFLICT' ? await stored?.() : undefined;
    return data({ ...refusal, ...(saved && { saved }) }, { status: STATUS[refusal.code] });
  }
}

/** What a page finds wrong with a form before it asks the core; thrown, `attempt` answers with it. */
export const invalidForm = (issues: readonly FieldIssue[]): Error & Pick<Refusal, 'code' | 'issues'> =>
  Object.assign(new Error(issues.length === 1 ? (issues[0]?.message ?? '') : ''), { code: 'INVALID' as const, issues });

/** For loaders: NOT_FOUND and FORBIDDEN become the page that says so. */
export async function orErrorPage<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal || refusal.code === 'EXPIRED') throw error;
    throw data(
      { message: refusal.message || undefined, requestId: refusal.requestId },
      { status: STATUS[refusal.code] },
    );
  }
}

/** @returns the refusal in an action's data, if it is one */
export const asRefusal = (value: unknown): Refusal | undefined =>
  isBag(value) && value.refused === true ? (value as Refusal) : undefined;
