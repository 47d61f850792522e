/** Codes the sign-in actions put into the address; the words are written here, so that no text comes from outside. */
const AT_THE_DOOR: Readonly<Record<string, string>> = {
  password: '账号或密码不对。请重新输入；忘记密码请联系当地人社部门重置。',
  limited: '尝试次数过多，暂时不能登录。请 15 分钟后再试。',
};
const ON_THE_PAGE: Readonly<Record<string, string>> = {
  closed: '这个账号已停用，或者还没有任何身份。请联系单位管理员或当地人社部门。',
  sso: '统一认证没有完成，没有登录。请重新点击下方入口。',
  expired: '请先登录，登录后回到刚才的页面。',
};

export type LoginRefusal = {
  /** Beside account and password of the built-in entrance. */
  readonly builtin?: string;
  /** Above the entrances. */
  readonly page?: string;
};

/** @returns nothing for no refusal or an unknown code */
export function refusalWords(code: string | null): LoginRefusal {
  if (code === null) return {};
  const said = (words: Readonly<Record<string, string>>) => (Object.hasOwn(words, code) ? words[code] : undefined);
  return { builtin: said(AT_THE_DOOR), page: said(ON_THE_PAGE) };
}
