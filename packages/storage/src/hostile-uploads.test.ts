import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptUpload, diskStore, truthfulName, type FileStore } from './index.ts';
import type { Sent } from './testing/hostile.ts';
import { hostileOffice, hostileWorkbooks } from './testing/hostile-office.ts';
import { hostilePdfs } from './testing/hostile-pdf.ts';
import { hostilePictures } from './testing/hostile-pictures.ts';
import { docxWith } from './testing/zip.ts';

const SCANS = ['png', 'jpg', 'pdf', 'bmp'];
const PAPERS = ['docx', 'doc', 'pdf'];

let folder: string;
let store: FileStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storage-hostile-'));
  store = diskStore(folder);
});
afterAll(() => rm(folder, { recursive: true }));

async function* inPieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.byteLength; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024);
}

/** What became of a file, in the words of the corpus. */
const verdict = async ({ name, bytes }: Sent, types: readonly string[]) => {
  const outcome = await acceptUpload(store, inPieces(bytes), { name, slot: { types, maxMB: 10 } });
  if (!outcome.ok) return outcome.message;
  const kept = await buffer(await store.read(outcome.file.hash));
  return `kept as ${outcome.file.name}${kept.includes('EVIL') ? ' with what it carried' : ''}`;
};

const corpus = async (): Promise<readonly (readonly [string, readonly string[], readonly Sent[]])[]> => [
  ['picture', SCANS, await hostilePictures()],
  ['pdf', SCANS, hostilePdfs()],
  ['office', PAPERS, hostileOffice()],
  ['workbook', ['xlsx'], hostileWorkbooks()],
];

it('[AH-04.09] of more than a hundred hostile files none is taken for what it is not', async () => {
  const groups = await corpus();
  expect(groups.reduce((sum, [, , sent]) => sum + sent.length, 0)).toBeGreaterThanOrEqual(100);
  for (const [group, types, files] of groups)
    for (const file of files) {
      const said = await verdict(file, types);
      const told = `${group}: ${file.title}`;
      if (file.kept !== undefined) expect(said, told).toBe(`kept as ${file.kept}`);
      else {
        expect(said, told).toMatch(/^没有上传。/);
        expect(said, told).toContain(file.refused);
      }
    }
  expect(await readdir(join(folder, 'incoming'))).toEqual([]);
}, 60_000);

it('[AH-04.09] the corpus is refused in every slot that does not ask for its type', async () => {
  for (const file of hostileWorkbooks()) expect(await verdict(file, SCANS), file.title).toMatch(/^没有上传。/);
  for (const file of hostilePdfs()) expect(await verdict(file, ['docx', 'doc']), file.title).toMatch(/^没有上传。/);
});

describe('[AH-04.11] names', () => {
  it.each([
    ['证明\r\nSet-Cookie: a=b.pdf', '证明Set-Cookie a=b.pdf'],
    ['证明.pdf\0.exe', '证明.pdf.exe.pdf'],
    ['a\u202egpj.exe', 'agpj.exe.pdf'],
    ['a\u2066\u061c\u00ad\u2060b.pdf', 'ab.pdf'],
    ['a\u2028b\u2029.pdf', 'ab.pdf'],
    ['\ud800a.pdf', 'a.pdf'],
    ['a\u{e0041}.pdf', 'a.pdf'],
    ['/etc/passwd', 'passwd.pdf'],
    ['..\\..\\boot.ini', 'boot.ini.pdf'],
    ['....//....//x.pdf', 'x.pdf'],
    ['..', '文件.pdf'],
    ['a.pdf.exe', 'a.pdf.exe.pdf'],
    ['CON.pdf', '文件CON.pdf'],
    ['nul', '文件nul.pdf'],
    ['"><img src=x onerror=alert(1)>.pdf', 'img src=x onerror=alert(1).pdf'],
    ['a.pdf::$DATA', 'a.pdf$DATA.pdf'],
    ['%2e%2e%2fx.pdf', '%2e%2e%2fx.pdf'],
    ['x'.repeat(10_000), `${'x'.repeat(120)}.pdf`],
  ])('%j is kept as %j', (sent, kept) => {
    expect(truthfulName(sent, 'pdf')).toBe(kept);
    expect(() => encodeURIComponent(truthfulName(sent, 'pdf'))).not.toThrow();
  });
});

it('memory stays bounded: bombs are not unfolded, a picture that is decoded as a whole takes what its pixels take', async () => {
  const image = sharp({ create: { width: 7000, height: 7000, channels: 3, background: '#7788aa' } });
  const sent: [string, Uint8Array][] = [
    ['bomb.docx', docxWith({ name: 'a.xml', text: Buffer.alloc(400 * 1024 * 1024) })],
    ...hostilePdfs()
      .filter(({ title }) => title.startsWith('bomb'))
      .map(({ bytes }): [string, Uint8Array] => ['bomb.pdf', bytes]),
    ['whole.jpg', await image.jpeg({ progressive: true, quality: 30 }).toBuffer()],
  ];
  const inbox = await mkdtemp(join(tmpdir(), 'storage-sent-'));
  for (const [name, bytes] of sent) await writeFile(join(inbox, name), bytes);
  const script = fileURLToPath(new URL('testing/peak-of-upload.ts', import.meta.url));
  const paths = sent.map(([name]) => join(inbox, name));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, folder, ...paths]);
  await rm(inbox, { recursive: true });
  const { said, megabytes } = JSON.parse(stdout);
  expect(said).toEqual(['active', 'active', 'taken']);
  // 49 million pixels are 280 MB as the coefficients of a progressive jpg.
  expect(megabytes).toBeGreaterThan(20);
  expect(megabytes).toBeLessThan(500);
}, 60_000);

it('a large picture of sixteen bits is decoded within its bound', async () => {
  const image = sharp({ create: { width: 2000, height: 2000, channels: 3, background: '#888' } });
  const bytes = await image.toColourspace('rgb16').png({ compressionLevel: 1 }).toBuffer();
  const outcome = await acceptUpload(store, inPieces(bytes), { name: 'a.png', slot: { types: SCANS, maxMB: 30 } });
  expect(outcome).toMatchObject({ ok: true, file: { width: 2000, type: 'png' } });
});
