/** 大字显示 is remembered per device, for a year, without an account. */
export const largeTextCookie = (on: boolean): string => `large=${on ? 1 : 0}; Path=/; Max-Age=31536000; SameSite=Lax`;

export const wantsLargeText = (request: Request): boolean =>
  /(?:^|;\s*)large=1(?:;|$)/.test(request.headers.get('Cookie') ?? '');
