import { openMenu } from '../fixtures/applicant.ts';
import { openCase, passOpenCase, returnOpenCase } from '../fixtures/auditor.ts';
import { saveDraft, unfold } from '../fixtures/declaring.ts';
import { pdf } from '../fixtures/evidence.ts';
import { attach, put, slotOf } from '../fixtures/form.ts';
import { signInAsPerson } from '../fixtures/sign-in.ts';
import { onToThePerson, returnsStepwise } from '../fixtures/stepwise.ts';
import { expect, test } from '../fixtures/test.ts';

test('[SM-DECL.07] [AH-26.09] returned by the district: mended, submitted again, all levels from the unit on, both rounds in the log', async ({
  page,
  door,
  world,
}) => {
  test.setTimeout(180_000);
  const me = await world.submitted(1);
  const words = `${me.name}身份证`;
  const opinion = '身份证正反面看不清，请重新扫描；出生地写到县。';
  const district = await door.builtin('edu-district');
  await openCase(district, words);
  await returnOpenCase(district, opinion);
  await onToThePerson({ world, door }, { words, opinion });

  await signInAsPerson(page, me);
  await openMenu(page, '职称申报');
  await expect(page.getByRole('article')).toContainText(
    `${returnsStepwise(world) ? '示例市第一中学' : '示例区教育局'}退回了申报`,
  );
  await page.getByRole('article').getByRole('link', { name: '填报' }).click();
  await expect(page.getByRole('main')).toContainText(opinion);
  await unfold(page, '基本信息');
  await put(page, '出生地', '示例省示例市示例县');
  await unfold(page, '附件上传');
  const slot = slotOf(page, '身份证正反面照片');
  await slot.getByRole('button', { name: /^移除/ }).click();
  await attach(page, '身份证正反面照片', pdf('身份证正反面（重扫）.pdf'));
  await saveDraft(page);
  await page.goto(`/declarations/${me.declarationId}/fill?step=submit`);
  await page.getByRole('button', { name: '开始检测' }).click();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '已提交' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('第 2 轮');

  const school = await door.unit('unit01');
  await openCase(school, words);
  await expect(school.getByText(/第 2 轮/)).toBeVisible();
  await school.getByRole('link', { name: /^单位推荐意见（缺/ }).click();
  await attach(school, '申报材料公示情况及说明', pdf('公示情况.pdf'));
  await attach(school, '单位推荐意见', pdf('推荐意见.pdf'));
  await passOpenCase(school, '已核对重扫件，同意。');
  await openCase(district, words);
  await expect(district.getByText('示例省示例市示例县')).toBeVisible();
  await passOpenCase(district, '已补正，同意。');

  await page.goto(`/declarations/${me.declarationId}?tab=flow`);
  const log = page.getByRole('main');
  for (const said of ['第 1 轮', '第 2 轮', opinion, '已核对重扫件，同意。', '已补正，同意。', '退回'])
    await expect(log).toContainText(said);
});
