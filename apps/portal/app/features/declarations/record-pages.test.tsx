import { describe, expect, it } from 'vitest';
import * as declarations from '../../routes/_applicant.declarations._index.tsx';
import * as reviewForm from '../../routes/_applicant.declarations.$id.review-form.tsx';
import { crumbsOf, pageHtml, wordsOf } from '../../testing/page-html.tsx';
import { CARDS } from '../../testing/record.ts';
import type { Card } from './record-card.tsx';

const plans = { rows: [], total: 0, facets: { years: [], levelLabels: [], planTypes: [] } };
const page = (card: Card) =>
  pageHtml({ page: declarations, path: '/declarations', data: { current: [card], history: [], plans } });
const recordOf = (html: string) => /<article class="record".*?<\/article>/s.exec(html)?.[0] ?? '';
/** Buttons and links that look like one, as they are called. */
const buttonsOf = (html: string) =>
  [...html.matchAll(/<(a|button)\b[^>]*class="btn[^>]*>(.*?)<\/\1>/gs)].map(([, , words]) => wordsOf(words ?? ''));

describe('a record under 当前申报记录', () => {
  it.each([
    ['draft', '编辑中', ['填报', '查看', '导出评审表', '删除']],
    ['inAudit', '审核中', ['查看', '导出评审表']],
    ['returned', '退回', ['填报', '查看', '导出评审表', '删除']],
    ['approved', '审核通过', ['查看', '导出评审表']],
  ] as const)('[AH-15.06] [AH-26.10] [AH-27.01] [AH-27.04] %s, %s: its buttons', async (state, label, buttons) => {
    const record = recordOf(await page(CARDS[state]));
    expect(wordsOf(record)).toContain(`申报状态 ${label}`);
    expect(buttonsOf(record)).toEqual(buttons);
  });

  it('[AH-26.01] [GP.06] shows the six steps with the present one marked', async () => {
    const html = await page(CARDS.inAudit);
    expect(wordsOf(html)).toContain('当前申报记录');
    const tracker = /<ol class="trk".*?<\/ol>/s.exec(recordOf(html))?.[0] ?? '';
    const steps = [...tracker.matchAll(/<li.*?<b>(.*?)<\/b>/gs)].map(([, label]) => label);
    expect(steps).toEqual(['申报', '单位审核', '主管部门', '人社部门', '组建单位', '审核通过']);
    expect([...tracker.matchAll(/aria-current="step"/g)]).toHaveLength(1);
    expect(/<li[^>]*aria-current="step".*?<\/li>/s.exec(tracker)?.[0]).toContain('单位审核');
  });
});

describe('评审表预览', () => {
  const preview = (more: object) =>
    pageHtml({
      ...{ page: reviewForm, path: '/declarations/:id/review-form', address: '/declarations/d1/review-form' },
      data: { id: 'd1', blocks: [], watermark: null, recordNo: 'ZC-2026-000001', hash: null, ...more },
    });

  it('[AH-27.03] advises to wait for the convening unit, as the declaration may still come back', async () => {
    const words = wordsOf(await preview({ hash: 'a'.repeat(64) }));
    expect(words).toContain('建议组建单位审核通过后再导出打印：此前申报仍可能被退回。');
  });

  it('[AH-27.04] [GP.82] before submission it says 未提交 instead', async () => {
    const words = wordsOf(await preview({ watermark: '未提交' }));
    expect(words).toContain('还没有提交');
    expect(words).not.toContain('建议组建单位审核通过后');
  });

  it('[AH-04.03] [GP.06] lies under 申报信息详情; its button says 导出评审表', async () => {
    const html = await preview({});
    expect(crumbsOf(html)).toEqual({
      trail: ['首页', '职称申报', '申报信息详情', '评审表预览'],
      back: '/declarations/d1',
    });
    expect(buttonsOf(html)).toEqual(['导出评审表']);
  });
});
