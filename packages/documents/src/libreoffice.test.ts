import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import type { Block } from '@zhicheng/series-kit';
import { printDocx } from './index.ts';
import { sampleForm } from './testing/sample-form.ts';

const version = (program: string, ...args: string[]): boolean => {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
const installed = version('soffice', '--version') && version('pdftotext', '-v');

const WIDE: Block[] = [
  { type: 'title', text: '一览表' },
  { type: 'table', head: ['姓名\n性别', '单位'], rows: [['示例㛃𠮷\n女', '示例市第一中学']] },
];

/** Converts both at once: starting the program is what takes time. */
async function converted(): Promise<Record<'form' | 'wide', { text: string; page: string }>> {
  const directory = await mkdtemp(join(tmpdir(), 'zhicheng-pdf-'));
  try {
    await writeFile(join(directory, 'form.docx'), await printDocx(sampleForm(), { title: '评审表', recordNo: 'A-1' }));
    await writeFile(join(directory, 'wide.docx'), await printDocx(WIDE, { title: '一览表', landscape: true }));
    const home = `-env:UserInstallation=file://${directory}/home`;
    const run = (program: string, ...args: string[]) => execFileSync(program, args, { cwd: directory, stdio: 'pipe' });
    run('soffice', '--headless', home, '--convert-to', 'pdf', 'form.docx', 'wide.docx');
    const read = (name: string) => ({
      text: run('pdftotext', '-layout', `${name}.pdf`, '-').toString(),
      page: /Page size:\s+(.+)/.exec(run('pdfinfo', `${name}.pdf`).toString())?.[1] ?? '',
    });
    return { form: read('form'), wide: read('wide') };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

describe('[AH-27.05] documents in other programs', () => {
  it('an independent OOXML reader finds every block of the form, tables as tables', async () => {
    const buffer = Buffer.from(await printDocx(sampleForm(), { title: '评审表' }));
    const { value: html, messages } = await mammoth.convertToHtml({ buffer });
    expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
    for (const block of sampleForm()) {
      if (block.type === 'heading' || block.type === 'title') expect(html).toContain(`>${block.text}<`);
      if (block.type === 'table') for (const head of block.head) expect(html).toContain(head.split('\n')[0]);
    }
    expect(html.match(/<table/g)?.length).toBeGreaterThan(10);
    expect(html).toContain('示例㛃𠮷');
  });

  const whereInstalled = installed ? it : undefined;
  whereInstalled?.(
    'LibreOffice lays both sheets out: A4 upright and on its long side, every page numbered, nothing lost',
    { timeout: 120_000 },
    async () => {
      const { form, wide } = await converted();
      expect(form.page).toMatch(/^595\.\d+ x 841\.\d+ pts \(A4\)/);
      expect(wide.page).toMatch(/^841\.\d+ x 595\.\d+ pts \(A4\)/);
      const pages = form.text.split('\f').filter((page) => page.trim() !== '');
      pages.forEach((page, index) => expect(page.replace(/\s/g, '')).toContain(`第${index + 1}页共${pages.length}页`));
      expect(form.text.replace(/\s/g, '')).toContain('专业技术资格评审表');
      expect(wide.text).toContain('示例市第一中学');
    },
  );
});
