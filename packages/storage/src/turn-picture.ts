import sharp from 'sharp';
import { whenDecodingIsFree } from './decoding-gate.ts';
import { MAX_PIXELS } from './normalise-image.ts';

/** Little is lost by it, also when a picture is turned all the way round. */
const QUALITY = 92;

/**
 * A stored picture, turned clockwise by quarters, in its own format.
 * @param bytes an accepted jpg or png
 */
export const turnPicture = (bytes: Uint8Array, quarters: 1 | 2 | 3): Promise<Uint8Array> =>
  whenDecodingIsFree(async () => {
    const picture = sharp(bytes, { failOn: 'error', limitInputPixels: MAX_PIXELS });
    const { format } = await picture.metadata();
    const turned = picture.rotate(90 * quarters);
    return new Uint8Array(await (format === 'png' ? turned.png() : turned.jpeg({ quality: QUALITY })).toBuffer());
  });
