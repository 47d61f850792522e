import { openCase, passOpenCase } from '../fixtures/auditor.ts';
import { saveDraft, unfold } from '../fixtures/declaring.ts';
import { pdf } from '../fixtures/evidence.ts';
import { attach, put } from '../fixtures/form.ts';
import { signInAsPerson } from '../fixtures/sign-in.ts';
import { onToThePerson } from '../fixtures/stepwise.ts';
import { expect, test } from '../fixtures/test.ts';

test('[SM-DECL.07] [AH-33.21] two marks are sent with a return, worked through as a list, and the next auditor sees what changed', async ({
  page,
  door,
  world,
}) => {
  test.setTimeout(180_000);
  const me = await world.submitted(1);
  const words = `${me.name}身份证`;
  const district = await door.builtin('edu-district');
  await openCase(district, words);
  await district.getByRole('button', { name: '标记问题', exact: true }).click();
  await district.getByLabel('标记出生地', { exact: true }).check();
  await district.getByLabel('标记身份证正反面照片', { exact: true }).check();
  await district.getByRole('button', { name: '写原因' }).click();
  const reasons = district.getByRole('dialog', { name: '标记问题' });
  await reasons.getByLabel('标记原因').fill('请核对后更正。');
  await reasons.getByRole('button', { name: '保存标记' }).click();
  const marked = district.getByRole('region', { name: '已标记的问题' });
  await expect(marked.getByRole('listitem')).toHaveCount(2);
  await district.getByRole('button', { name: '结束标记' }).click();
  await district.getByRole('button', { name: '退回', exact: true }).click();
  await district.getByRole('dialog', { name: '退回' }).getByRole('button', { name: '确认退回' }).click();
  await expect(district.getByText('已退回', { exact: true })).toBeVisible();
  await onToThePerson({ world, door }, { words, opinion: '请按标记逐条修改。' });

  await signInAsPerson(page, me);
  await page.goto(`/declarations/${me.declarationId}/fill?step=personal`);
  const list = page.getByRole('region', { name: '退回清单' });
  await expect(list).toContainText('还有 2 处待修改');
  await unfold(page, '基本信息');
  await put(page, '出生地', '示例省示例市示例县');
  await saveDraft(page);
  await expect(list).toContainText('还有 1 处待修改');
  await list.getByRole('button', { name: /^不改，写说明/ }).click();
  await list.getByLabel(/^说明：/).fill('原件如此，已与学校核对。');
  await list.getByRole('button', { name: '保存说明' }).click();
  await expect(list).toContainText('已全部处理');
  await page.goto(`/declarations/${me.declarationId}/fill?step=submit`);
  await page.getByRole('button', { name: '开始检测' }).click();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '已提交' })).toBeVisible();

  const school = await door.unit('unit01');
  await openCase(school, words);
  await school.getByRole('link', { name: /^单位推荐意见（缺/ }).click();
  await attach(school, '申报材料公示情况及说明', pdf('公示情况.pdf'));
  await attach(school, '单位推荐意见', pdf('推荐意见.pdf'));
  await passOpenCase(school, '同意。');
  await openCase(district, words);
  await district.getByRole('link', { name: /^本轮改动（1 个栏目）/ }).click();
  const main = district.getByRole('main');
  await expect(main).toContainText('示例省示例市示例县');
  await expect(main).toContainText('原件如此，已与学校核对。');
});
