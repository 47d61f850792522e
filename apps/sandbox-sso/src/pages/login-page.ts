import type { SandboxAccount, SandboxIdentity } from '../accounts.ts';
import { html, type Html } from '../html.ts';
import { page, type Frame } from './layout.ts';

export type LoginView = {
  /** Address of the sign-in that is under way; forms and links come back to it. */
  path: string;
  uid: string;
  kind: SandboxIdentity['kind'];
  /** What stands in the fields: typed before, or picked from the list. */
  account: string;
  password: string;
  error?: string;
  demo: SandboxAccount[];
};

function otherWays(kind: LoginView['kind']): Html {
  const passwordOnly = '沙箱只能用账号和密码登录，不生成二维码，也不连接任何外部服务。';
  return html`<div class="others">
    ${
      kind === 'unit' &&
      html`<details>
        <summary>电子营业执照</summary>
        <p>在真实的网站上，单位可以用工商电子营业执照登录。${passwordOnly}</p>
      </details>`
    }
    <details>
      <summary>支付宝扫码授权</summary>
      <p>在真实的网站上，可以用支付宝扫码授权登录。${passwordOnly}</p>
    </details>
  </div>`;
}

function boxes(frame: Frame, { path, kind }: LoginView): Html {
  const box = (of: LoginView['kind'], label: string) =>
    of === kind
      ? html`<a href="${path}?kind=${of}" aria-current="page">${label}</a>`
      : html`<a href="${path}?kind=${of}">${label}</a>`;
  return html`<nav class="boxes" aria-label="用户类型">
    ${box('person', frame.sso.personBox)} ${box('unit', frame.sso.unitBox)}
  </nav>`;
}

function form(frame: Frame, view: LoginView): Html {
  const query = `kind=${view.kind}&from=${view.uid}`;
  const label = view.kind === 'person' ? frame.sso.personBox : frame.sso.unitBox;
  const focus = view.account === '' ? 'account' : view.password === '' ? 'password' : 'button';
  return html`<form method="post" action="${view.path}" id="login">
      <input type="hidden" name="kind" value="${view.kind}" />
      ${view.error !== undefined && html`<div class="note note--error" role="alert"><p>${view.error}</p></div>`}
      <div class="field">
        <label for="account">账号</label>
        <input
          class="in"
          id="account"
          name="account"
          value="${view.account}"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          required
          ${focus === 'account' && html`autofocus`}
        />
      </div>
      <div class="field">
        <label for="password">密码</label>
        <input
          class="in"
          id="password"
          name="password"
          type="password"
          value="${view.password}"
          autocomplete="current-password"
          required
          ${focus === 'password' && html`autofocus`}
        />
      </div>
      <button class="btn btn--go btn--wide" ${focus === 'button' && html`autofocus`}>登录</button>
    </form>
    <p class="links">
      <a href="/register?${query}" aria-label="${label}注册">注册</a>
      <a href="/forgot?${query}">忘记密码</a>
    </p>`;
}

function demoList({ path, kind, account, demo }: LoginView): Html {
  const entry = (one: SandboxAccount) =>
    html`<li>
      <a
        href="${path}?kind=${kind}&amp;account=${encodeURIComponent(one.account)}"
        ${one.account === account && html`aria-current="true"`}
        ><span>${one.name}</span> <small>${one.account}</small>${one.note && html` <small>${one.note}</small>`}</a
      >
    </li>`;
  const ofKind = demo.filter((one) => one.kind === kind);
  const wide = kind === 'unit' || ofKind.some((one) => one.note);
  return html`<section class="sec" aria-labelledby="demo">
    <h2 id="demo">${kind === 'person' ? '演示人员' : '演示单位'}</h2>
    <p class="hint">点一下即填好账号和密码，再点“登录”。</p>
    <ul class="people ${wide && 'people--wide'}">
      ${ofKind.map(entry)}
    </ul>
  </section>`;
}

/** The sign-in page with its two boxes (AH-01.10..13, AH-29.01..04). */
export function loginPage(frame: Frame, view: LoginView): string {
  return page(
    frame,
    '登录',
    html`<div class="cols">
      <div>${boxes(frame, view)} ${form(frame, view)} ${otherWays(view.kind)}</div>
      ${demoList(view)}
    </div>`,
    `登录后自动进入${frame.platformName}。`,
  );
}
