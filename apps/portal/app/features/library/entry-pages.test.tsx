import { describe, expect, it } from 'vitest';
import * as entry from '../../routes/_applicant.library.$entity.new.tsx';
import { pageHtml, wordsOf } from '../../testing/page-html.tsx';

const open = (code: string) =>
  pageHtml({
    ...{ page: entry, path: '/library/:entity/new', address: `/library/${code}/new` },
    data: {
      ...{ code, dictionaries: {}, regions: [], candidates: {} },
      unit: { name: '示例市第一中学', why: null },
    },
  });

/** What can be pressed under a form, in order. */
const acts = (html: string): string[] =>
  [...html.matchAll(/<(button|a)\b[^>]*class="btn[^"]*"[^>]*>(.*?)<\/\1>/gs)].map(([, , inner]) =>
    wordsOf(inner ?? ''),
  );

describe('添加', () => {
  it('[AH-13.02] a long form is headed 添加 and its list, with 保存, 提交, 取消 under it', async () => {
    const html = await open('paper');
    expect(wordsOf(/<h1>.*?<\/h1>/s.exec(html)?.[0] ?? '')).toBe('添加 论文发表情况');
    expect(acts(html).slice(-3)).toEqual(['保存', '提交', '取消']);
  });
});
