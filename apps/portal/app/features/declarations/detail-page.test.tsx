import { plainTemplate } from '@zhicheng/series-kit';
import { registry } from '@zhicheng/plugins';
import { describe, expect, it } from 'vitest';
import * as detailPage from '../../routes/_applicant.declarations.$id._index.tsx';
import { crumbsOf, pageHtml, wordsOf } from '../../testing/page-html.tsx';
import { CARDS } from '../../testing/record.ts';
import type { Detail } from './flow-rounds.ts';

const at = (text: string) => new Date(`${text}Z`);
const step = (
  round: number,
  node: 'employer' | 'department',
  nodeLabel: string,
  more: object,
): Detail['log'][number] => ({
  ...{ stepId: `${round}-${node}`, round, node, nodeLabel, organisationId: 'o', organisationName: '示例市第一中学' },
  ...{ organisationPhone: null, actorName: '示例八', onBehalfOfName: null, openedAt: at('2026-11-03T01:00:00') },
  ...{ claimed: false, putBack: false, sentTo: null, carried: false },
  ...{ state: 'passed', decidedAt: at('2026-11-04T01:02:03'), opinion: '同意' },
  ...more,
});

const detail: Detail = {
  card: CARDS.inAudit,
  seriesCode: registry[0]?.code ?? '',
  path: null,
  data: {
    applicant: {
      ...{ name: '示例一', gender: '女', birthDate: '1985-05-01', idType: '居民身份证' },
      ...{ idNumberMasked: '999***********0001', unitName: '示例市第一中学', unitNature: '事业单位' },
    },
    plan: {
      ...{ year: 2026, name: CARDS.draft.planName, committee: CARDS.draft.committee, level: '高级' },
      asOf: '2026-12-15',
    },
    situation: { level: 'ASSOCIATE_SENIOR', specialty: '中学语文', kind: 'REGULAR' },
    ...{ seriesName: '中小学教师', title: '高级教师', filledOn: '2026-11-03' },
    ...{ template: plainTemplate, preview: false, entries: {}, picks: {}, forms: {} },
  },
  submissions: [
    { round: 1, at: at('2026-11-03T01:00:00'), hash: 'a'.repeat(64) },
    { round: 2, at: at('2026-11-06T02:03:04'), hash: 'b'.repeat(64) },
  ],
  log: [
    step(1, 'employer', '单位审核', { state: 'returned', opinion: '退回：附件不清晰' }),
    step(2, 'employer', '单位审核', {}),
    step(2, 'department', '主管部门审核', {
      ...{ state: 'open', decidedAt: null, opinion: null, organisationName: '示例区教育局' },
    }),
  ],
};

const page = (query = '') =>
  pageHtml({
    ...{ page: detailPage, path: '/declarations/:id', address: `/declarations/d1${query}` },
    data: { ...detail, checklist: [] },
  });
const itemsOf = (html: string) =>
  [...html.matchAll(/<section class="log__round" aria-label="([^"]*)">(.*?)<\/section>/gs)].map(([, round, body]) => [
    round,
    [...(body ?? '').matchAll(/<li>(.*?)<\/li>/gs)].map(([, item]) => wordsOf(item ?? '')),
  ]);

describe('申报信息详情', () => {
  it('[AH-26.02] [AH-04.03] has its place and two tabs; 基本信息 shows what was filled in', async () => {
    const html = await page();
    expect(crumbsOf(html)).toEqual({ trail: ['首页', '职称申报', '申报信息详情'], back: '/declarations' });
    const tabs = /<nav[^>]*aria-label="申报详情".*?<\/nav>/s.exec(html)?.[0] ?? '';
    expect(wordsOf(tabs)).toBe('基本信息 申报流程');
    expect(wordsOf(html)).toContain('附件一览表');
    expect(itemsOf(html)).toEqual([]);
  });

  it('[AH-26.03] [AH-26.05] 申报流程: node, result, who, when to the second, opinion; rounds newest first', async () => {
    expect(itemsOf(await page('?tab=flow'))).toEqual([
      [
        '第 2 轮',
        [
          '个人申报 提交 示例一 提交于 2026-11-06 10:03:04',
          '单位审核 通过 示例市第一中学：同意 提交于 2026-11-04 09:02:03',
          expect.stringMatching(/^主管部门审核 审核中 示例区教育局/),
        ],
      ],
      [
        '第 1 轮',
        [
          '个人申报 提交 示例一 提交于 2026-11-03 09:00:00',
          '单位审核 退回 示例市第一中学：退回：附件不清晰 提交于 2026-11-04 09:02:03',
        ],
      ],
    ]);
  });
});
