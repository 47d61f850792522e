/** What stands on the page of somebody who is told to come back. */
export interface BusyPage {
  readonly status: 429 | 503;
  readonly retryAfterSeconds: number;
  readonly nonce: string;
  /** Undefined: a page was asked for. Otherwise what a form sent, to be sent again; null: it cannot be told. */
  readonly sent?: readonly (readonly [string, string])[] | null;
  /** Where the form was sent to. */
  readonly target: string;
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => ESCAPED[letter] ?? '');

const STYLE = `:root{font:400 16px/1.7 "PingFang SC","HarmonyOS Sans SC","Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",sans-serif;color:#14202b;background:#fff}
body{margin:0}header{background:#0b3b66;color:#fff;padding:12px 16px;font-weight:700}main{max-width:40rem;margin:0 auto;padding:32px 16px}
h1{font-size:1.5rem;line-height:1.35;margin:0 0 12px;border-top:2px solid #14202b;padding-top:12px}p{margin:0 0 12px}
b{font-variant-numeric:tabular-nums}label{display:block;margin:0 0 4px;font-weight:500}
input{font:inherit;min-height:44px;width:100%;max-width:24rem;box-sizing:border-box;border:1px solid #6e7b87;border-radius:4px;padding:0 12px;margin:0 0 12px}
button{font:inherit;font-weight:500;min-height:44px;padding:0 20px;border:1px solid #0f4a7e;border-radius:4px;background:#0f4a7e;color:#fff;cursor:pointer}
:focus-visible{outline:3px solid #14202b;outline-offset:2px;box-shadow:0 0 0 2px #ffd200}@media(max-width:30em){button{width:100%}}`;

/** Counts down and tries by itself; without scripts the button does it, and a page comes back by itself as well. */
const SCRIPT = `const left=document.querySelector('[data-left]'),form=document.forms[0];let n=Number(left?.textContent);
if(left)setInterval(()=>{if(n<=0)return;n-=1;left.textContent=String(n);if(n===0)form.method==='get'?location.reload():form.submit()},1000);
form?.addEventListener('submit',(event)=>{if(form.method==='get'){event.preventDefault();location.reload()}})`;

const HEADING = {
  read: { 503: '现在使用的人很多', 429: '您同时打开的页面太多' },
  sent: { 503: '现在提交的人很多', 429: '您同时在办的事太多' },
  signIn: { 503: '现在登录的人很多', 429: '您同时在办的事太多' },
} as const;

const countdown = (seconds: number, act: string): string => `<b data-left>${seconds}</b> 秒后自动${act}`;

function hiddenFields(sent: readonly (readonly [string, string])[]): string {
  return sent
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
    .join('');
}

/** Passwords are not written into a page: they are typed again, and nothing is sent before. */
const isSecret = ([name]: readonly [string, string]): boolean => /password/i.test(name);

function body({ sent, target, status, retryAfterSeconds }: BusyPage): string {
  const fewer = status === 429 ? '请关掉几个不用的页面，或等文件传完。' : '';
  if (sent === undefined)
    return `<p role="status">这一页还没有打开，没有改动任何内容。${countdown(retryAfterSeconds, '再打开')}，不用刷新。${fewer}</p>
<form method="get"><button>现在再试</button></form>`;
  if (sent === null)
    return `<p role="status">刚才的内容还没有提交。请返回上一页，过 ${retryAfterSeconds} 秒再提交一次。${fewer}</p>`;
  const form = `<form method="post" action="${escaped(target)}">${hiddenFields(sent.filter((field) => !isSecret(field)))}`;
  if (!sent.some(isSecret))
    return `<p role="status">刚才的内容还没有提交，都在这一页里。${countdown(retryAfterSeconds, '提交')}，请不要关闭本页。${fewer}</p>
${form}<button>现在提交</button></form>`;
  const account = sent.find(([name]) => name === 'account')?.[1];
  return `<p role="status">还没有登录。请过 ${retryAfterSeconds} 秒再试，账号不用再填。${fewer}</p>
${form}${account ? `<p>账号：${escaped(account)}</p>` : ''}<label for="password">密码</label>
<input id="password" name="password" type="password" autocomplete="current-password" required><br><button>登录</button></form>`;
}

/**
 * The page of a request that was not let in: small, complete in itself, made without session and database. What a form
 * sent is in it and goes again by itself, with the same keys; a page asked for is opened again.
 */
export function busyPage(page: BusyPage): string {
  const { status, sent, nonce, retryAfterSeconds } = page;
  const heading = HEADING[sent === undefined ? 'read' : sent?.some(isSecret) ? 'signIn' : 'sent'][status];
  const again =
    sent === undefined ? `<noscript><meta http-equiv="refresh" content="${retryAfterSeconds}"></noscript>` : '';
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="/favicon.svg" type="image/svg+xml"><title>${heading} - 职称申报</title>${again}<style nonce="${nonce}">${STYLE}</style></head>
<body><header>职称申报</header><main><h1>${heading}</h1>${body(page)}</main><script nonce="${nonce}">${SCRIPT}</script></body></html>`;
}
