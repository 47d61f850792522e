import { LOOK_SIDE, sharpnessOf, type Grey, type Look } from './picture-quality.ts';

/** As the eye weighs the three colours. */
function greyOf({ data, width, height }: ImageData): Grey {
  const values = new Float32Array(width * height);
  for (let i = 0; i < values.length; i++)
    values[i] = 0.299 * (data[4 * i] ?? 0) + 0.587 * (data[4 * i + 1] ?? 0) + 0.114 * (data[4 * i + 2] ?? 0);
  return { width, height, values };
}

/** Looks at a picture before it is sent; undefined for what is none, or what this browser cannot open. */
export async function lookAt(file: Blob): Promise<Look | undefined> {
  if (!/^image\/(jpeg|png|bmp)$/.test(file.type)) return undefined;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LOOK_SIDE / Math.max(picture.width, picture.height));
    const [width, height] = [
      Math.max(1, Math.round(picture.width * scale)),
      Math.max(1, Math.round(picture.height * scale)),
    ];
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const paper = canvas.getContext('2d', { willReadFrequently: true });
    if (!paper) return undefined;
    paper.drawImage(picture, 0, 0, width, height);
    const pixels = picture.width * picture.height;
    picture.close();
    return { pixels, sharpness: sharpnessOf(greyOf(paper.getImageData(0, 0, width, height))) };
  } catch {
    return undefined;
  }
}
