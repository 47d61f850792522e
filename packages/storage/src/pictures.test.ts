import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { cropPhoto, PHOTO_TARGETS, renderSvg, sniffType, thumbnail, truthfulName } from './index.ts';

const quarters = () =>
  sharp({ create: { width: 800, height: 1000, channels: 3, background: '#00f' } })
    .composite([{ input: { create: { width: 400, height: 500, channels: 3, background: '#f00' } }, top: 0, left: 0 }])
    .jpeg()
    .toBuffer();

describe('[AH-28.01] cropPhoto', () => {
  it('cuts the rectangle to the target', async () => {
    const photo = await cropPhoto(await quarters(), { x: 10, y: 10, width: 300, height: 420 }, PHOTO_TARGETS.oneInch);
    expect(photo).toMatchObject({ type: 'jpg', width: 295, height: 413 });
    const { width, height, format } = await sharp(photo.bytes).metadata();
    expect({ width, height, format }).toEqual({ width: 295, height: 413, format: 'jpeg' });
    const { dominant } = await sharp(photo.bytes).stats();
    expect(dominant.r).toBeGreaterThan(200);
  });

  it('is bounded by the picture, and refuses a rectangle outside', async () => {
    const picture = await quarters();
    const photo = await cropPhoto(picture, { x: -5, y: 900.4, width: 2000, height: 2000 }, PHOTO_TARGETS.twoInch);
    expect(photo).toMatchObject({ width: 413, height: 579 });
    const outside = cropPhoto(picture, { x: 900, y: 0, width: 10, height: 10 }, PHOTO_TARGETS.oneInch);
    await expect(outside).rejects.toThrow(RangeError);
    await expect(
      cropPhoto(picture, { x: Number.NaN, y: 0, width: 10, height: 10 }, PHOTO_TARGETS.oneInch),
    ).rejects.toThrow(RangeError);
  });
});

describe('[GP.29] a photo in colour', () => {
  const rect = { x: 0, y: 0, width: 300, height: 420 };
  const coloured = async (drawing: Sharp) =>
    (await cropPhoto(await drawing.toBuffer(), rect, PHOTO_TARGETS.oneInch)).coloured;
  const portrait = (ground: string) =>
    sharp({ create: { width: 300, height: 420, channels: 3, background: ground } }).composite([
      { input: { create: { width: 90, height: 120, channels: 3, background: '#e8c3a4' } }, top: 90, left: 105 },
    ]);

  it.each(['#ffffff', '#438edb', '#c00000', '#808080'])(
    'is recognised on %s: no background is asked for',
    async (ground) => expect(await coloured(portrait(ground).jpeg())).toBe(true),
  );
  it('is not one that was made grey, be it stored in one channel or in three', async () => {
    const grey = sharp(await portrait('#438edb').png().toBuffer()).greyscale();
    expect(await coloured(grey.clone().jpeg())).toBe(false);
    const three = sharp(await grey.png().toBuffer()).toColourspace('srgb');
    expect(await coloured(three.jpeg())).toBe(false);
  });
  it('is not a grey one with the tint of a scanner', async () => {
    expect(
      await coloured(sharp({ create: { width: 300, height: 420, channels: 3, background: '#8f8a84' } }).jpeg()),
    ).toBe(false);
  });
});

it('thumbnail keeps the shape and never enlarges', async () => {
  const size = async (maxSide: number) => {
    const { width, height } = await sharp(
      await thumbnail(new Blob([new Uint8Array(await quarters())]).stream(), maxSide),
    ).metadata();
    return [width, height];
  };
  expect(await size(200)).toEqual([160, 200]);
  expect(await size(4000)).toEqual([800, 1000]);
});

describe('renderSvg', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="140"><rect width="100" height="140" fill="#c00"/><text x="10" y="50">示例</text></svg>';
  it('draws pictures of the width asked for', async () => {
    const png = await renderSvg(svg, { type: 'png', width: 200 });
    expect(sniffType(png, '')).toBe('png');
    expect(await sharp(png).metadata()).toMatchObject({ width: 200, height: 280 });
    expect(sniffType(await renderSvg(svg, { type: 'jpg', width: 200 }), '')).toBe('jpg');
  });
  it('draws a pdf whose table of objects is right', async () => {
    const pdf = Buffer.from(await renderSvg(svg, { type: 'pdf', width: 200 }));
    expect(sniffType(pdf, '')).toBe('pdf');
    const text = pdf.toString('latin1');
    const table = Number(/startxref\n(\d+)/.exec(text)?.[1]);
    expect(text.slice(table, table + 4)).toBe('xref');
    [...text.slice(table).matchAll(/^(\d{10}) 00000 n/gm)].forEach(([, offset], index) => {
      expect(text.slice(Number(offset), Number(offset) + 7)).toBe(`${index + 1} 0 obj`);
    });
  });
});

describe('truthfulName', () => {
  it.each([
    ['扫描件.bmp', 'png', '扫描件.png'],
    ['C:\\材料\\a.JPG', 'jpg', 'a.JPG'],
    ['../../etc/passwd', 'pdf', 'passwd.pdf'],
    ['photo\u202egpj.exe', 'jpg', 'photogpj.exe.jpg'],
    ['.pdf', 'pdf', '文件.pdf'],
    ['', 'png', '文件.png'],
    ['a\u0000b<c>.docx', 'docx', 'abc.docx'],
    ['v1.2.pdf', 'pdf', 'v1.2.pdf'],
  ] as const)('%j stored as %s is called %s', (name, type, expected) => {
    expect(truthfulName(name, type)).toBe(expected);
  });
  it('keeps the extension of a very long name', () => {
    expect([...truthfulName(`${'𠮷'.repeat(300)}.pdf`, 'pdf')]).toHaveLength(124);
  });
});
