import { describe, expect, it } from 'vitest';
import { LEAST_PIXELS, remarkOn, sharpnessOf, type Grey } from './picture-quality.ts';

const [WIDTH, HEIGHT] = [400, 560];

/** Rows of strokes, as small print looks from some way off; the same ones every time. */
function print(lines: number, contrast = 1): Grey {
  const values = new Float32Array(WIDTH * HEIGHT).fill(240);
  let seed = 7;
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  for (let line = 0; line < lines; line++)
    for (let x = 40; x < WIDTH - 40; x += 2)
      for (let y = 0; y < 8; y++) if (random() > 0.55) values[(40 + line * 14 + y) * WIDTH + x] = 240 - 210 * contrast;
  return { width: WIDTH, height: HEIGHT, values };
}

/** Mean over a square of this radius, three times: nearly what a lens out of focus does. */
function blurred(picture: Grey, radius: number): Grey {
  let values = Float32Array.from(picture.values);
  for (let pass = 0; pass < 3; pass++) {
    const next = Float32Array.from(values);
    for (let y = radius; y < HEIGHT - radius; y++)
      for (let x = radius; x < WIDTH - radius; x++) {
        let sum = 0;
        for (let dy = -radius; dy <= radius; dy++)
          for (let dx = -radius; dx <= radius; dx++) sum += values[(y + dy) * WIDTH + x + dx] ?? 0;
        next[y * WIDTH + x] = sum / (2 * radius + 1) ** 2;
      }
    values = next;
  }
  return { ...picture, values };
}

const said = (picture: Grey) => remarkOn({ pixels: 8_000_000, sharpness: sharpnessOf(picture) });

describe('a picture is looked at when it is picked', () => {
  it('a page in focus is not remarked on, be it full or of one line, dark or pale', () => {
    for (const picture of [print(34), print(1), print(20, 0.4)]) expect(said(picture)).toBeUndefined();
  });
  it('a page out of focus is', () => {
    for (const lines of [34, 1]) expect(said(blurred(print(lines), 3))).toContain('可能模糊');
  });
  it('a small one is, however sharp', () => {
    expect(remarkOn({ pixels: 300 * 400, sharpness: 9000 })).toContain('太小');
    expect(remarkOn({ pixels: LEAST_PIXELS, sharpness: 9000 })).toBeUndefined();
  });
  it('nothing but white has no edges', () => {
    expect(sharpnessOf({ width: 3, height: 3, values: new Float32Array(9).fill(255) })).toBe(0);
  });
});
