import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';

const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('cell', { name, exact: true }) });

test('[AH-31.05] [AH-31.06] several are passed in one go: named before, done in the background, told after', async ({
  door,
  world,
}) => {
  const { school2 } = world.organisations;
  const names = [(await world.registered(school2)).name, (await world.registered(school2)).name];
  const unit = await door.unit('unit02');
  await unit.goto('/work/people?tab=inAudit&size=100');
  for (const name of names) await rowOf(unit, name).getByRole('checkbox').check();
  await unit.getByRole('button', { name: '批量审核' }).click();
  const dialog = unit.getByRole('dialog', { name: '批量审核' });
  for (const name of names)
    await expect(dialog.getByRole('list', { name: '将办理的事项' })).toContainText(`${name}申请绑定`);
  await dialog.getByRole('radio', { name: '通过' }).check();
  await dialog.getByRole('button', { name: '确认通过 2 件' }).click();
  await expect(unit.getByText('已办完：办成 2 件。')).toBeVisible();
  await unit.goto('/work/people?tab=approved&size=100');
  for (const name of names) {
    await expect(rowOf(unit, name)).toBeVisible();
    await expect(rowOf(unit, name).getByRole('checkbox')).toHaveCount(0);
  }
});
