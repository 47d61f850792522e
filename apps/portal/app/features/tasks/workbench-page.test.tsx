import { plainTemplate, type DossierData } from '@zhicheng/series-kit';
import { describe, expect, it } from 'vitest';
import * as workbench from '../../routes/work.tasks.$taskId.tsx';
import { FRAME, pageHtml, wordsOf } from '../../testing/page-html.tsx';
import { CARDS } from '../../testing/record.ts';

const data: DossierData = {
  applicant: {
    ...{ name: '示例七', gender: '女', birthDate: '1983-07-07', unitName: '示例市第一中学', unitNature: '事业单位' },
    ...{ idType: '居民身份证', idNumberMasked: '999**************1' },
  },
  plan: {
    year: 2026,
    name: CARDS.inAudit.planName,
    committee: CARDS.inAudit.committee,
    level: '高级',
    asOf: '2026-12-15',
  },
  situation: { level: 'ASSOCIATE_SENIOR', kind: 'REGULAR', specialty: '中学语文' },
  ...{ seriesName: '中小学教师', title: '高级教师', filledOn: '2026-11-03', preview: false, template: plainTemplate },
  ...{ entries: {}, picks: {} },
  forms: {
    profile: { workYears: 18, specialtyYears: 16, birthplace: '示例省示例市', ethnicity: { code: '01', name: '汉族' } },
  },
};
const task = {
  ...{ taskId: 't1', stepId: 's1', processId: 'p1', kind: 'declaration', subjectId: 'd1', flowType: '职称申报' },
  ...{
    flowName: '示例',
    node: 'employer',
    nodeLabel: '单位审核',
    state: 'open',
    stateLabel: '审核中',
    round: 1,
    open: true,
  },
  ...{ holder: null, waitingSince: new Date('2026-11-20T00:00:00Z'), whyNot: null, claimable: false, terminable: true },
  ...{ putBack: null, returnsTo: null, withdrawal: null, log: [], previousTaskId: null, nextTaskId: null, place: null },
  next: [{ node: 'department', nodeLabel: '主管部门审核', organisationId: 'o1', organisationName: '示例区教育局' }],
};
const view = {
  ...{ card: CARDS.inAudit, seriesCode: 'teacher', data, round: 1, hash: 'a'.repeat(64) },
  ...{ slots: ['publicity'], recommendation: null, quota: null, publicity: null },
  ...{ processId: 'p1', totals: { picks: {}, links: {} } },
};
const subject = { kind: 'declaration', view, marks: { drafts: [], earlier: [] }, difference: null };
const page = (query = '') =>
  pageHtml({
    ...{ page: workbench, path: '/work/tasks/:taskId', address: `/work/tasks/t1${query}` },
    data: { task, subject, decided: null, phrases: { standard: [], own: [] }, colleagues: [] },
    frame: {
      active: {
        ...FRAME.active,
        id: 'a',
        role: 'employer',
        capacityLabel: '用人单位',
        organisationName: '示例市第一中学',
      },
    },
  });
const inside = (html: string, tag: string, label: string): string =>
  new RegExp(`<${tag}[^>]*aria-label="${label}".*?</${tag}>`, 's').exec(html)?.[0] ?? '';

describe('the audit of a declaration', () => {
  it('[AH-33.06] [GP.08] is headed by the plan’s title; 通过, 退回, 终止; tabs 详情, 单位推荐意见, 流程', async () => {
    const html = await page();
    expect(wordsOf(/<h1.*?<\/h1>/s.exec(html)?.[0] ?? '')).toBe(CARDS.inAudit.planName);
    const decide = html.slice(html.indexOf('class="decide"'));
    for (const act of ['通过', '退回', '终止']) expect(decide).toMatch(new RegExp(`<button[^>]*>${act}<`));
    const tabs = wordsOf(inside(html, 'nav', '审核')).split(' ');
    expect([tabs[0], tabs.some((tab) => tab.startsWith('单位推荐意见')), tabs.at(-1)]).toEqual(['详情', true, '流程']);
  });

  it('[AH-33.07] 详情 begins with what is declared by whom', async () => {
    expect(wordsOf(await page())).toContain(
      '申报职称 高级教师-中学语文 申报形式 常规申报 申报级别 副高级 申报单位 示例市第一中学 申报人 示例七 性别 女 ' +
        '证件类型 居民身份证 证件编号 999**************1 出生日期 1983-07-07 单位性质 事业单位 是否面试 不需要 ' +
        `受理评委会 ${CARDS.inAudit.committee}`,
    );
  });

  it('[AH-33.08] 个人信息: years as N年, what was left empty as 无', async () => {
    const words = wordsOf(await page());
    expect(words).toMatch(
      /曾用名 无 民族 汉族 出生地 示例省示例市 .*工资级别 无 工作年限 18年 专业年限 16年 政治面貌 无/,
    );
    expect(words).toMatch(/党政职务 无 身体状况 无 参加何学术团体任何职 无/);
  });

  it('[AH-33.09] leads to each part of the material, and to 单位推荐意见', async () => {
    const nav = wordsOf(inside(await page(), 'nav', '材料各部分'));
    const parts = ['申报情况', '个人信息', '现有职称', '工作经历', '学历教育', '继续教育', '年度考核', '申报相关资料'];
    for (const part of [...parts, '思想政治', '乡村任教或支教', '业绩条件', '教研科研条件', '单位推荐意见'])
      expect(nav).toContain(part);
  });
});
