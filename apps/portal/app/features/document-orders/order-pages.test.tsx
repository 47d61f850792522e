import { describe, expect, it } from 'vitest';
import * as book from '../../routes/_applicant.declarations.$id.book.tsx';
import * as exportsPage from '../../routes/_work.work.declarations.exports.tsx';
import { crumbsOf, pageHtml, wordsOf } from '../../testing/page-html.tsx';
import type { Order } from './order-list.tsx';

const order = (more: Partial<Order>): Order => ({
  ...{ id: 'o1', kind: 'book', name: '申报材料册-示例一.pdf', planName: null, declarationId: 'd1', state: 'ready' },
  ...{ total: 5, done: 5, problem: null, bytes: 2_500_000, createdAt: new Date('2026-11-22T01:00:00Z') },
  keptUntil: new Date('2026-11-29T01:00:00Z'),
  ...more,
});
const bookPage = (orders: readonly Order[]) =>
  pageHtml({
    ...{ page: book, path: '/declarations/:id/book', address: '/declarations/d1/book' },
    data: { id: 'd1', key: 'key', orders },
  });

describe('申报材料册', () => {
  it('[AH-04.03] lies under 申报信息详情 and says so when nothing was made yet', async () => {
    const html = await bookPage([]);
    expect(crumbsOf(html)).toEqual({
      trail: ['首页', '职称申报', '申报信息详情', '申报材料册'],
      back: '/declarations/d1',
    });
    expect(wordsOf(html)).toContain('还没有导出过文件。');
  });

  it('only what is there can be fetched; the others say how far they are, or why there is nothing', async () => {
    expect(await bookPage([order({})])).toContain('href="/documents/o1"');
    const states = [
      order({ state: 'making', done: 2, bytes: null, keptUntil: null }),
      order({ state: 'failed', problem: '系统没有生成成功，请联系客服。', bytes: null }),
      order({ state: 'expired', bytes: null }),
    ];
    const html = await bookPage(states.map((one, at) => ({ ...one, id: `o${at + 1}` })));
    expect(html).not.toContain('href="/documents/');
    for (const words of ['2 / 5', '正在生成，可以离开本页', '系统没有生成成功', '文件已过保存期'])
      expect(wordsOf(html)).toContain(words);
  });
});

describe('批量导出', () => {
  const page = (plans: readonly object[]) =>
    pageHtml({ page: exportsPage, path: '/work/declarations/exports', data: { plans, orders: [] } });

  it('names what will be exported, and that the numbers stand in it', async () => {
    const html = await page([{ planId: 'p1', planName: '示例评审计划', year: 2026, forms: 12, key: 'key' }]);
    expect(wordsOf(html)).toContain('示例评审计划');
    expect(wordsOf(html)).toContain('评审表中有完整的证件号码');
    expect(html).toMatch(/<button[^>]*>导出评审表<span class="vh">：/);
  });

  it('says why there is nothing', async () => {
    expect(wordsOf(await page([]))).toContain('没有可导出的评审表');
  });
});
