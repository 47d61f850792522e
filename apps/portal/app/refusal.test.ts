import { describe, expect, it } from 'vitest';
import { asRefusal, attempt, refusalOf } from './refusal.ts';

class Transport extends Error {
  override readonly name = 'TRPCError';
  readonly code: string;
  constructor(code: string, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}
const domain = Object.assign(new Error('2026 年度已申报'), {
  code: 'REFUSED',
  issues: [{ path: 'plan', code: 'SM-DECL.03', message: '2026 年度已申报' }],
});

describe('refusals of the core', () => {
  it('keep their words and issues through the transport', () =>
    expect(refusalOf(new Transport('PRECONDITION_FAILED', domain))).toMatchObject({
      code: 'REFUSED',
      message: '2026 年度已申报',
      issues: [{ path: 'plan', message: '2026 年度已申报' }],
    }));
  it.each([
    ['UNAUTHORIZED', 'EXPIRED', '登录已过期'],
    ['FORBIDDEN', 'FORBIDDEN', '当前身份不能办理'],
    ['BAD_REQUEST', 'INVALID', '格式不正确'],
  ])('%s of the transport is said in words', (code, expected, words) => {
    const refusal = refusalOf(new Transport(code));
    expect(refusal?.code).toBe(expected);
    expect(refusal?.message).toContain(words);
  });
  it('a defect is no refusal', () => {
    expect(refusalOf(new Error('boom'))).toBeNull();
    expect(refusalOf(new Transport('INTERNAL_SERVER_ERROR', new Error('boom')))).toBeNull();
    expect(refusalOf(null)).toBeNull();
  });
});

describe('an action', () => {
  it('answers a refusal with its status', async () => {
    const answer = await attempt(() => Promise.reject(domain));
    expect(answer).toMatchObject({ data: { refused: true, code: 'REFUSED' }, init: { status: 422 } });
  });
  it('throws a defect on, so that nobody takes it for a rule', async () =>
    expect(attempt(() => Promise.reject(new TypeError('boom')))).rejects.toThrow('boom'));
  it('recognises nothing else as a refusal', () => {
    expect(asRefusal({ code: 'REFUSED' })).toBeUndefined();
    expect(asRefusal(undefined)).toBeUndefined();
  });
});
