/** Numbers in 0..1 that are the same for the same seed: two fills of the same size are the same province. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws by weight: what weighs twice as much comes twice as often. */
export function drawFrom<T>(weighted: readonly (readonly [T, number])[]): (random: () => number) => T {
  const sums: number[] = [];
  for (const [, weight] of weighted) sums.push((sums.at(-1) ?? 0) + weight);
  const total = sums.at(-1) ?? 0;
  return (random) => {
    const at = random() * total;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    const drawn = weighted[low];
    if (!drawn) throw new Error('nothing to draw from');
    return drawn[0];
  };
}
