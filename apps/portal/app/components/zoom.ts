/** How far a picture is enlarged: 1 fits the width, at most 4. */
export const FIT = 1;
export const LARGEST = 4;
const STEP = 0.5;

export const held = (zoom: number): number => Math.min(LARGEST, Math.max(FIT, zoom));
export const larger = (zoom: number): number => held(zoom + STEP);
export const smaller = (zoom: number): number => held(zoom - STEP);
/** A click on the picture: in, and back again. */
export const toggled = (zoom: number): number => (zoom > FIT ? FIT : 2);

/** Keys while a picture is looked at; null: none of ours. */
export function byKey(zoom: number, key: string): number | null {
  if (key === '+' || key === '=') return larger(zoom);
  if (key === '-') return smaller(zoom);
  return key === '0' ? FIT : null;
}

type Point = { readonly x: number; readonly y: number };
const apart = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Two fingers: as far as they have moved apart since they touched. */
export const byPinch = (zoom: number, from: readonly [Point, Point], to: readonly [Point, Point]): number =>
  held((zoom * apart(...to)) / Math.max(1, apart(...from)));
