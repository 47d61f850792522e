/** What no text column and no jsonb takes: NUL, and half of a character that needs two units. */
const UNSTORABLE = /[\0\u{d800}-\u{dfff}]/u;

/** Levels of the deepest form of ours, many times over; what is written or compared by recursion needs some bound. */
const DEEPEST = 100;

/**
 * Whether every text in a value, names of properties included, can be stored, and the value is not nested without end.
 * Walks without recursion, also in circles.
 */
export function isStorable(value: unknown): boolean {
  const seen = new Set<unknown>();
  const open: { next: unknown; depth: number }[] = [{ next: value, depth: 0 }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { next, depth } = at;
    if (typeof next === 'string' && UNSTORABLE.test(next)) return false;
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    if (depth > DEEPEST) return false;
    seen.add(next);
    for (const [name, inner] of Object.entries(next)) {
      if (UNSTORABLE.test(name)) return false;
      open.push({ next: inner, depth: depth + 1 });
    }
  }
  return true;
}
