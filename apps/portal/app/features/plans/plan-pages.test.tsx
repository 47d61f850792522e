import { describe, expect, it } from 'vitest';
import * as select from '../../routes/_applicant.plans.$id.select.tsx';
import * as plan from '../../routes/plans.$id._index.tsx';
import { crumbsOf, pageHtml, wordsOf } from '../../testing/page-html.tsx';
import { PLAN } from '../../testing/plan.ts';

const eligibility = { kind: 'applicant', reasons: [] } as const;
const planPage = (more: object = {}) =>
  pageHtml({
    ...{ page: plan, path: '/plans/:id', address: '/plans/plan-1' },
    data: { plan: { ...PLAN, ...more }, eligibility, judged: null },
  });
const selectPage = () =>
  pageHtml({
    ...{ page: select, path: '/plans/:id/select', address: '/plans/plan-1/select' },
    data: { plan: PLAN, unit: '示例市第一中学', idempotencyKey: 'key' },
  });

describe('职称申报申请计划', () => {
  it('[AH-16.01] [AH-04.03] is named so in window, breadcrumbs and the way back', async () => {
    const html = await planPage();
    expect(html).toContain('<title>职称申报申请计划 - 职称申报</title>');
    expect(crumbsOf(html)).toEqual({ trail: ['首页', '职称申报', '职称申报申请计划'], back: '/declarations' });
  });

  it('[AH-16.05] prints the scope as the plan writes it, line by line and nothing of it as markup', async () => {
    const scope =
      '本省各类所有制单位的专业技术人员，在皖工作 1 年以上的省外人员；\n公务员（含参照公务员法管理的人员）和离退休人员不得申报<b>工程系列</b>。';
    const html = await planPage({ scope });
    const section = /<section[^>]*id="scope".*?<\/section>/s.exec(html)?.[0] ?? '';
    expect(wordsOf(section)).toContain('评审范围对象');
    expect(section).toContain(scope.replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
  });

  it('[AH-17.01] 马上申报 opens the selection of this plan', async () => {
    const form = /<form[^>]*action="\/plans\/plan-1\/select".*?<\/form>/s.exec(await planPage())?.[0] ?? '';
    expect(wordsOf(form)).toBe('马上申报');
    expect(form).not.toContain('aria-disabled="true"');
  });

  it('somebody who is not signed in reads that it is over or not open yet, and is not called to declare', async () => {
    const seen = async (phase: string) => {
      const signedOut = { kind: 'signedOut' } as const;
      const html = await pageHtml({
        ...{ page: plan, path: '/plans/:id', address: '/plans/plan-1' },
        data: { plan: { ...PLAN, phase }, eligibility: signedOut, judged: null },
      });
      return { text: wordsOf(html), filled: /<a class="btn btn--go"[^>]*>登录后申报<\/a>/.test(html) };
    };
    expect((await seen('open')).filled).toBe(true);
    const closed = await seen('closed');
    expect(closed.filled).toBe(false);
    expect(closed.text).toMatch(/申报已于 \d+ 月 \d+ 日 \d\d:\d\d 截止。下一年度计划发布后可再报。/);
    expect((await seen('upcoming')).text).toMatch(/\d+ 月 \d+ 日 \d\d:\d\d 开始申报。/);
  });
});

describe('申报职称选择', () => {
  it('[AH-17.01] [AH-04.03] stands under 职称申报, with the way back to the plan', async () => {
    const { trail, back } = crumbsOf(await selectPage());
    expect([trail[0], trail[1], trail.at(-1)]).toEqual(['首页', '职称申报', '申报职称选择']);
    expect(back).toBe('/plans/plan-1');
  });

  it("[AH-17.03] 申报系列 is a required drop-down with the plan's series", async () => {
    const html = await selectPage();
    const input = /<input[^>]*id="[^"]*series"[^>]*>/.exec(html)?.[0] ?? '';
    expect(input).toContain('value="中等职业学校教师"');
    expect(input).toContain('aria-required="true"');
    expect(wordsOf(html)).toMatch(/申报系列/);
  });

  it('[AH-17.07] 已选择 says - before a choice', async () => {
    expect(wordsOf(await selectPage())).toContain('已选择 -');
  });
});
