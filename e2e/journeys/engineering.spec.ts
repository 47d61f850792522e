import { openNewEntry } from '../fixtures/applicant.ts';
import { importAll, saveDraft } from '../fixtures/declaring.ts';
import { jpg } from '../fixtures/evidence.ts';
import { attach, choose, put, putDate } from '../fixtures/form.ts';
import { signInAsPerson } from '../fixtures/sign-in.ts';
import { expect, test, type Page } from '../fixtures/test.ts';
import { sheetPicture } from '@zhicheng/demo';

const PROJECT = '示例市体育馆工程';
const CATEGORY = '主持参与工程技术项目';
const lastYear = new Date().getUTCFullYear() - 1;

async function enterProject(page: Page): Promise<void> {
  const form = await openNewEntry(page, CATEGORY);
  await put(form, '项目名称', PROJECT);
  await putDate(form, '开始日期', `${lastYear - 1}-03-01`);
  await putDate(form, '结束日期', `${lastYear}-06-30`);
  await put(form, '项目类别', '市年度重点项目');
  await form.getByRole('checkbox', { name: '参与', exact: true }).check();
  await put(form, '项目参与人员', '示例甲、示例乙');
  await attach(form, '佐证材料', jpg('竣工验收证明.jpg', await sheetPicture('竣工验收证明')));
  await form.getByRole('button', { name: '提交', exact: true }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole('row').filter({ hasText: PROJECT })).toContainText('审核中');
}

test('[AH-12.03] [AH-22.07] [AH-24.01] a project is entered, approved and declared; readiness says which projects would do', async ({
  page,
  world,
}) => {
  const { declarationId, ...me } = await world.engineerInDraft();
  const achievements = `/declarations/${declarationId}/fill?step=achievements`;
  await signInAsPerson(page, me);

  await test.step('each way to meet the criterion says what it lacks and leads to its place', async () => {
    await page.goto(achievements);
    const need = page.getByRole('complementary', { name: '还差 1 项才能提交' });
    const way = need.getByRole('listitem').filter({ has: page.getByRole('link', { name: '工程项目', exact: true }) });
    await expect(way.last()).toContainText('需1大型，或2中型，或1中型+2小型，或4小型');
    await expect(way.last()).toContainText('或1小型');
    await need.getByRole('link', { name: '工程项目', exact: true }).click();
    await expect(page.getByRole('button', { name: `导入${CATEGORY}` })).toBeFocused();
  });

  await enterProject(page);
  const [administrator] = world.organisations.institute.players;
  const { tasks } = administrator?.api ?? {};
  const waiting = (await tasks?.list({ tab: 'todo', keyword: me.name }))?.rows ?? [];
  for (const { taskId } of waiting) await tasks?.decide({ taskId, decision: 'pass', opinion: '同意' });

  await test.step('imported, with its size, it is the one that was missing', async () => {
    await page.goto(achievements);
    await importAll(page, CATEGORY);
    await choose(page, `${PROJECT} 规模等级`, '小型');
    await expect(page.getByRole('complementary', { name: '可以提交' })).toBeVisible();
    await saveDraft(page);
  });

  await page.goto(`/declarations/${declarationId}/review-form`);
  await expect(page.getByRole('row').filter({ hasText: PROJECT })).toContainText('小型');
});
