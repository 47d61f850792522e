import { openNewEntry } from '../fixtures/applicant.ts';
import { fillExperience } from '../fixtures/entries.ts';
import { pdf } from '../fixtures/evidence.ts';
import { pick, slotOf } from '../fixtures/form.ts';
import { signInAsPerson } from '../fixtures/sign-in.ts';
import { expect, test } from '../fixtures/test.ts';

const MB = 1024 * 1024;

test('a large file whose line breaks goes on where it stopped, and nothing that had arrived is sent again', async ({
  page,
  world,
}) => {
  await signInAsPerson(page, await world.bound());
  const form = await openNewEntry(page, '工作经历');
  await fillExperience(form, '示例市第十二中学');
  const file = pdf('工作证明（大）.pdf', Math.floor(1.8 * MB));

  let broken = false;
  const begun: string[] = [];
  const parts: { from: number; bytes: number }[] = [];
  await page.route('**/files/parts**', async (route, request) => {
    if (request.method() === 'PATCH' && parts.length === 1) broken = true;
    if (broken) return route.abort('internetdisconnected');
    if (request.method() === 'POST' && !request.url().endsWith('/done')) begun.push(request.url());
    const response = await route.fetch();
    if (request.method() === 'PATCH' && response.status() === 204) {
      const from = Number(request.headers()['upload-offset']);
      parts.push({ from, bytes: Number(response.headers()['upload-offset']) - from });
    }
    return route.fulfill({ response });
  });
  const slot = slotOf(form, '佐证材料');
  await pick(form, '佐证材料', file);
  await expect(slot.getByText('网络不通，恢复后自动续传')).toBeVisible();
  expect(parts.map(({ from }) => from)).toEqual([0]);

  await page.context().setOffline(true);
  parts.length = 0;
  broken = false;
  await page.context().setOffline(false);
  await expect(slot.getByRole('link', { name: file.name })).toBeVisible({ timeout: 30_000 });
  expect(begun).toHaveLength(1);
  expect(parts.map(({ from }) => from)).toEqual([MB]);
  expect(parts.reduce((sum, { bytes }) => sum + bytes, MB)).toBe(file.buffer.byteLength);

  const address = await slot.getByRole('link', { name: file.name }).getAttribute('href');
  const stored = await (await page.request.get(address ?? '')).body();
  expect(stored.equals(file.buffer)).toBe(true);
  await form.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('row', { name: /示例市第十二中学/ })).toContainText('编辑中');
});
