/** Grey values 0..255, row by row. */
export type Grey = { readonly width: number; readonly height: number; readonly values: ArrayLike<number> };

/** Looked at in this size: what is sharp in it can be read on a screen and on paper. */
export const LOOK_SIDE = 1000;

/**
 * Measured on drawn pages and certificates of 150 to 300 dpi: sharp ones have 6000 and more, out of focus by a fifth of
 * a millimetre and still to be read 2000, by half a millimetre and no longer to be read 24 to 132.
 */
export const LEAST_SHARPNESS = 300;

/** An identity card at 300 dpi has 645 000; A4 with so few is 70 dpi, and small print cannot be read. */
export const LEAST_PIXELS = 480_000;

const TILES = 10;

/**
 * How steep the edges are where the picture has the most of them: variance of the Laplacian of the best of a hundred
 * tiles, so that a page with three lines is judged by its lines and not by its white.
 */
export function sharpnessOf(picture: Grey): number {
  const [width, height] = [Math.ceil(picture.width / TILES), Math.ceil(picture.height / TILES)];
  let best = 0;
  for (let top = 0; top < picture.height; top += height)
    for (let left = 0; left < picture.width; left += width)
      best = Math.max(best, varianceIn(picture, { left, top, right: left + width, bottom: top + height }));
  return best;
}

type Tile = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

function varianceIn({ width, height, values }: Grey, { left, top, right, bottom }: Tile): number {
  const at = (x: number, y: number): number => values[y * width + x] ?? 0;
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let y = Math.max(1, top); y < Math.min(height - 1, bottom); y++)
    for (let x = Math.max(1, left); x < Math.min(width - 1, right); x++) {
      const edge = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * at(x, y);
      count += 1;
      sum += edge;
      squares += edge * edge;
    }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2;
}

export type Look = { /** Pixels of the whole picture. */ readonly pixels: number; readonly sharpness: number };

/** A warning, never a refusal: what cannot be read here may be all there is. */
export function remarkOn({ pixels, sharpness }: Look): string | undefined {
  if (pixels < LEAST_PIXELS)
    return '图片太小，打印后可能看不清。建议用 300dpi 重新扫描，或走近些重拍；确认能看清也可以使用。';
  if (sharpness < LEAST_SHARPNESS)
    return '图片可能模糊。建议点开看一下，看不清就重新扫描或重拍；确认能看清也可以使用。';
  return undefined;
}
