import { expectNoOverflow, expectNoSeriousAxe } from '../fixtures/axe.ts';
import { isOffice, visitor, VISITORS } from '../fixtures/main-pages.ts';
import { openSettled } from '../fixtures/settled.ts';
import { test } from '../fixtures/test.ts';

const [WIDE, PHONE] = [
  { width: 1280, height: 900 },
  { width: 360, height: 900 },
];

for (const who of VISITORS)
  test(`pages of ${who}: nothing serious found by axe at 1280 and 360, no sideways scrolling at 360`, async ({
    page,
    world,
  }) => {
    test.setTimeout(240_000);
    const { pages, signIn } = await visitor(who, world);
    await signIn(page);
    for (const shown of pages) {
      await test.step(shown.name, async () => {
        await page.setViewportSize(WIDE);
        await openSettled(page, shown);
        await expectNoSeriousAxe(page);
        await page.setViewportSize(PHONE);
        await expectNoSeriousAxe(page, isOffice(who) ? 'width' : undefined);
        await expectNoOverflow(page);
      });
    }
  });
