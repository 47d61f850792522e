import { createHash } from 'node:crypto';
import type { Profile } from '@zhicheng/profiles';
import { html, trusted, type Html } from '../html.ts';
import { style } from './style.ts';

/** What every page names: the service it stands in for, and the platform one came from. */
export type Frame = { sso: Profile['sso']; platformName: string; platformUrl: string };

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Submits the only form of a page that needs no answer; without scripts the page's button does. */
const submitAtOnce = 'document.forms[0].submit()';

/** The script element that goes with it; the policy below knows its hash, so not a sign of it may change. */
export const submitAtOnceScript = trusted(`<script>${submitAtOnce}</script>`);

/**
 * The policy every page is sent with. `formTargets`: origins a submitted form may lead to by redirect, which browsers
 * check as well. Scripts: the one above; the library adds the hash of its own where it needs one.
 */
export function contentSecurityPolicy(formTargets: readonly string[]): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(submitAtOnce)}`,
    `form-action 'self' ${formTargets.join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** A whole page. `title` names it in the browser's tab, `lead` stands under the heading. */
export function page(frame: Frame, title: string, body: Html, lead?: Html | string): string {
  const { siteName, heading } = frame.sso;
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} - ${heading}（沙箱）</title>
        ${trusted(`<style>${style}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">跳到正文</a>
        <div class="stripes"></div>
        <div class="band" role="note">
          <div class="wrap">
            <p><b>沙箱</b>这里不是真实的${siteName}。人员、单位和证件号码都是虚构的，请勿填写真实信息。</p>
          </div>
        </div>
        <header class="wrap head">
          <h1>${heading}</h1>
          ${lead !== undefined && html`<p>${lead}</p>`}
        </header>
        <main id="main" class="wrap">${body}</main>
        <footer class="foot">
          <div class="wrap">
            <p>沙箱代替${siteName}为“${frame.platformName}”提供登录。<a href="${frame.platformUrl}">返回平台</a></p>
          </div>
        </footer>
      </body>
    </html>`.markup;
}
