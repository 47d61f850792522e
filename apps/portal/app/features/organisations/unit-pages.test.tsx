import { describe, expect, it } from 'vitest';
import { WorkFrame } from '../../frames/work-frame.tsx';
import * as settings from '../../routes/_work.work.settings._index.tsx';
import * as register from '../../routes/unit.register.tsx';
import { pageHtml, wordsOf } from '../../testing/page-html.tsx';
import type { Unit } from './unit-info.tsx';

const UNIT: Unit = {
  ...{
    id: 'u1',
    name: '示例市第一中学',
    uscc: '99990000TEST00001X',
    regionCode: null,
    regionName: '',
    unitNature: null,
  },
  ...{ central: false, hrss: null, capacities: ['employer'], registered: false, postQuotas: false, version: 1 },
  details: { legalRepresentative: '示例法人' },
};
const frame = {
  active: { id: 'a', role: 'employer' as const, capacityLabel: '用人单位', organisationName: UNIT.name },
};

describe('单位注册', () => {
  const page = () =>
    pageHtml({
      page: register,
      path: '/unit/register',
      frame,
      data: { unit: UNIT, registration: null, dictionaries: {}, regions: [] },
    });

  it('[AH-29.06] has the legend, its two blocks in this order, and one 提交', async () => {
    const html = await page();
    expect(wordsOf(html)).toMatch(/\* 标星号的 为必填项/);
    const headings = [...html.matchAll(/<h2[^>]*>(.*?)<\/h2>/gs)].map(([, heading]) => wordsOf(heading ?? ''));
    expect(headings).toEqual(['基础信息', '完善单位详细信息']);
    const buttons = [...html.matchAll(/<button[^>]*class="btn[^>]*>(.*?)<\/button>/gs)];
    expect(buttons.map(([, words]) => wordsOf(words ?? '')).filter((words) => words === '提交')).toHaveLength(1);
  });

  it('[AH-29.07] [AH-29.08] [AH-29.09] shows what the sign-on service told, and asks for none of it', async () => {
    const html = await page();
    const told = [...html.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/gs)].map((pair) => pair.slice(1, 3));
    expect(told).toEqual([
      ['单位名称', '示例市第一中学'],
      ['统一社会信用代码', '99990000TEST00001X'],
      ['法定代表人姓名', '示例法人'],
    ]);
    const labels = [...html.matchAll(/<label[^>]*>(.*?)<\/label>/gs)].map(([, words]) => wordsOf(words ?? ''));
    expect(labels.some((label) => /单位名称|统一社会信用代码|法定代表人姓名/.test(label))).toBe(false);
  });
});

describe('the unit’s pages', () => {
  const menuOf = (html: string): (readonly [string, string])[] => {
    const nav = /<nav class="frame__side.*?<\/nav>/s.exec(html)?.[0] ?? '';
    return [...nav.matchAll(/<a[^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)].map(([, to = '', words = '']) => [
      wordsOf(words),
      to,
    ]);
  };

  it('[AH-30.01] the menu begins with 首页 and has the order of AH-04.02', async () => {
    const page = { default: () => <WorkFrame>本页</WorkFrame> };
    expect(menuOf(await pageHtml({ page, path: '/work', frame }))).toEqual([
      ['首页', '/work'],
      ['业绩档案', '/work/archive'],
      ['职称申报', '/work/declarations'],
      ['人员注册审核', '/work/people'],
      ['任务中心', '/work/tasks'],
      ['管理设置', '/work/settings'],
    ]);
  });

  const tabsOf = async (postQuotas: boolean, role: 'employer' | 'hrss' = 'employer') => {
    const html = await pageHtml({
      ...{ page: settings, path: '/work/settings', data: { ...UNIT, postQuotas } },
      frame: { active: { ...frame.active, role } },
    });
    const nav = /<nav class="tabs" aria-label="管理设置".*?<\/nav>/s.exec(html)?.[0] ?? '';
    return [...nav.matchAll(/<a[^>]*>(.*?)<\/a>/gs)].map(([, words]) => wordsOf(words ?? ''));
  };

  it('[AH-30.02] 管理设置 leads to 单位信息, and to 岗位核准信息 where the unit has posts', async () => {
    expect((await tabsOf(true)).slice(0, 2)).toEqual(['单位信息', '岗位核准信息']);
    const without = await tabsOf(false);
    expect(without[0]).toBe('单位信息');
    expect(without).not.toContain('岗位核准信息');
  });

  it('[AH-38.03] 申请内置账号 stands in 管理设置 of a bureau alone', async () => {
    expect(await tabsOf(false, 'hrss')).toContain('申请内置账号');
    expect(await tabsOf(false)).not.toContain('申请内置账号');
  });

  it('[AH-29.03] 修改密码 is offered to those whose password is of this platform', async () => {
    const page = { default: () => <WorkFrame>本页</WorkFrame> };
    const band = async (ownPassword: boolean) =>
      wordsOf(await pageHtml({ page, path: '/work', frame: { ...frame, ownPassword } }));
    expect(await band(true)).toContain('修改密码');
    expect(await band(false)).not.toContain('修改密码');
  });
});
