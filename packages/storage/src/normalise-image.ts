import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import sharp, { type Sharp } from 'sharp';
import { openBmp } from './bmp-file.ts';
import { whenDecodingIsFree } from './decoding-gate.ts';
import { brokenFile, tooManyPixels, UploadRefused } from './refusal.ts';

/** libvips remembers opened files by path; ours are temporary, and memory is better spent otherwise. */
sharp.cache(false);

/** A4 at 600 dpi has 35 million pixels, a 48-megapixel phone picture 49. */
export const MAX_PIXELS = 50_000_000;

/** Longest side kept of a portrait: the certificate needs 413 × 579. */
const PHOTO_SIDE = 2000;

/** Longest side kept of any other picture: A4 at 330 dpi, so that small print and seals stay legible. */
const EVIDENCE_SIDE = 4000;

/** Tried in this order until the picture is no larger than the slot allows. */
const JPEG_QUALITIES = [85, 75, 65];

export type ImageType = 'jpg' | 'png' | 'bmp';
export type NormalisedImage = { readonly type: 'jpg' | 'png'; readonly width: number; readonly height: number };

export type NormaliseOptions = { readonly photo: boolean; readonly maxBytes: number };

const openEncoded = async (path: string, type: 'jpg' | 'png'): Promise<Sharp> => {
  const header = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw brokenFile(type);
    });
  const { width, height } = header;
  const max = header.depth === 'ushort' ? MAX_PIXELS / 2 : MAX_PIXELS;
  if (width * height > max) throw tooManyPixels(width, height, max);
  // `error` and not sharp's default `warning`: many phones write harmless oddities that every viewer forgives.
  return sharp(path, { failOn: 'error', limitInputPixels: MAX_PIXELS });
};

const encoded = (image: Sharp, { photo, quality }: { photo: boolean; quality: number | undefined }): Sharp => {
  // Colour profiles, cameras, places and thumbnails are dropped; the turn that EXIF asks for is carried out.
  const upright = image.autoOrient().toColourspace('srgb');
  const side = photo ? PHOTO_SIDE : EVIDENCE_SIDE;
  const bounded = upright.resize(side, side, { fit: 'inside', withoutEnlargement: true });
  const sized = photo ? bounded.flatten({ background: 'white' }) : bounded;
  return quality === undefined ? sized.png() : sized.jpeg({ quality });
};

const writeImage = async (open: () => Promise<Sharp>, target: string, how: Parameters<typeof encoded>[1]) => {
  const image = encoded(await open(), how);
  const info = await image.toFile(target);
  return { width: info.width, height: info.height };
};

const writeJpeg = async (open: () => Promise<Sharp>, target: string, { photo, maxBytes }: NormaliseOptions) => {
  let size = { width: 0, height: 0 };
  for (const quality of JPEG_QUALITIES) {
    size = await writeImage(open, target, { photo, quality });
    if ((await stat(target)).size <= maxBytes) break;
  }
  return size;
};

/** Writes the rows of a bmp as png beside it, so that everything after reads one kind of file. */
const bmpToPng = async (path: string, target: string) => {
  const bmp = await openBmp(path, MAX_PIXELS);
  try {
    const { width, height } = bmp.header;
    const encoder = sharp({ raw: { width, height, channels: 3 }, limitInputPixels: MAX_PIXELS }).png({
      compressionLevel: 1,
    });
    await pipeline(Readable.from(bmp.rows(), { objectMode: false }), encoder, createWriteStream(target));
  } finally {
    await bmp.close();
  }
};

const normalise = async (path: string, type: ImageType, target: string, options: NormaliseOptions) => {
  const stored = options.photo || type === 'jpg' ? 'jpg' : 'png';
  let source: { path: string; type: 'jpg' | 'png' } = { path, type: 'png' };
  if (type === 'bmp') {
    source = { path: `${target}.decoded.png`, type: 'png' };
    await bmpToPng(path, source.path);
  } else source = { path, type };
  const open = () => openEncoded(source.path, source.type);
  const size =
    stored === 'jpg'
      ? await writeJpeg(open, target, options)
      : await writeImage(open, target, { photo: false, quality: undefined });
  return { type: stored, ...size } as const;
};

/**
 * Decodes a picture down to the last row, turns it upright, strips everything that is not picture, and writes it anew
 * to `target`. jpg stays jpg and png stays png; a bmp becomes a png, since nothing is lost and every browser and Word
 * shows it; a portrait (`photo`) becomes a jpg of at most 2000 pixels a side. No other picture keeps more than 4000.
 * @throws UploadRefused if the picture is incomplete or has too many pixels
 */
export const normaliseImage = (
  path: string,
  type: ImageType,
  target: string,
  options: NormaliseOptions,
): Promise<NormalisedImage> =>
  whenDecodingIsFree(async () => {
    try {
      return await normalise(path, type, target, options);
    } catch (error) {
      if (error instanceof UploadRefused) throw error;
      // A full disk is our fault and no fault of the picture.
      if (error instanceof Error && 'code' in error) throw error;
      throw brokenFile(type);
    }
  });
