import { openCase, passOpenCase } from '../fixtures/auditor.ts';
import { pdf } from '../fixtures/evidence.ts';
import { attach, choose, put } from '../fixtures/form.ts';
import { expect, test } from '../fixtures/test.ts';

test('[AH-35.02..04] [SM-QUOTA.01] [SM-QUOTA.02] [MG.07] template, draft, 确认 or the pass of the bureau, and then nothing can be changed', async ({
  door,
  world,
}) => {
  const audited = world.app.core.profile.policies.quotaNeedsAudit;
  const school = await door.unit('unit01');
  await school
    .getByRole('navigation', { name: /菜单|主/ })
    .getByRole('link', { name: '管理设置' })
    .click();
  await school.getByRole('link', { name: '岗位核准信息' }).click();
  const main = school.getByRole('main');
  await expect(main).toContainText(
    '* 请先“下载”核准表模板，填写盖章扫描后，再“新增”岗位核准信息并上传扫描后的核准表。',
  );
  await expect(main).toContainText('应在岗位结构比例内开展职称评审。');
  await expect(main.getByRole('columnheader')).toHaveText([
    ...['展开', '序号', '年度', '正高', '副高', '中级', '初级', '是否确认', '已推荐', '创建时间', '操作'],
  ]);
  const download = school.waitForEvent('download');
  await main.getByRole('link', { name: '核准表模板下载' }).click();
  expect((await download).suggestedFilename()).toBe('专业技术岗位核准表.docx');

  await main.getByRole('link', { name: '新增', exact: true }).click();
  await expect(main).toContainText('注：请输入以下岗位的空缺数');
  await choose(school, '核准年度', '2019');
  await put(school, '副高级职称', '2');
  await school.getByRole('button', { name: '保存', exact: true }).click();
  const row = main.getByRole('row').filter({ hasText: '2019' });
  await expect(row).toContainText('未确认');
  await row.getByRole('link', { name: /^修改/ }).click();
  await attach(school, '相关附件', pdf('岗位核准表.pdf'));
  await school.getByRole('button', { name: audited ? '提交' : '确认', exact: true }).click();
  if (audited) {
    await expect(row).toContainText('待审核');
    const bureau = await door.builtin('hrss-district');
    await openCase(bureau, '示例市第一中学申报2019年职数');
    await passOpenCase(bureau, '与核准表一致。');
    await school.reload();
  }
  await expect(row).toContainText('已确认');
  await row.getByRole('link', { name: /^查看/ }).click();
  await expect(main.getByRole('heading', { name: '占用台账' })).toBeVisible();
  await expect(main.getByRole('button', { name: '确认', exact: true })).toHaveCount(0);
  await expect(main.getByRole('button', { name: '提交', exact: true })).toHaveCount(0);
});

test('[AH-35.14] [SM-QUOTA.03] the unit says 占用 before it passes somebody, and the ledger counts it', async ({
  door,
}) => {
  const school = await door.unit('unit01');
  await openCase(school, '示例十六身份证');
  await school.getByRole('link', { name: '单位推荐意见（缺 3 项）' }).click();
  const pass = school.getByRole('button', { name: '通过', exact: true });
  await expect(pass).toHaveAccessibleDescription(/是否占用职数/);
  await attach(school, '申报材料公示情况及说明', pdf('公示情况.pdf'));
  await attach(school, '单位推荐意见', pdf('推荐意见.pdf'));
  await choose(school, '是否占用职数', '占用');
  await passOpenCase(school, '同意推荐');
  await school.goto('/work/settings/post-quotas');
  const row = school.getByRole('row').filter({ hasText: '不限' });
  await row.getByRole('link', { name: /^查看/ }).click();
  await expect(school.getByRole('table', { name: '占用台账' })).toContainText('示例十六');
});
