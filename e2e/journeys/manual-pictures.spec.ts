import { openNewEntry } from '../fixtures/applicant.ts';
import { caseRow, openCase } from '../fixtures/auditor.ts';
import { openPlan, selectTitle } from '../fixtures/declaring.ts';
import { returnWithMarks } from '../fixtures/pages-of-applicants.ts';
import { picture, PICTURE } from '../fixtures/picture.ts';
import { signInAsPerson, signInAsUnit, signInBuiltin } from '../fixtures/sign-in.ts';
import { test, type Page } from '../fixtures/test.ts';

// Listed with SHOTS=manuals only (`npm run manual-pictures`). The demo's own people; little is changed.
test.use(PICTURE);
const STEPS = ['dates', 'sections', 'policies', 'publish'];
test.describe.configure({ timeout: 240_000 });

const as = (page: Page, number: number) =>
  signInAsPerson(page, { account: `person${String(number).padStart(2, '0')}` });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name, exact: true });

test('@manuals applicant: sign-in, registration', async ({ page, world }) => {
  await page.goto('/login');
  await picture(page, 'applicant-login', page.getByRole('region', { name: '个人登录', exact: true }));
  await signInAsPerson(page, await world.newcomer());
  await picture(page, 'applicant-register', page.getByRole('group', { name: '是否同步注册单位' }));
  await button(page, '选择单位').click();
  const search = page.getByRole('dialog', { name: '选择单位' });
  await search.getByLabel('单位名称').fill('示例市第一中学');
  await search.getByRole('button', { name: '查询' }).click();
  await picture(page, 'applicant-choose-unit', search.getByRole('button', { name: /^选择\s*示例市第一中学$/ }));
});

test('@manuals applicant: waiting for the unit', async ({ page: waiting }) => {
  await as(waiting, 2);
  await waiting.goto('/me/unit');
  await picture(waiting, 'applicant-waiting');
});

test('@manuals applicant: library', async ({ page: own }) => {
  await as(own, 1);
  await own.goto('/library/continuing-education');
  await picture(own, 'applicant-library', own.getByRole('search').getByRole('link', { name: '新增' }));
  const entry = await openNewEntry(own, '工作经历');
  await picture(own, 'applicant-new-entry', entry.getByRole('button', { name: '提交' }));
  await own.goto('/me/titles');
  await picture(own, 'applicant-titles');
});

test('@manuals applicant: choosing', async ({ page }) => {
  await as(page, 1);
  await page.goto('/plans');
  await picture(page, 'applicant-plans', page.getByRole('link', { name: /^查看/ }).first());
  await openPlan(page, '高级职称评审');
  await picture(page, 'applicant-plan', button(page, '马上申报'));
  const promise = await selectTitle(page, '中学语文', '高级教师');
  await picture(page, 'applicant-promise', promise.getByLabel('我已阅读并承诺'));
  await promise.getByRole('button', { name: '返回上一页' }).click();
  await picture(page, 'applicant-select', button(page, '提交'));
});

test('@manuals applicant: filling', async ({ page: filling }) => {
  await as(filling, 6);
  await filling.goto('/declarations');
  const open = filling.getByRole('main').getByRole('link', { name: /^填报/ }).first();
  await picture(filling, 'applicant-record', open);
  await open.click();
  await filling.waitForURL(/\/fill/);
  await picture(filling, 'applicant-fill', filling.getByRole('complementary').first());
  const fill = new URL(filling.url()).pathname;
  await filling.goto(`${fill}?import=trainings`);
  await picture(filling, 'applicant-import', filling.getByRole('dialog').getByRole('button', { name: /^保存/ }));
  await filling.goto(`${fill}?step=overview`);
  await picture(filling, 'applicant-overview');
  await filling.goto(`${fill}?step=submit`);
  await button(filling, '开始检测').click();
  await picture(filling, 'applicant-check', button(filling, '提交'));
});

test('@manuals applicant: after submitting', async ({ page }) => {
  await as(page, 7);
  await page.goto('/declarations');
  await picture(page, 'applicant-tracker', page.getByRole('article').first());
  await page.getByRole('article').first().getByRole('link', { name: /^查看/ }).first().click();
  await page.waitForURL(/\/declarations\/[^/]+$/);
  const record = new URL(page.url()).pathname;
  await page.goto(`${record}?tab=flow`);
  await picture(page, 'applicant-flow');
  await page.goto(`${record}/receipt`);
  await picture(page, 'applicant-receipt');
});

test('@manuals applicant: returned', async ({ page: returned, world }) => {
  const somebody = await world.submitted(1);
  await returnWithMarks(world, somebody);
  await signInAsPerson(returned, somebody);
  await returned.goto(`/declarations/${somebody.declarationId}/fill?step=personal`);
  await picture(returned, 'applicant-returned', returned.getByRole('region', { name: '退回清单' }));
});

test('@manuals applicant: admitted, and on a phone', async ({ page: admitted }) => {
  await as(admitted, 10);
  await admitted.goto('/declarations');
  await picture(admitted, 'applicant-review-form', link(admitted, '导出评审表').first());
  await admitted.setViewportSize({ width: 360, height: 820 });
  await admitted.goto('/home');
  await picture(admitted, 'applicant-phone');
});

test('@manuals unit: first sign-in', async ({ page }) => {
  await page.goto('/login');
  await picture(page, 'unit-login', page.getByRole('region', { name: '单位登录', exact: true }));
  await signInAsUnit(page, { account: 'unit07' });
  await picture(page, 'unit-register', button(page, '提交'));
});

test('@manuals unit: people and library', async ({ page: school }) => {
  await signInAsUnit(school, { account: 'unit01' });
  await school.goto('/work');
  await picture(school, 'unit-home');
  await school.goto('/work/people');
  await picture(school, 'unit-people', school.getByRole('row').getByRole('link', { name: /^审核/ }).first());
  await school.goto('/work/archive');
  await picture(school, 'unit-archive');
  await (await caseRow(school, '示例五')).first().waitFor();
  await school.getByLabel(/^全选/).check();
  await button(school, '批量审核').click();
  await picture(school, 'unit-batch', school.getByRole('dialog', { name: '批量审核' }));
});

test('@manuals unit: recommending', async ({ page: school }) => {
  await signInAsUnit(school, { account: 'unit01' });
  await openCase(school, '示例十六身份证');
  await picture(school, 'unit-case', school.getByRole('link', { name: /^单位推荐意见（缺/ }));
  await school.getByRole('link', { name: /^单位推荐意见（缺/ }).click();
  await picture(school, 'unit-recommendation', school.getByRole('textbox', { name: '是否占用职数' }));
  await school.goto('/work/settings/post-quotas');
  await picture(school, 'unit-post-quotas', link(school, '新增'));
  await school.goto('/work/settings/post-quotas/new');
  await picture(school, 'unit-new-quota', button(school, '确认'));
  await school.goto('/work/settings');
  await picture(school, 'unit-settings');
});

test('@manuals department: sign-in and claim', async ({ page }) => {
  await page.goto('/login');
  await picture(page, 'department-login', page.getByRole('region', { name: '内置单位登录' }));
  await signInBuiltin(page, 'edu-city');
  await page.goto('/work/tasks?tab=claimable');
  await picture(page, 'department-claim', page.getByRole('button', { name: /^领取/ }).first());
});

test('@manuals department: a case', async ({ page: district }) => {
  await signInBuiltin(district, 'edu-district');
  await openCase(district, '示例七身份证');
  await district.locator('[data-evidence]:visible').first().click();
  await picture(district, 'department-case', district.getByRole('complementary', { name: '佐证材料' }));
  await button(district, '标记问题').click();
  await picture(district, 'department-marking', district.getByLabel('标记出生地', { exact: true }));
  await button(district, '结束标记').click();
  await button(district, '退回').click();
  await picture(district, 'department-return', district.getByRole('dialog', { name: '退回' }));
  await button(district, '取消').click();
  await button(district, '通过').click();
  await picture(district, 'department-pass', district.getByRole('dialog', { name: '通过' }));
  await button(district, '取消').click();
  await district.goto('/work/tasks?tab=mine');
  await picture(district, 'department-done');
  await district.goto('/work/settings/delegations');
  await picture(district, 'department-delegations');
  await district.goto('/work/settings/phrases');
  await picture(district, 'department-phrases', button(district, '保存'));
});

test('@manuals convening unit', async ({ page }) => {
  await signInBuiltin(page, 'convening');
  await page.goto('/work/plans');
  await picture(page, 'convening-plans', link(page, '新建'));
  await page
    .getByRole('button', { name: /^复制到下一年/ })
    .first()
    .click();
  await page.waitForURL(/copied=1/);
  await picture(page, 'convening-editor', page.getByRole('navigation', { name: '编辑步骤' }));
  const editor = new URL(page.url()).pathname;
  for (const step of STEPS) {
    await page.goto(`${editor}?step=${step}`);
    await picture(page, `convening-${step}`);
  }
  await page.goto(`${editor}/preview`);
  await picture(page, 'convening-preview');
  await page.goto('/work/plans');
  await page.getByRole('link', { name: /^延期/ }).first().click();
  await picture(page, 'convening-extend', button(page, '确认延期'));
  await page.goto('/work/declarations');
  await picture(page, 'convening-declarations');
  await page.goto('/work/declarations/interviews');
  await picture(page, 'convening-interviews');
});

test('@manuals operator', async ({ page, world }) => {
  await signInBuiltin(page, 'operator');
  await page.goto('/work/audit-tree');
  await picture(page, 'operator-tree', link(page, '批量导入'));
  await page.goto('/work/audit-tree/edit');
  await picture(page, 'operator-edge');
  await page.goto('/work/audit-tree/import');
  await picture(page, 'operator-import', link(page, '下载excel模板'));
  const { school } = world.organisations;
  await page.goto(`/work/audit-tree/simulate?unit=${school.id}&level=ASSOCIATE_SENIOR&series=teacher&mode=REVIEW`);
  await picture(page, 'operator-simulate', button(page, '查询完整审核路径'));
  await page.goto('/work/audit-tree/report');
  await picture(page, 'operator-report');
});
