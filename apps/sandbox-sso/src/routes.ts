import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import type { AccountStore } from './account-store.ts';
import type { SandboxIdentity } from './accounts.ts';
import { BadRequest, readForm, sendPage } from './http.ts';
import type { Frame } from './pages/layout.ts';
import { loginPage } from './pages/login-page.ts';
import { forgotPage, messagePage } from './pages/plain-pages.ts';
import { registeredPage, registerPage } from './pages/register-page.ts';
import { wantedKind } from './provider.ts';
import { answerRegister } from './education-register.ts';
import { readRegistration } from './registration.ts';

type Kind = SandboxIdentity['kind'];
type Exchange = { request: IncomingMessage; response: ServerResponse; url: URL };

export type Site = { provider: Provider; accounts: AccountStore; frame: Frame; policy: string };

const kindOf = (value: string | null): Kind | undefined => (value === 'person' || value === 'unit' ? value : undefined);

/** The sign-in a page came from; only what looks like one is put into a link again. */
const fromOf = (value: string | null): string | undefined =>
  value !== null && /^[\w-]{10,64}$/.test(value) ? value : undefined;

const todayInChina = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());

async function showLogin(site: Site, { request, response, url }: Exchange): Promise<void> {
  const { uid, params, prompt } = await site.provider.interactionDetails(request, response);
  if (prompt.name !== 'login') {
    // the platform is trusted: asking for consent is answered at once
    return site.provider.interactionFinished(request, response, { consent: {} }, { mergeWithLastSubmission: true });
  }
  const demo = await site.accounts.demo();
  const account = url.searchParams.get('account') ?? '';
  const picked = demo.find((one) => one.account === account);
  const kind = kindOf(url.searchParams.get('kind')) ?? wantedKind(params) ?? 'person';
  const password = picked?.kind === kind ? picked.password : '';
  const view = { path: `/interaction/${uid}`, uid, kind, account, password, demo };
  sendPage(response, site.policy, loginPage(site.frame, view));
}

const wrongLogin = (frame: Frame) =>
  `账号或密码不正确。忘记密码可在“忘记密码”中查看办法，真实的网站还可拨打 ${frame.sso.helpline}。`;

function wrongBox(frame: Frame, kind: Kind): string {
  const box = kind === 'person' ? frame.sso.personBox : frame.sso.unitBox;
  return `这是${box}的账号，请先点上方的“${box}”再登录。`;
}

async function submitLogin(site: Site, { request, response }: Exchange): Promise<void> {
  const { uid } = await site.provider.interactionDetails(request, response);
  const form = await readForm(request);
  const kind = kindOf(form.get('kind')) ?? 'person';
  const account = form.get('account')?.trim() ?? '';
  const identity = await site.accounts.check(account, form.get('password') ?? '');
  if (identity?.kind === kind) {
    const result = { login: { accountId: identity.sub } };
    return site.provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }
  const error = identity ? wrongBox(site.frame, identity.kind) : wrongLogin(site.frame);
  const demo = await site.accounts.demo();
  const view = { path: `/interaction/${uid}`, uid, kind, account, password: '', error, demo };
  sendPage(response, site.policy, loginPage(site.frame, view), 422);
}

function showRegister(site: Site, { response, url }: Exchange): void {
  const kind = kindOf(url.searchParams.get('kind')) ?? 'person';
  const from = fromOf(url.searchParams.get('from'));
  const view = { kind, from, typed: new URLSearchParams(), errors: {} };
  sendPage(response, site.policy, registerPage(site.frame, view));
}

async function submitRegister(site: Site, { request, response }: Exchange): Promise<void> {
  const typed = await readForm(request);
  const kind = kindOf(typed.get('kind')) ?? 'person';
  const from = fromOf(typed.get('from'));
  const read = readRegistration(kind, typed, todayInChina());
  const outcome = 'errors' in read ? read : await site.accounts.register(read.registration);
  if (outcome === 'taken' || 'errors' in outcome) {
    const messages = outcome === 'taken' ? { account: '这个账号已有人使用，请换一个' } : outcome.errors;
    const view = { kind, from, typed, errors: messages };
    return sendPage(response, site.policy, registerPage(site.frame, view), 422);
  }
  sendPage(response, site.policy, registeredPage(site.frame, { identity: outcome, from }));
}

function showForgot(site: Site, { response, url }: Exchange): void {
  const from = fromOf(url.searchParams.get('from'));
  const kind = kindOf(url.searchParams.get('kind')) ?? 'person';
  const back = from === undefined ? undefined : `/interaction/${from}?kind=${kind}`;
  sendPage(response, site.policy, forgotPage(site.frame, back));
}

function showHome(site: Site, { response }: Exchange): void {
  const text = '沙箱的登录页由平台打开：请回到平台，选“个人登录”或“单位登录”。';
  sendPage(response, site.policy, messagePage(site.frame, { title: '请从平台登录', text }));
}

function showHealth(_site: Site, { response }: Exchange): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":"ok"}');
}

function noIcon(_site: Site, { response }: Exchange): void {
  response.writeHead(204).end();
}

type Handler = (site: Site, exchange: Exchange) => void | Promise<void>;

const handlers: { method: string; path: RegExp; handle: Handler }[] = [
  { method: 'GET', path: /^\/healthz$/, handle: showHealth },
  { method: 'GET', path: /^\/favicon\.ico$/, handle: noIcon },
  { method: 'GET', path: /^\/$/, handle: showHome },
  { method: 'GET', path: /^\/interaction\/[\w-]+$/, handle: showLogin },
  { method: 'POST', path: /^\/interaction\/[\w-]+$/, handle: submitLogin },
  { method: 'GET', path: /^\/register$/, handle: showRegister },
  { method: 'POST', path: /^\/register$/, handle: submitRegister },
  { method: 'GET', path: /^\/forgot$/, handle: showForgot },
  {
    method: 'POST',
    path: /^\/registers\/rows$/,
    handle: (_, { request, response }) => answerRegister(request, response),
  },
];

function sendFailure(site: Site, response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy();
  if (error instanceof errors.SessionNotFound) {
    const text = '这次登录已超时或已完成，请返回平台重新点登录。';
    return sendPage(response, site.policy, messagePage(site.frame, { title: '登录已超时', text }), 400);
  }
  const status = error instanceof BadRequest ? error.status : 500;
  if (status === 500) console.error('sandbox sign-on: page failed', error);
  const text = status === 500 ? '沙箱出错了，请稍后重试。' : '请求有误，请返回平台重试。';
  sendPage(response, site.policy, messagePage(site.frame, { title: '无法继续', text }), status);
}

/** Answers every request: our pages by the table above, everything else by the provider. */
export function requestListener(site: Site): (request: IncomingMessage, response: ServerResponse) => void {
  const answerByProvider = site.provider.callback();
  return (request, response) => {
    const url = new URL(request.url ?? '/', site.provider.issuer);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const found = handlers.find((one) => one.method === method && one.path.test(url.pathname));
    if (!found) return void answerByProvider(request, response);
    Promise.resolve()
      .then(() => found.handle(site, { request, response, url }))
      .catch((error: unknown) => sendFailure(site, response, error));
  };
}
