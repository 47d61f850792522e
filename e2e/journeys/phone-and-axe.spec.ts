import { expectNoOverflow, expectNoSeriousAxe } from '../fixtures/axe.ts';
import { openCase } from '../fixtures/auditor.ts';
import { visitor, VISITORS } from '../fixtures/main-pages.ts';
import { openSettled } from '../fixtures/settled.ts';
import { signInBuiltin } from '../fixtures/sign-in.ts';
import { test } from '../fixtures/test.ts';

const WIDTHS = [1280, 360] as const;

for (const who of VISITORS)
  test(`pages of ${who}: nothing serious found by axe at ${WIDTHS.join(' and ')}, no sideways scrolling at 360`, async ({
    page,
    world,
  }) => {
    test.setTimeout(180_000);
    const { pages, signIn } = await visitor(who, world);
    await signIn(page);
    for (const shown of pages) {
      await test.step(shown.name, async () => {
        await openSettled(page, shown);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          await expectNoSeriousAxe(page);
        }
        await expectNoOverflow(page);
      });
    }
  });

test('the audit workbench: nothing serious found by axe, no sideways scrolling at 360', async ({ page, world }) => {
  const words = `${(await world.submitted(1)).name}身份证`;
  await signInBuiltin(page, 'edu-district');
  await openCase(page, words);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoSeriousAxe(page);
  }
  await expectNoOverflow(page);
});
