/** Codes the sign-in actions put into the address; the words are written here, so that no text comes from outside. */
const WORDS: Readonly<Record<string, string>> = {
  password: '账号或密码不对。请重新输入；忘记密码请联系当地人社部门重置。',
  limited: '尝试次数过多，暂时不能登录。请 15 分钟后再试。',
  closed: '这个账号已停用。请联系当地人社部门。',
  sso: '统一认证没有完成，没有登录。请重新点击上方入口。',
  expired: '登录已过期，请重新登录。',
};

/** @returns undefined for no refusal or an unknown code */
export const refusalWords = (code: string | null): string | undefined => (code === null ? undefined : WORDS[code]);
