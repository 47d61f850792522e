import { registry } from '@zhicheng/plugins';
import { describe, expect, it } from 'vitest';
import * as entry from '../../routes/_applicant.library.$entity.new.tsx';
import * as category from '../../routes/_applicant.library.$entity.tsx';
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

describe('a list that is imported and submitted in batches', () => {
  const batched = registry
    .flatMap(({ library }) => library)
    .filter(({ importable, batchSubmit }) => importable && batchSubmit);

  it.each(batched)(
    '[AH-14.07] [AH-07.08] $label: tabs 全部, 审核中, 审核通过, 退回 with their counts',
    async ({ code }) => {
      const html = await pageHtml({
        ...{ page: category, path: '/library/:entity', address: `/library/${code}?tab=approved` },
        data: {
          ...{ entity: code, warned: false, submissions: null, extraction: null },
          page: { rows: [], total: 0, counts: { all: 61, inAudit: 7, approved: 50, returned: 3 } },
        },
      });
      const tabs = /<nav[^>]*aria-label="按审核状态".*?<\/nav>/s.exec(html)?.[0] ?? '';
      const items = [...tabs.matchAll(/<a\b([^>]*)>(.*?)<\/a>/gs)];
      expect(items.map(([, , inner]) => wordsOf(inner ?? '').replace(/\s/g, ''))).toEqual([
        '全部(61)',
        '审核中(7)',
        '审核通过(50)',
        '退回(3)',
      ]);
      expect(items.map(([, attributes]) => attributes?.includes('aria-current'))).toEqual([false, false, true, false]);
    },
  );

  it('there is one', () => expect(batched.length).toBeGreaterThan(0));
});
