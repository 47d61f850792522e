import { describe, expect, it } from 'vitest';
import * as accounts from '../../routes/_work.work.accounts._index.tsx';
import * as account from '../../routes/_work.work.accounts.$id.tsx';
import * as open from '../../routes/_work.work.accounts.open.tsx';
import { workMenu } from '../../frames/menu.ts';
import { crumbsOf, pageHtml, wordsOf } from '../../testing/page-html.tsx';
import type { AccountRequest } from './request-list.tsx';
import type { BuiltInAccount } from './words.ts';

const REQUEST: AccountRequest = {
  ...{ id: 'r1', stateLabel: '待开通', open: true, bureauName: '示例市人社局' },
  content: {
    name: '示例乡村教学点',
    reason: '没有统一社会信用代码',
    region: { code: '990101', name: '示例区' },
    unitNature: { code: 'PUBLIC_INSTITUTION', name: '事业单位' },
    contact: '示例联系人',
    mobile: '10000000031',
    note: null,
    proof: [{ id: 'f1', name: '批文.pdf', bytes: 2048 }],
  },
  ...{ createdAt: new Date('2026-11-02T01:30:00Z'), decidedAt: null, reason: null },
};
const DECIDED: AccountRequest = {
  ...{ ...REQUEST, id: 'r2', stateLabel: '未开通', open: false, reason: '该单位已有账号' },
  content: { ...REQUEST.content, name: '示例已办单位' },
};

const ACCOUNT: BuiltInAccount = {
  ...{ accountId: 'a1', username: 'unit-demo', displayName: '示例管理员', initial: true },
  createdAt: new Date('2026-11-02T01:30:00Z'),
  assignments: [{ id: 's1', label: '用人单位', organisationName: '示例乡村教学点' }],
};

const list = (data: object = {}) =>
  pageHtml({
    page: accounts,
    path: '/work/accounts',
    data: { requests: [DECIDED, REQUEST], rows: [ACCOUNT], more: false, ...data },
  });

const opening = (request: AccountRequest | null = REQUEST, known = false) =>
  pageHtml({
    page: open,
    path: '/work/accounts/open',
    data: { known, request, sources: { dictionaries: {}, regions: [] } },
  });

describe('账号管理', () => {
  it('[AH-38.03] is in the menu of operations and in no other', () => {
    const entries = (role: Parameters<typeof workMenu>[0]) => workMenu(role).map(({ label }) => label);
    expect(entries('operator')).toContain('账号管理');
    for (const role of ['employer', 'department', 'hrss', 'talentCentre', 'convening'] as const)
      expect(entries(role)).not.toContain('账号管理');
  });

  it('[AH-29.03] [AH-38.03] what bureaus wait for stands before the accounts, and leads to opening one', async () => {
    const html = await list();
    const words = wordsOf(html);
    expect(words).toContain('待办申请（1）');
    expect(words).toContain('示例市人社局');
    expect(words).not.toContain('示例已办单位');
    expect(words.indexOf('示例乡村教学点')).toBeLessThan(words.indexOf('unit-demo'));
    expect(html).toContain('href="/work/accounts/open?request=r1"');
    expect(html).toContain('href="/work/accounts/a1"');
    expect(words).toContain('初始密码，待修改');
    expect(crumbsOf(html)).toEqual({ trail: ['首页', '账号管理'], back: '/work' });
  });

  it('says so where nothing waits and nothing is found', async () => {
    const words = wordsOf(await list({ requests: [], rows: [] }));
    expect(words).toContain('没有等待开户的申请。');
    expect(words).toContain('没有符合条件的内置账号。');
  });
});

describe('开户', () => {
  it('[AH-29.03] [AH-38.03] shows what the bureau sent, its proof, and may decline', async () => {
    const html = await opening();
    const words = wordsOf(html);
    for (const told of ['示例市人社局', '没有统一社会信用代码', '批文.pdf', '不予开户']) expect(words).toContain(told);
    expect(html).toContain('name="reason"');
    expect(html).toContain('value="示例乡村教学点"');
  });

  it('[AH-29.03] asks for body, capacities and account in one form; no password is typed', async () => {
    const html = await opening(null);
    const words = wordsOf(html);
    for (const asked of [
      '单位名称',
      '统一社会信用代码',
      '属地',
      '单位性质',
      '账号',
      '显示名称',
      '用人单位',
      '主管部门',
    ])
      expect(words).toContain(asked);
    expect(words).not.toContain('不予开户');
    expect(html).not.toContain('type="password"');
  });

  it('for a body of the platform asks which one', async () => {
    const words = wordsOf(await opening(null, true));
    expect(words).not.toContain('单位性质');
    expect(words).toContain('查询');
  });

  it('[AH-38.03] what is decided is not opened again', async () => {
    const html = await opening(DECIDED);
    expect(wordsOf(html)).toContain('该单位已有账号');
    expect(html).not.toContain('<form class="kitform"');
  });
});

describe('内置账号', () => {
  it('[GP.96] has its assignments, each of which may be ended, and a further one be granted', async () => {
    const html = await pageHtml({
      page: account,
      path: '/work/accounts/:id',
      address: '/work/accounts/a1',
      data: ACCOUNT,
    });
    const words = wordsOf(html);
    for (const told of ['示例管理员', 'unit-demo', '结束身份 ：示例乡村教学点，用人单位', '授予身份', '重置密码'])
      expect(words).toContain(told);
    expect(crumbsOf(html)).toEqual({ trail: ['首页', '账号管理', 'unit-demo'], back: '/work/accounts' });
  });
});
