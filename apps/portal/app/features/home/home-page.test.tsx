import { expect, it } from 'vitest';
import * as home from '../../routes/_applicant.home.tsx';
import { pageHtml, wordsOf } from '../../testing/page-html.tsx';
import { PERSON, WAITING } from '../../testing/person.ts';
import { PLAN } from '../../testing/plan.ts';
import { CARDS } from '../../testing/record.ts';
import { toDos } from './to-do.tsx';

const work = {
  ...{ entity: 'honour', label: '获得荣誉', state: 'returned', stateLabel: '退回', returned: true, count: 2 },
  ...{ entryId: 'e1', reason: '缺公章', updatedAt: new Date('2026-11-10T01:00:00Z') },
};
const bound = { ...WAITING, approved: WAITING.pending, pending: null, why: null };
const items = toDos({ cards: [CARDS.draft], work: [work], binding: bound, series: true, unread: 0 });
const menu = [
  {
    group: '表彰考核',
    items: [
      { entity: 'assessment', label: '年度考核', all: 3, approved: 1 },
      { entity: 'honour', label: '获得荣誉', all: 4, approved: 2 },
    ],
  },
];
const page = () =>
  pageHtml({
    ...{ page: home, path: '/home' },
    data: { profile: PERSON, binding: bound, menu, cards: [CARDS.draft], past: 2, items, plans: [PLAN] },
  });

it('[AH-05.02] [GP.65] shows five modules: what is due, own declarations, plans, own data, counters', async () => {
  const html = await page();
  const headings = [...html.matchAll(/<h2[^>]*>(.*?)<\/h2>/gs)].map(([, heading]) => wordsOf(heading ?? ''));
  expect(headings).toEqual(['待处理事项（2）', '我的申报情况', '最新计划信息列表', '个人基本信息', '业绩统计']);
});

it('[GP.65] returned entries come before drafts, each with what to do', () => {
  expect(items.map(({ title, action }) => [title, action])).toEqual([
    ['获得荣誉：2 条被退回', '修改并重新送审'],
    ['2026年—示例市中小学教师系列高评委：尚未提交', '继续填报'],
  ]);
});

it('[GP.65] counts the library by category, and lists plans', async () => {
  const words = wordsOf(await page());
  expect(words).toContain('审核通过 3，全部 7');
  expect(words).toContain(PLAN.name);
});
