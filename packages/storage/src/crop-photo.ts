import sharp from 'sharp';
import { whenDecodingIsFree } from './decoding-gate.ts';
import { MAX_PIXELS } from './normalise-image.ts';

/** A part of a picture in pixels of the upright picture, from its top left corner. */
export type PixelRect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Pixels of a printed portrait at 300 dpi: one inch (25 × 35 mm) and two inches (35 × 49 mm). */
export const PHOTO_TARGETS = { oneInch: { width: 295, height: 413 }, twoInch: { width: 413, height: 579 } } as const;
export type PhotoTarget = { readonly width: number; readonly height: number };

export type CroppedPhoto = {
  readonly bytes: Uint8Array;
  readonly type: 'jpg';
  /** False for a black-and-white picture, also one that was saved as a coloured file. */
  readonly coloured: boolean;
} & PhotoTarget;

/** Brightest minus darkest channel: a grey pixel stays below, whatever tint a scanner or the compression adds. */
const TINT = 16;
/** Share of coloured pixels that makes a colour photo; a face alone takes up far more of a portrait. */
const COLOURED_SHARE = 0.01;

async function isColoured(picture: Uint8Array): Promise<boolean> {
  const { data, info } = await sharp(picture).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  if (info.channels < 3) return false;
  let coloured = 0;
  for (let at = 0; at < data.length; at += info.channels) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > TINT) coloured += 1;
  }
  return coloured > COLOURED_SHARE * info.width * info.height;
}

/** Browsers hand over fractions; the edge of the picture bounds them. */
const within = (rect: PixelRect, size: { width: number; height: number }) => {
  const left = Math.max(0, Math.round(rect.x));
  const top = Math.max(0, Math.round(rect.y));
  const width = Math.min(Math.round(rect.width), size.width - left);
  const height = Math.min(Math.round(rect.height), size.height - top);
  if (![left, top, width, height].every(Number.isFinite) || width < 1 || height < 1) {
    throw new RangeError('the crop lies outside the picture');
  }
  return { left, top, width, height };
};

/**
 * Cuts a portrait out of a stored picture (AH-28.01). A cut of another shape than the target is trimmed at its middle,
 * never stretched.
 * @param bytes an accepted jpg or png
 * @throws RangeError if the rectangle has no part in the picture
 */
export const cropPhoto = (bytes: Uint8Array, rect: PixelRect, target: PhotoTarget): Promise<CroppedPhoto> =>
  whenDecodingIsFree(async () => {
    const picture = sharp(bytes, { failOn: 'error', limitInputPixels: MAX_PIXELS });
    const { autoOrient: size } = await picture.metadata();
    const cut = await picture
      .autoOrient()
      .extract(within(rect, size))
      .resize(target.width, target.height, { fit: 'cover' })
      .flatten({ background: 'white' })
      .jpeg({ quality: 92 })
      .withMetadata({ density: 300 })
      .toBuffer();
    const { width, height } = target;
    return { bytes: new Uint8Array(cut), type: 'jpg', coloured: await isColoured(cut), width, height };
  });
