/**
 * Text of unsaved forms, kept on this device under account and record until it is saved or the person signs out.
 * Storage may be full or forbidden; then the form works without it.
 */
const PREFIX = 'zhicheng.kept.';

/** Names of files on their way in parts; the upload library keeps them there. */
const PARTS = 'tus::';

const nameOf = (account: string, record: string): string => `${PREFIX}${account}.${record}`;

/** @returns the raw values as they were left, or null */
export function readKeptText(account: string, record: string): Record<string, unknown> | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(nameOf(account, record)) ?? 'null');
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? { ...found } : null;
  } catch {
    return null;
  }
}

export function keepText(account: string, record: string, raw: Readonly<Record<string, unknown>>): void {
  try {
    localStorage.setItem(nameOf(account, record), JSON.stringify(raw));
  } catch {
    // Nothing is lost that the page itself does not still hold.
  }
}

export function dropKeptText(account: string, record: string): void {
  try {
    localStorage.removeItem(nameOf(account, record));
  } catch {
    // Storage is forbidden: then nothing was kept.
  }
}

/** On 退出: nothing of a person stays on a shared device. */
export function clearKeptText(): void {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(PREFIX) || key.startsWith(PARTS)) localStorage.removeItem(key);
  } catch {
    // Storage is forbidden: then nothing was kept.
  }
}
