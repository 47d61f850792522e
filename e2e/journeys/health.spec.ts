import { randomUUID } from 'node:crypto';
import type { Somebody, World } from '@zhicheng/demo';
import { chooseSeries } from '../fixtures/applicant.ts';
import { importAll, openPlan } from '../fixtures/declaring.ts';
import { choose, put, putDate } from '../fixtures/form.ts';
import { signInAsPerson } from '../fixtures/sign-in.ts';
import { expect, test, type Page } from '../fixtures/test.ts';

const SERIES = '卫生技术人员';
const PATIENT = '患者丁一';
const TITLE = '示例肺炎两种用药方案的比较';
const lastYear = new Date().getUTCFullYear() - 1;

const stay = (admissionNo: string) => ({
  ...{ admissionNo, patient: PATIENT, gender: '男', age: '45岁', treatment: '抗感染治疗' },
  ...{ admittedOn: `${lastYear}-03-01`, dischargedOn: `${lastYear}-03-10` },
  ...{ admissionDiagnosis: '社区获得性肺炎', dischargeDiagnosis: '社区获得性肺炎' },
});

async function enterCase(page: Page, admissionNo: string): Promise<void> {
  const raw = stay(admissionNo);
  await page.goto('/library/health-case/new');
  const form = page.getByRole('dialog', { name: /病案/ });
  await put(form, '住院号', raw.admissionNo);
  await put(form, '姓名', raw.patient);
  await choose(form, '性别', raw.gender);
  await put(form, '年龄', raw.age);
  await putDate(form, '入院日期', raw.admittedOn);
  await putDate(form, '出院日期', raw.dischargedOn);
  await put(form, '入院诊断', raw.admissionDiagnosis);
  await put(form, '出院诊断', raw.dischargeDiagnosis);
  await put(form, '抢救或治疗(或手术)', raw.treatment);
  await form.getByRole('button', { name: '保存' }).click();
  await expect(form).toBeHidden();
  await expect(page.getByRole('row').filter({ hasText: admissionNo })).toContainText('编辑中');
}

function administratorOf({ players: [administrator] }: World['organisations']['hospital']) {
  if (!administrator) throw new Error('the hospital has no administrator');
  return administrator.api;
}

/** The hospital has several administrators, so what waits is claimed before it is audited. */
async function claim({ organisations }: World, { name }: Somebody): Promise<readonly string[]> {
  const { tasks } = administratorOf(organisations.hospital);
  const { rows } = await tasks.list({ tab: 'claimable', keyword: name });
  for (const { taskId } of rows) await tasks.claim({ taskId });
  return rows.map(({ taskId }) => taskId);
}

async function passInOneGo(hospital: Page, { name }: Somebody): Promise<void> {
  await hospital.goto(`/work/tasks?q=${encodeURIComponent(name)}`);
  await hospital.getByRole('checkbox', { name: /^全选/ }).check();
  await hospital.getByRole('button', { name: '批量审核' }).click();
  const dialog = hospital.getByRole('dialog', { name: '批量审核' });
  await dialog.getByRole('radio', { name: '通过' }).check();
  await dialog.getByRole('button', { name: '确认通过 2 件' }).click();
  await expect(hospital.getByText('已办完：办成 2 件。')).toBeVisible();
}

async function writePaper(page: Page): Promise<void> {
  await page.goto('/library/health-paper/new');
  await put(page, '论文题目', TITLE);
  await put(page, '期刊号', 'CN00-0000/R');
  await put(page, '刊物名称', '示例医学杂志');
  await putDate(page, '发表日期', `${lastYear}-11-01`);
  await page.getByRole('button', { name: '选择病案' }).click();
  await page.getByLabel('加入的病案的分类').selectOption('观察组');
  await page.getByRole('button', { name: '加入找到的全部 2 条' }).click();
  await expect(page.getByLabel('第 2 条的分类')).toHaveValue('观察组');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: TITLE })).toContainText('审核中');
}

async function declare(page: Page): Promise<void> {
  await openPlan(page, '卫生系列');
  await page.getByRole('button', { name: '马上申报' }).click();
  await page.getByLabel('常规申报', { exact: true }).check();
  await choose(page, '申报专业', '呼吸内科');
  await choose(page, '申报职称', '副主任医师');
  await choose(page, '单位类别', '三级医疗机构');
  await page.getByLabel('确认无误').check();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  const promise = page.getByRole('dialog', { name: '诚信承诺书' });
  await promise.getByLabel('我已阅读并承诺').check();
  await promise.getByRole('button', { name: '同意并继续' }).click();
  await expect(page).toHaveURL(/\/declarations\/[^/]+\/fill/);
}

test('[AH-14.05] [AH-14.17] [AH-22.08] cases are submitted and passed in one go, linked from a paper, and declared with it', async ({
  page,
  door,
  world,
}) => {
  const me = await world.bound(world.organisations.hospital);
  await signInAsPerson(page, me);
  await chooseSeries(page, SERIES);
  const key = randomUUID().slice(0, 8).toUpperCase();
  const raw = stay(`ZY-${key}-2`);
  await me.api.library.save({ entity: 'health-case', raw, idempotencyKey: randomUUID() });
  await enterCase(page, `ZY-${key}-1`);
  await page.getByRole('checkbox', { name: /^全选/ }).check();
  await page.getByRole('button', { name: '批量提交' }).click();
  await page.getByRole('button', { name: '确认提交 2 条' }).click();
  await expect(page.getByText(/批量提交已办完：提交 2 条。/)).toBeVisible();

  const hospital = await door.unit('unit03');
  await claim(world, me);
  await passInOneGo(hospital, me);
  // The name of the patient is the applicant's alone: not even the data behind the page holds it.
  await hospital.goto(`/work/archive/health-case?q=${encodeURIComponent(me.name)}`);
  await expect(hospital.getByRole('row').filter({ hasText: `ZY-${key}-1` })).toContainText('患***');
  expect(await hospital.content()).not.toContain(PATIENT);

  await writePaper(page);
  for (const taskId of await claim(world, me))
    await administratorOf(world.organisations.hospital).tasks.decide({ taskId, decision: 'pass', opinion: '同意' });
  await declare(page);
  await page.goto(`${new URL(page.url()).pathname}?step=achievements`);
  await importAll(page, '论文');
  const paper = page.getByRole('row').filter({ hasText: TITLE });
  await expect(paper.getByRole('cell', { name: '2', exact: true })).toBeVisible();

  await page.goto(`${new URL(page.url()).pathname}?step=personal`);
  await page.getByRole('button', { name: '修改专业或单位类别' }).click();
  const dialog = page.getByRole('dialog', { name: '修改专业或单位类别' });
  await choose(dialog, '单位类别', '县级及以下医疗机构');
  await dialog.getByRole('button', { name: '修改专业或单位类别' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('definition').filter({ hasText: '县级及以下医疗机构' })).toBeVisible();
});
