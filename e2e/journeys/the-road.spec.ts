import { sheetPicture } from '@zhicheng/demo';
import { chooseSeries, openMenu, openNewEntry, registerWithUnit } from '../fixtures/applicant.ts';
import { openCase, passOpenCase } from '../fixtures/auditor.ts';
import {
  addHeldTitle,
  fillAttachments,
  fillProfile,
  importAll,
  openPlan,
  saveDraft,
  selectTitle,
  uploadPhoto,
} from '../fixtures/declaring.ts';
import { documentText } from '../fixtures/document.ts';
import { fillExperience } from '../fixtures/entries.ts';
import { jpg, pdf } from '../fixtures/evidence.ts';
import { attach, choose, put, putDate } from '../fixtures/form.ts';
import { registerAtSandbox } from '../fixtures/sign-in.ts';
import { expect, test } from '../fixtures/test.ts';

test('[SM-BIND.01] [SM-LIB.01] [SM-DECL.01] from a stranger to 审核通过 and the printed review form', async ({
  door,
  world,
}) => {
  test.setTimeout(240_000);
  const teacher = await door.stranger();
  const me = await test.step('个人登录, an account at the sandbox, 个人注册 with a unit', async () => {
    const registered = await registerAtSandbox(teacher);
    await registerWithUnit(teacher, '示例市第一中学');
    return registered;
  });

  const school = await door.unit('unit01');
  await test.step('the unit passes the person', async () => {
    await openCase(school, `${me.name}申请`);
    await passOpenCase(school, '情况属实，同意绑定。');
  });

  await test.step('工作经历 and 班主任工作经历 into the library, submitted with evidence', async () => {
    await chooseSeries(teacher, '中小学教师');
    const experience = await openNewEntry(teacher, '工作经历');
    await fillExperience(experience);
    await attach(experience, '佐证材料', jpg('工作证明.jpg', await sheetPicture('工作证明')));
    await experience.getByRole('button', { name: '提交' }).click();
    await expect(teacher.getByRole('row', { name: /示例市第一中学/ })).toContainText('审核中');

    const classes = await openNewEntry(teacher, '班主任工作经历');
    await put(classes, '学年', '2019-2022学年');
    await put(classes, '学校名称', '示例市第一中学');
    await put(classes, '班级', '初一（1）班');
    await putDate(classes, '开始日期', '2019-09-01');
    await putDate(classes, '结束日期', '2022-08-31');
    await put(classes, '学生人数', '45');
    await attach(classes, '佐证材料', pdf('班主任工作证明.pdf'));
    await classes.getByRole('button', { name: '提交' }).click();
    await expect(teacher.getByRole('row', { name: /2019-2022学年/ })).toContainText('审核中');
  });

  await test.step('the unit audits both', async () => {
    for (const words of [`${me.name}提交工作经历`, `${me.name}提交班主任工作经历`]) {
      await openCase(school, words);
      await passOpenCase(school, '同意');
    }
    await teacher.reload();
    await expect(teacher.getByRole('row', { name: /2019-2022学年/ })).toContainText('审核通过');
  });
  await world.restOfLibrary(world.find(me.account), ['experience', 'class-teacher']);

  await test.step('the plan, 马上申报, 申报职称选择, 诚信承诺书', async () => {
    await openPlan(teacher, '高级职称评审');
    const promise = await selectTitle(teacher, '中学语文', '高级教师');
    await promise.getByLabel('我已阅读并承诺').check();
    await promise.getByRole('button', { name: '同意并继续' }).click();
    await expect(teacher.getByRole('heading', { level: 1, name: /填写申报信息/ })).toBeVisible();
  });

  await test.step('个人信息', async () => {
    await uploadPhoto(teacher);
    await fillProfile(teacher);
    await saveDraft(teacher);
    await addHeldTitle(teacher);
    for (const section of ['工作经历', '学历教育', '继续教育', '年度考核']) await importAll(teacher, section);
    await teacher.getByLabel(/最高学历$/).check();
    for (const year of [1, 2, 3]) {
      await choose(teacher, `${new Date().getFullYear() - year} 考核结果`, '合格');
    }
    await fillAttachments(teacher);
    await saveDraft(teacher);
  });

  await test.step('业绩成果', async () => {
    await teacher.getByRole('button', { name: '保存并下一步' }).click();
    await expect(teacher).toHaveURL(/step=achievements/);
    for (const section of ['乡村任教或支教', '班主任工作经历', '论文发表情况']) await importAll(teacher, section);
    await importAll(teacher, '获得荣誉', 1);
    await teacher.getByRole('button', { name: '保存并下一步' }).click();
    await expect(teacher.getByRole('region', { name: '附件一览表' })).toContainText('职称申报承诺书.pdf');
  });

  await test.step('开始检测, 提交, the receipt', async () => {
    await teacher.getByRole('button', { name: '保存并下一步' }).click();
    await teacher.getByRole('button', { name: '开始检测' }).click();
    await expect(teacher.getByText('检测完成：全部符合，可以提交')).toBeVisible();
    await teacher.getByRole('button', { name: '提交', exact: true }).click();
    await expect(teacher.getByRole('heading', { level: 1, name: '已提交' })).toBeVisible();
    await expect(teacher.getByRole('main')).toContainText('示例市第一中学');
  });

  await test.step('the school uploads its recommendation and passes', async () => {
    await openCase(school, `${me.name}身份证`);
    await school.getByRole('link', { name: /^单位推荐意见（缺/ }).click();
    await attach(school, '申报材料公示情况及说明', pdf('公示情况.pdf'));
    await attach(school, '单位推荐意见', pdf('推荐意见.pdf'));
    await passOpenCase(school, '经公示无异议，同意推荐。');
  });

  const levels: readonly [account: string, claim: boolean, opinion: string][] = [
    ['edu-district', false, '材料齐全，同意上报。'],
    ['hrss-district', false, '审核无误。'],
    ['edu-city', true, '同意推荐评审。'],
    ['convening', false, '符合申报条件。'],
  ];
  for (const [account, claim, opinion] of levels) {
    await test.step(`${account} passes`, async () => {
      const auditor = await door.builtin(account);
      await openCase(auditor, `${me.name}身份证`, { claim });
      await passOpenCase(auditor, opinion);
    });
  }

  await test.step('审核通过, and the review form holds who and what', async () => {
    await openMenu(teacher, '职称申报');
    const record = teacher.getByRole('article');
    await expect(record.getByRole('heading')).toContainText('审核通过');
    const [download] = await Promise.all([
      teacher.waitForEvent('download'),
      record.getByRole('link', { name: '导出评审表' }).click(),
    ]);
    const text = await documentText(await download.path());
    for (const words of [me.name, '高级教师', '中学语文', '2019-2022学年', '符合申报条件。', '经公示无异议'])
      expect(text).toContain(words);
    expect(text).not.toContain('未提交');
  });
});
