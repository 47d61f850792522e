import { expect, it } from 'vitest';
import * as platformHome from '../../routes/_index.tsx';
import * as faq from '../../routes/help.faq.tsx';
import * as guide from '../../routes/help.guide.tsx';
import * as login from '../../routes/login.tsx';
import { pageHtml, wordsOf } from '../../testing/page-html.tsx';

const linksOf = (html: string) =>
  [...html.matchAll(/<a [^>]*?href="([^"]*)"[^>]*>(.*?)<\/a>/gs)].map(([, to, words]) => [wordsOf(words ?? ''), to]);
const nobody = { person: null, active: null };

it('[AH-01.01] the platform home offers 职称申报, which opens the login page', async () => {
  const html = await pageHtml({ page: platformHome, path: '/', frame: nobody });
  const main = /<main.*<\/main>/s.exec(html)?.[0] ?? '';
  expect(linksOf(main)).toEqual([['职称申报', '/login']]);
  const opened = await pageHtml({ page: login, path: '/login', data: { plans: [] }, frame: nobody });
  expect(opened).toContain('<title>示例省专业技术人员综合管理服务平台--职称申报</title>');
});

it('[AH-01.09] the login page leads to 下载常见问题解答 and 下载操作指南, and both can be kept', async () => {
  const html = await pageHtml({ page: login, path: '/login', data: { plans: [] }, frame: nobody });
  const help = /<section class="help".*?<\/section>/s.exec(html)?.[0] ?? '';
  expect(linksOf(help).slice(-2)).toEqual([
    ['下载常见问题解答', '/help/faq'],
    ['下载操作指南', '/help/guide'],
  ]);
  for (const [page, path, title] of [
    [faq, '/help/faq', '常见问题解答'],
    [guide, '/help/guide', '操作指南'],
  ] as const) {
    const words = wordsOf(await pageHtml({ page, path, frame: nobody }));
    expect(words).toContain(title);
    expect(words).toContain('打印');
  }
});

it('[AH-04.12] the help names the browsers for whom a photo or attachment does not show', async () => {
  const words = wordsOf(await pageHtml({ page: faq, path: '/help/faq', frame: nobody }));
  expect(words).toContain('推荐谷歌浏览器或 360 安全浏览器极速模式。照片或附件显示不出来时，请换用这些浏览器再试。');
});

it('an answer of the help speaks of amending in place', async () => {
  const words = wordsOf(await pageHtml({ page: faq, path: '/help/faq', frame: nobody }));
  expect(words).toContain('修改并重新送审');
  expect(words).not.toContain('先在申报里移除');
});
