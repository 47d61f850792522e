import { html, trusted } from '../html.ts';
import { page, submitAtOnceScript, type Frame } from './layout.ts';

/** Where lost passwords are mended (AH-01.13, AH-29.04). */
export function forgotPage(frame: Frame, back?: string): string {
  const { siteName, helpline } = frame.sso;
  return page(
    frame,
    '忘记密码',
    html`<section class="sec narrow" aria-labelledby="forgot">
      <h2 id="forgot">忘记密码</h2>
      <p>
        在真实的${siteName}上，请用那里的“忘记密码”找回，或拨打 ${helpline}
        由工作人员协助。平台不保存您的密码，无法代为找回。
      </p>
      <p class="others">在沙箱里，演示账号的密码由登录页填好；自己注册的账号不能找回密码，请另外注册一个。</p>
      ${back !== undefined && html`<div class="acts"><a class="btn" href="${back}">返回登录</a></div>`}
    </section>`,
  );
}

/** A page with one message and the way back to the platform. `detail` is for whoever looks into it. */
export function messagePage(frame: Frame, { title, text, detail }: { title: string; text: string; detail?: string }) {
  return page(
    frame,
    title,
    html`<section class="sec narrow" aria-labelledby="message">
      <h2 id="message">${title}</h2>
      <p>${text}</p>
      ${detail !== undefined && html`<p class="hint others">${detail}</p>`}
      <div class="acts"><a class="btn btn--go" href="${frame.platformUrl}">返回平台</a></div>
    </section>`,
  );
}

/**
 * Signing out. `form` is the library's, `atOnce` when the platform proved whose session it ends: then nobody is asked.
 * Otherwise a stranger's link could end sessions.
 */
export function logoutPage(frame: Frame, { form, atOnce }: { form: string; atOnce: boolean }): string {
  return page(
    frame,
    '退出登录',
    html`<section class="sec narrow" aria-labelledby="logout">
      <h2 id="logout">${atOnce ? '正在退出登录' : '退出登录'}</h2>
      <p>${atOnce ? '即将返回平台。' : `要退出${frame.sso.heading}吗？`}</p>
      ${trusted(form.replace('</form>', '<input type="hidden" name="logout" value="yes"></form>'))}
      <div class="acts">
        <button class="btn btn--go" form="op.logoutForm">退出</button>
        ${!atOnce && html`<a class="btn" href="${frame.platformUrl}">不退出，返回平台</a>`}
      </div>
      ${atOnce && submitAtOnceScript}
    </section>`,
  );
}
