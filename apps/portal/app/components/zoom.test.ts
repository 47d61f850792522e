import { describe, expect, it } from 'vitest';
import { byKey, byPinch, FIT, LARGEST, larger, smaller, toggled } from './zoom.ts';

describe('[AH-23.01] a picture is enlarged and reduced', () => {
  it('by a click: in, and back again', () => {
    expect(toggled(FIT)).toBe(2);
    expect(toggled(2)).toBe(FIT);
    expect(toggled(1.5)).toBe(FIT);
  });

  it('by the keys + - 0, and by no other', () => {
    expect(byKey(1, '+')).toBe(1.5);
    expect(byKey(1, '=')).toBe(1.5);
    expect(byKey(2, '-')).toBe(1.5);
    expect(byKey(3, '0')).toBe(FIT);
    expect(byKey(1, 'Escape')).toBeNull();
  });

  it('by two fingers, as far as they move apart', () => {
    const from = [
      { x: 100, y: 0 },
      { x: 200, y: 0 },
    ] as const;
    const to = [
      { x: 50, y: 0 },
      { x: 250, y: 0 },
    ] as const;
    expect(byPinch(1, from, to)).toBe(2);
    expect(byPinch(2, to, from)).toBe(1);
    // Both at one point: no division by zero.
    expect(byPinch(1, [from[0], from[0]], to)).toBe(LARGEST);
  });

  it('never beyond its ends', () => {
    expect(larger(LARGEST)).toBe(LARGEST);
    expect(smaller(FIT)).toBe(FIT);
  });
});
