import { fileURLToPath } from 'node:url';
import { visitor, VISITORS } from '../fixtures/main-pages.ts';
import { openSettled } from '../fixtures/settled.ts';
import { test } from '../fixtures/test.ts';

const FOLDER = fileURLToPath(new URL('../../test-results/shots', import.meta.url));

// Listed with SHOTS=1 only: pictures for whoever looks at the pages, nothing is tested.
for (const who of VISITORS)
  test(`@shots pages of ${who}`, async ({ page, world }) => {
    test.setTimeout(240_000);
    const { pages, signIn } = await visitor(who, world);
    await signIn(page);
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      for (const shown of pages) {
        await openSettled(page, shown);
        await page.screenshot({ path: `${FOLDER}/${who}-${shown.name}-${width}.png`, fullPage: true });
      }
    }
  });
