import sharp from 'sharp';
import { jpegPage } from './jpeg-page.ts';

export type SvgRendering = { readonly type: 'jpg' | 'png' | 'pdf'; readonly width: number };

const rasterise = (svg: string, width: number) =>
  sharp(Buffer.from(svg)).resize({ width }).flatten({ background: 'white' });

/** Frame pixels of the box that is drawn for a character without a glyph. */
const isFramed = (pixels: Buffer, width: number, height: number) => {
  const inked: [x: number, y: number][] = [];
  pixels.forEach((value, at) => value < 128 && inked.push([at % width, Math.floor(at / width)]));
  if (inked.length === 0) return true;
  const xs = inked.map(([x]) => x);
  const ys = inked.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const share = (count: number, whole: number) => count / whole > 0.8;
  return (
    share(inked.filter(([x]) => x === left).length, bottom - top + 1) &&
    share(inked.filter(([x]) => x === right).length, bottom - top + 1) &&
    share(inked.filter(([, y]) => y === top).length, right - left + 1) &&
    share(inked.filter(([, y]) => y === bottom).length, right - left + 1) &&
    height > 0
  );
};

let chineseText: Promise<boolean> | undefined;

/** Whether this machine has a font for Chinese; without one, text would come out as a row of boxes. */
export const canDrawChinese = (): Promise<boolean> => {
  chineseText ??= (async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><text x="8" y="64" font-size="60">永</text></svg>`;
    const { data, info } = await rasterise(svg, 80).greyscale().raw().toBuffer({ resolveWithObject: true });
    return !isFramed(data, info.width, info.height);
  })();
  return chineseText;
};

const withoutText = (svg: string) => svg.replace(/<text\b[^>]*\/>|<text\b[\s\S]*?<\/text>/g, '');

/**
 * Draws an SVG, for the synthetic scans and portraits of demo and tests. Only for drawings of our own: SVG from users
 * is never accepted. On a machine without Chinese fonts the text elements are left out, so draw them as an ornament
 * that the picture can do without.
 * @param width of the picture in pixels; a pdf is one A4 page with the picture on it
 */
export const renderSvg = async (svg: string, { type, width }: SvgRendering): Promise<Uint8Array> => {
  const image = rasterise((await canDrawChinese()) ? svg : withoutText(svg), width);
  if (type === 'png') return new Uint8Array(await image.png().toBuffer());
  const jpeg = await image.jpeg({ quality: 88 }).toBuffer({ resolveWithObject: true });
  return type === 'jpg' ? new Uint8Array(jpeg.data) : jpegPage(jpeg.data, jpeg.info);
};
