import type { SandboxIdentity } from '../accounts.ts';
import { html, type Html } from '../html.ts';
import type { FieldErrors } from '../registration.ts';
import { page, type Frame } from './layout.ts';

export type RegisterView = {
  kind: SandboxIdentity['kind'];
  /** The sign-in one came from, if any. */
  from?: string;
  typed: URLSearchParams;
  errors: FieldErrors;
};

type Input = { name: string; label: string; type?: string; hint?: string; autocomplete?: string };

function input(view: RegisterView, { name, label, type = 'text', hint: general, autocomplete = 'off' }: Input): Html {
  const error = view.errors[name];
  const hint = error ? undefined : general;
  const value = type === 'password' ? '' : (view.typed.get(name) ?? '');
  const describedBy = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ');
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
    ${error && html`<p class="error" id="${name}-error">${error}</p>`}
    <input
      class="in"
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      autocomplete="${autocomplete}"
      autocapitalize="none"
      spellcheck="false"
      ${describedBy !== '' && html`aria-describedby="${describedBy}"`}
      ${error && html`aria-invalid="true"`}
    />
  </div>`;
}

function genderChoice(view: RegisterView): Html {
  const option = (value: string, label: string) =>
    html`<label
      ><input
        type="radio"
        name="gender"
        value="${value}"
        ${view.typed.get('gender') === value && html`checked`}
      />${label}</label
    >`;
  return html`<fieldset class="field">
    <legend>性别</legend>
    ${view.errors.gender && html`<p class="error">${view.errors.gender}</p>`}
    <div class="choice">${option('female', '女')} ${option('male', '男')}</div>
  </fieldset>`;
}

function personFields(view: RegisterView): Html {
  return html`${input(view, { name: 'name', label: '姓名', hint: '请用虚构的姓名，如 示例二十一。' })}
  ${genderChoice(view)} ${input(view, { name: 'birthDate', label: '出生日期', type: 'date' })}`;
}

function unitFields(view: RegisterView): Html {
  return html`${input(view, { name: 'name', label: '单位名称', hint: '请用虚构的名称，如 示例市第三中学。' })}
  ${input(view, { name: 'legalRepresentative', label: '法定代表人姓名', hint: '请用虚构的姓名。' })}`;
}

const backTo = (view: { kind: string; from?: string }, account = '') =>
  view.from === undefined ? undefined : `/interaction/${view.from}?kind=${view.kind}&account=${account}`;

/** The registration form (AH-01.12, AH-29.02); with messages at the fields after a refusal. */
export function registerPage(frame: Frame, view: RegisterView): string {
  const person = view.kind === 'person';
  const box = person ? frame.sso.personBox : frame.sso.unitBox;
  const numbers = person ? '身份证号码和手机号码' : '统一社会信用代码';
  const failed = Object.keys(view.errors).length;
  const back = backTo(view);
  return page(
    frame,
    `${box}注册`,
    html`<section class="sec narrow" aria-labelledby="register">
      <h2 id="register">${box}注册</h2>
      <p class="hint">${numbers}由沙箱生成，不对应任何真实的人或单位。</p>
      <form method="post" action="/register" novalidate class="others">
        <input type="hidden" name="kind" value="${view.kind}" />
        ${view.from !== undefined && html`<input type="hidden" name="from" value="${view.from}" />`}
        ${failed > 0 && html`<div class="note note--error" role="alert"><p>有 ${failed} 处需要修改。</p></div>`}
        ${person ? personFields(view) : unitFields(view)}
        ${input(view, { name: 'account', label: '账号', hint: '4 至 30 个字母、数字、短横线或下划线。', autocomplete: 'username' })}
        ${input(view, { name: 'password', label: '密码', type: 'password', hint: '8 至 64 个字符。', autocomplete: 'new-password' })}
        <div class="acts">
          <button class="btn btn--go">注册</button>
          ${back !== undefined && html`<a class="btn" href="${back}">返回登录</a>`}
        </div>
      </form>
    </section>`,
  );
}

/** Says which account and numbers were made, and leads back to the sign-in. */
export function registeredPage(frame: Frame, { identity, from }: { identity: SandboxIdentity; from?: string }): string {
  const back = backTo({ kind: identity.kind, from }, encodeURIComponent(identity.account));
  const rows =
    identity.kind === 'person'
      ? html`<dt>姓名</dt>
          <dd>${identity.name}</dd>
          <dt>身份证号码</dt>
          <dd>${identity.idNumber}</dd>
          <dt>手机号码</dt>
          <dd>${identity.mobile}</dd>`
      : html`<dt>单位名称</dt>
          <dd>${identity.name}</dd>
          <dt>统一社会信用代码</dt>
          <dd>${identity.uscc}</dd>`;
  return page(
    frame,
    '注册成功',
    html`<section class="sec narrow" aria-labelledby="done">
      <h2 id="done">注册成功</h2>
      <dl>
        <dt>账号</dt>
        <dd>${identity.account}</dd>
        ${rows}
      </dl>
      <div class="acts">
        ${
          back === undefined
            ? html`<a class="btn btn--go" href="${frame.platformUrl}">返回平台登录</a>`
            : html`<a class="btn btn--go" href="${back}">返回登录</a>`
        }
      </div>
    </section>`,
  );
}
