/** What no text column and no jsonb takes: NUL, and half of a character that needs two units. */
const UNSTORABLE = /[\0\u{d800}-\u{dfff}]/u;

/** Whether every text in a value, names of properties included, can be stored. Walks without recursion, also in circles. */
export function isStorable(value: unknown): boolean {
  const seen = new Set<unknown>();
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string' && UNSTORABLE.test(next)) return false;
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    for (const [name, inner] of Object.entries(next)) {
      if (UNSTORABLE.test(name)) return false;
      open.push(inner);
    }
  }
  return true;
}
