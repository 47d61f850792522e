import { describe, expect, it } from 'vitest';
import * as me from '../../routes/_applicant.me.tsx';
import * as register from '../../routes/register.tsx';
import { crumbsOf, pageHtml, wordsOf } from '../../testing/page-html.tsx';
import { PERSON, WAITING } from '../../testing/person.ts';
import { BASIC, DETAILS, profileFormFields } from './profile-form.ts';

describe('个人注册', () => {
  const page = () =>
    pageHtml({ page: register, path: '/register', data: { account: 'a', profile: PERSON, dictionaries: {} } });

  it('[AH-02.02] says MS.01 before anything else, word for word', async () => {
    const words = wordsOf(await page());
    const notice =
      '首次登录请先确认并完善信息，等待单位审核通过。（未取得申请单位或未取得所在单位确认通过之前，专业技术人员可进行数据录入和申报，但无法提交确认）';
    expect(words).toContain(notice);
    expect(words.indexOf(notice)).toBeLessThan(words.indexOf('基础信息'));
  });

  it('[AH-02.03] [GP.62] has the blocks 基础信息, 完善信息, 选择所在单位 in this order, and one 提交', async () => {
    const html = await page();
    const headings = [...html.matchAll(/<h2[^>]*>(.*?)<\/h2>/gs)].map(([, heading]) => wordsOf(heading ?? ''));
    expect(headings.slice(0, 3)).toEqual(['基础信息', '完善信息', '选择所在单位']);
    const buttons = [...html.matchAll(/<button[^>]*class="btn[^>]*>(.*?)<\/button>/gs)];
    expect(buttons.filter(([, words]) => wordsOf(words ?? '') === '提交')).toHaveLength(1);
    expect(wordsOf(html)).toContain('通讯地址');
    expect(wordsOf(html)).not.toContain('联系地址');
  });
});

describe('个人中心', () => {
  const page = (binding = WAITING) => pageHtml({ page: me, path: '/me', data: { person: PERSON, binding } });

  it('[AH-06.04] shows 工作时间 as a range that ends 至今', async () => {
    expect(wordsOf(await page())).toContain('工作时间 2008-09-01 至今');
  });

  it('[AH-06.06] [AH-06.14] 完善信息 opens the drawer, 变更单位 the page of the unit', async () => {
    const links = [...(await page()).matchAll(/<a class="btn[^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)];
    expect(links.map(([, to, words]) => [wordsOf(words ?? ''), to])).toEqual([
      ['变更单位', '/me/unit'],
      ['完善信息', '/me/edit'],
    ]);
  });

  it('[AH-06.06] every field of the drawer is in one of its blocks 基本信息 and 详细信息', () => {
    expect([...BASIC, ...DETAILS].sort()).toEqual(Object.keys(profileFormFields).sort());
  });

  it('[AH-03.10] names the unit that is asked with 待审核', async () => {
    const words = wordsOf(await page());
    expect(words).toContain('工作单位 示例市第一中学 待审核');
    const approved = { ...WAITING, approved: WAITING.pending, pending: null, why: null };
    expect(wordsOf(await page(approved))).not.toContain('待审核');
  });

  it('[AH-04.03] has the way back', async () => {
    expect(crumbsOf(await page())).toEqual({ trail: ['首页', '个人中心'], back: '/home' });
  });
});
