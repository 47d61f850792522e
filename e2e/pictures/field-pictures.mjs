// Takes one picture per field kind out of a page of drawn controls. node field-pictures.mjs <html> <styles> <folder>
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const [, , drawn, styles, folder] = process.argv;
const css = readdirSync(styles)
  .filter((name) => /^(root|field-control)-.*\.css$/.test(name))
  .map((name) => readFileSync(join(styles, name), 'utf8'))
  .join('\n');
const frame = '[id^="picture-"] { width: 30rem; padding: 0.75rem; background: #fff; } body { background: #fff; }';
const page = `<!doctype html><html lang="zh-CN" data-mantine-color-scheme="light"><meta charset="utf-8">
<style>${css}</style><style>${frame}</style><body>${readFileSync(drawn, 'utf8')}</body></html>`;
const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium'].find((path) => path && existsSync(path));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const tab = await browser.newPage({ viewport: { width: 640, height: 800 }, locale: 'zh-CN' });
  await tab.setContent(page);
  await tab.evaluate(() => document.fonts.ready);
  mkdirSync(folder, { recursive: true });
  for (const element of await tab.locator('[id^="picture-"]').all()) {
    const name = (await element.getAttribute('id')).replace('picture-', '');
    writeFileSync(join(folder, `${name}.png`), await element.screenshot({ animations: 'disabled', caret: 'hide' }));
  }
} finally {
  await browser.close();
}
