import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptUpload, diskStore, type AcceptedFile, type FileStore, type UploadOptions } from './index.ts';
import { bmpOf } from './testing/bmp.ts';
import { compoundOf, zipOf } from './testing/office.ts';
import { useOwnTemp } from './testing/own-temp.ts';

useOwnTemp();

const SCANS = { types: ['png', 'jpg', 'pdf', 'bmp'], maxMB: 10 };
const PAPERS = { types: ['docx', 'doc', 'pdf'], maxMB: 10 };
const MB = 1024 * 1024;

let folder: string;
let store: FileStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storage-test-'));
  store = diskStore(folder);
});
afterAll(() => rm(folder, { recursive: true }));

async function* inPieces(bytes: Uint8Array, size = 1000) {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

const upload = (bytes: Uint8Array, name: string, options: Partial<UploadOptions> = {}) =>
  acceptUpload(store, inPieces(bytes), { name, slot: SCANS, ...options });

const accepted = async (...args: Parameters<typeof upload>): Promise<AcceptedFile> => {
  const outcome = await upload(...args);
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.file;
};

const stored = async (file: { hash: string }) => buffer(await store.read(file.hash));

/** Top half red, bottom half blue, with enough noise that a jpg is longer than one read. */
const twoHalves = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#0000ff' } }).composite([
    { input: { create: { width, height: height / 2, channels: 3, background: '#ff0000' } }, top: 0, left: 0 },
  ]);

const noise = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  });

const colourAt = async (bytes: Uint8Array, x: number, y: number) => {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * info.channels;
  return [data[at], data[at + 1], data[at + 2]];
};

const pdfOf = (bytes: number) => Buffer.from(`%PDF-1.4\n${'x'.repeat(bytes)}\n%%EOF\n`);

describe('files that are taken', () => {
  it('[AH-04.09] a jpg stays a jpg, is stored under its own hash, and the hash of the original is kept', async () => {
    const original = await noise(200, 100).jpeg().toBuffer();
    const file = await accepted(original, '任命文件.JPEG');
    expect(file).toMatchObject({ type: 'jpg', name: '任命文件.JPEG', width: 200, height: 100 });
    expect(file.originalHash).toBe(createHash('sha256').update(original).digest('hex'));
    const kept = await stored(file);
    expect(createHash('sha256').update(kept).digest('hex')).toBe(file.hash);
    expect(kept.byteLength).toBe(file.bytes);
  });

  it('a picture is turned as EXIF says and loses place, camera and comment', async () => {
    const original = await twoHalves(80, 40)
      .jpeg()
      .withExif({ IFD0: { Make: 'SecretCamera', ImageDescription: 'home' }, IFD3: { GPSLatitude: '31/1 0/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const file = await accepted(original, 'a.jpg');
    expect(file).toMatchObject({ width: 40, height: 80 });
    const kept = await stored(file);
    const { exif, orientation, icc } = await sharp(kept).metadata();
    expect({ exif, orientation, icc }).toEqual({ exif: undefined, orientation: undefined, icc: undefined });
    expect(kept.includes('SecretCamera')).toBe(false);
    // Turned clockwise, what was on top is now at the right.
    const [red = 0, , blue = 0] = await colourAt(kept, 38, 40);
    expect(red).toBeGreaterThan(200);
    expect(blue).toBeLessThan(60);
  });

  it('a png stays a png, also under a wrong picture extension, and the name then tells the truth', async () => {
    const file = await accepted(await twoHalves(20, 20).png().toBuffer(), '截图.jpg');
    expect(file).toMatchObject({ type: 'png', name: '截图.png' });
  });

  it.each([1, 8, 24, 32] as const)('[LM.03] a %i-bit bmp is stored as png with the same pixels', async (bits) => {
    const colour = (x: number, y: number) => (x < 5 || y > 3 ? 0xff0000 : 0x00ff00);
    const file = await accepted(bmpOf(13, 7, colour, bits), '证书.bmp');
    expect(file).toMatchObject({ type: 'png', name: '证书.png', width: 13, height: 7 });
    const kept = await stored(file);
    expect(await colourAt(kept, 0, 0)).toEqual([255, 0, 0]);
    expect(await colourAt(kept, 12, 3)).toEqual([0, 255, 0]);
    expect(await colourAt(kept, 12, 4)).toEqual([255, 0, 0]);
  });

  it('[AH-28.01] a portrait is kept as a jpg of at most 2000 pixels a side, whatever it was', async () => {
    const file = await accepted(await noise(1500, 3000).png().toBuffer(), '照片.png', {
      image: 'photo',
      slot: { types: ['jpg', 'png'], maxMB: 30 },
    });
    expect(file).toMatchObject({ type: 'jpg', name: '照片.jpg', width: 1000, height: 2000 });
  });

  it('a re-encoded jpg does not outgrow its slot', async () => {
    const original = await noise(2000, 2000).jpeg({ quality: 30 }).toBuffer();
    const maxMB = Math.ceil((original.byteLength / MB) * 100) / 100;
    const file = await accepted(original, 'a.jpg', { slot: { types: ['jpg'], maxMB: maxMB * 2 } });
    expect(file.bytes).toBeLessThanOrEqual(maxMB * 2 * MB);
  });

  it('pdf, doc, docx and xlsx are stored byte for byte', async () => {
    const cases: [Uint8Array, string, string][] = [
      [pdfOf(20_000), '论文.pdf', 'pdf'],
      [compoundOf('WordDocument', '1Table'), '论文.doc', 'doc'],
      [zipOf('[Content_Types].xml', 'word/document.xml'), '论文.docx', 'docx'],
      [zipOf('[Content_Types].xml', 'xl/workbook.xml'), '名单.xlsx', 'xlsx'],
    ];
    for (const [bytes, name, type] of cases) {
      const file = await accepted(bytes, name, { slot: { types: ['pdf', 'doc', 'docx', 'xlsx'], maxMB: 10 } });
      expect(file).toMatchObject({ type, name, hash: file.originalHash, bytes: bytes.byteLength });
      expect(Buffer.compare(await stored(file), bytes)).toBe(0);
    }
  });

  it('takes a web stream as well, and a file of exactly the cap', async () => {
    const bytes = pdfOf(MB - 16);
    expect(bytes.byteLength).toBe(MB);
    const outcome = await acceptUpload(store, new Blob([bytes]).stream(), {
      name: 'a.pdf',
      slot: { types: ['pdf'], maxMB: 1 },
    });
    expect(outcome).toMatchObject({ ok: true, file: { bytes: MB } });
  });
});

describe('files that are refused', () => {
  const tif = Buffer.concat([Buffer.from([0x49, 0x49, 0x2a, 0x00]), Buffer.alloc(9000)]);
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(9000)]);

  const refused = async (...args: Parameters<typeof upload>) => {
    const before = await readdir(folder);
    const outcome = await upload(...args);
    expect(await readdir(folder)).toEqual(before);
    return outcome;
  };

  it('[AH-04.09] a wrong format is named, with its size and what to do', async () => {
    const options = { slot: { types: ['pdf', 'jpg'], maxMB: 10 }, declaredBytes: 13_200_000 };
    expect(await refused(tif, '扫描.tif', options)).toEqual({
      ok: false,
      code: 'type',
      message: '没有上传。文件是 tif 格式、12.6MB；请另存为 pdf 或 jpg，压缩到 10MB 以内再传。',
    });
    expect(await refused(tif, '扫描.tif', { slot: options.slot })).toMatchObject({
      message: '没有上传。文件是 tif 格式；请另存为 pdf 或 jpg 再传。',
    });
  });

  it('a format that is ours but not this slot’s', async () => {
    expect(await refused(pdfOf(10), 'a.pdf', { slot: { types: ['docx', 'doc'], maxMB: 10 } })).toMatchObject({
      code: 'type',
      message: '没有上传。文件是 pdf 格式；请另存为 docx 或 doc 再传。',
    });
  });

  it('a renamed program, spreadsheet, archive or text', async () => {
    const said = async (bytes: Uint8Array, name: string, slot = SCANS) => {
      const outcome = await refused(bytes, name, { slot });
      return outcome.ok ? 'taken' : outcome.message;
    };
    expect(await said(program, '论文.pdf')).toBe(
      '没有上传。文件名是 .pdf，内容却是 exe 格式；请另存为 png、jpg、pdf 或 bmp 再传。',
    );
    expect(await said(program, 'a.docx', PAPERS)).toContain('内容却是 exe 格式');
    expect(await said(zipOf('setup.exe', 'readme.txt'), 'a.docx', PAPERS)).toContain('内容却是 zip 格式');
    expect(
      await said(zipOf('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'), 'a.docx', PAPERS),
    ).toContain('docm');
    expect(await said(compoundOf('Workbook'), 'a.doc', PAPERS)).toContain('内容却是 xls 格式');
    expect(await said(compoundOf('_StringData', 'Property'), 'setup.doc', PAPERS)).toContain('内容却不是 doc');
    expect(await said(Buffer.from('BMW, a car'), 'a.bmp')).toContain('内容却不是 bmp');
    expect(await said(Buffer.from('MZ\n%PDF-1.4\n%%EOF'), 'a.pdf')).toContain('内容却');
    expect(await said(Buffer.from('hello'), '说明.wps')).toContain('文件是 wps 格式');
    expect(await said(Buffer.from('hello'), '说明')).toContain('认不出文件的格式');
  });

  it('a document with a password', async () => {
    expect(await refused(compoundOf('EncryptedPackage', 'EncryptionInfo'), 'a.docx', { slot: PAPERS })).toMatchObject({
      code: 'broken',
      message: '没有上传。文件加了密码，别人打不开；请去掉密码后再传。',
    });
  });

  it('0 bytes', async () => {
    expect(await refused(new Uint8Array(0), 'a.jpg')).toEqual({
      ok: false,
      code: 'empty',
      message: '没有上传。文件是空的（0 字节）；请先确认文件能打开，再重新选择。',
    });
  });

  it('too large, noticed while reading, which then stops', async () => {
    let sent = 0;
    async function* endless() {
      yield pdfOf(1);
      for (;;) {
        sent += MB;
        yield new Uint8Array(MB);
      }
    }
    const outcome = await acceptUpload(store, endless(), { name: 'a.pdf', slot: { types: ['pdf'], maxMB: 2 } });
    expect(outcome).toEqual({ ok: false, code: 'size', message: '没有上传。文件超过 2MB；请压缩到 2MB 以内再传。' });
    expect(sent).toBeLessThan(30 * MB);
    expect(
      await refused(pdfOf(MB), 'a.pdf', { slot: { types: ['pdf'], maxMB: 1 }, declaredBytes: MB + 16 }),
    ).toMatchObject({
      message: '没有上传。文件有 1.1MB；请压缩到 1MB 以内再传。',
    });
  });

  it('a truncated jpg, png, bmp, pdf and docx', async () => {
    const jpg = await noise(400, 400).jpeg().toBuffer();
    const png = await noise(400, 400).png().toBuffer();
    const docx = zipOf('[Content_Types].xml', 'word/document.xml', 'word/styles.xml');
    const code = async (bytes: Uint8Array, name: string, share: number) => {
      const outcome = await refused(bytes.subarray(0, bytes.byteLength * share), name, {
        slot: { types: ['jpg', 'png', 'bmp', 'pdf', 'docx'], maxMB: 10 },
      });
      return outcome.ok ? 'taken' : outcome.code;
    };
    for (const share of [0.05, 0.5, 0.97]) {
      expect(await code(jpg, 'a.jpg', share)).toBe('broken');
      expect(await code(png, 'a.png', share)).toBe('broken');
    }
    expect(
      await code(
        bmpOf(50, 50, () => 7),
        'a.bmp',
        0.9,
      ),
    ).toBe('broken');
    expect(await code(pdfOf(20_000), 'a.pdf', 0.9)).toBe('broken');
    expect(await code(docx, 'a.docx', 0.8)).toBe('broken');
    expect(await upload(jpg.subarray(0, 9000), 'a.jpg')).toMatchObject({
      message: '没有上传。图片不完整，可能没有拷贝完；请重新扫描或另存后再传。',
    });
  });

  it('too many pixels, by the header and before decoding', async () => {
    const png = await sharp({ create: { width: 9000, height: 6000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(await refused(png, 'a.png')).toMatchObject({
      code: 'pixels',
      message: '没有上传。图片有 9000×6000 像素，太大；请缩小到 5000 万像素以内再传，A4 材料用 300dpi 扫描即可。',
    });
    const bmp = Buffer.from(bmpOf(4, 4, () => 0));
    bmp.writeInt32LE(100_000, 18);
    bmp.writeInt32LE(-100_000, 22);
    expect(await refused(bmp, 'a.bmp')).toMatchObject({ code: 'pixels' });
  });

  it('a run-length bmp is asked for in another format', async () => {
    const bmp = Buffer.from(bmpOf(4, 4, () => 0, 8));
    bmp.writeUInt32LE(1, 30);
    expect(await refused(bmp, 'a.bmp')).toMatchObject({
      code: 'broken',
      message: '没有上传。这种压缩的 bmp 图片读不了；请另存为 jpg 或 png 再传。',
    });
  });

  it('a line that breaks, and a body that ends early without an error', async () => {
    async function* breaking() {
      yield pdfOf(MB);
      throw new Error('ECONNRESET');
    }
    const options = { name: 'a.pdf', slot: SCANS };
    expect(await acceptUpload(store, breaking(), options)).toEqual({
      ok: false,
      code: 'interrupted',
      message: '没有上传。网络中断，只收到 1.1MB；请重试。',
    });
    expect(await refused(pdfOf(10), 'a.pdf', { declaredBytes: 5000 })).toMatchObject({ code: 'interrupted' });
  });

  it('leaves no temporary files, whatever happened', async () => {
    const left = (await readdir(tmpdir())).filter((name) => name.startsWith('zhicheng-upload-'));
    await upload(program, 'a.pdf');
    await upload(await noise(40, 40).jpeg().toBuffer(), 'a.jpg');
    expect(
      (await readdir(tmpdir())).filter((name) => name.startsWith('zhicheng-upload-') && !left.includes(name)),
    ).toEqual([]);
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  it('a slot that asks for a type nobody can check is a mistake of the programmer', async () => {
    await expect(upload(program, 'a.mp4', { slot: { types: ['mp4'], maxMB: 1 } })).rejects.toThrow(
      'unknown file types',
    );
  });
});
