import { extensionOf, type FileType } from './sniff-type.ts';

const KNOWN = new Set(['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'pdf', 'bmp', 'dib', 'doc', 'docx', 'xlsx']);
const SAME: Partial<Record<string, FileType>> = { jpeg: 'jpg' };
const MAX_CHARS = 120;

/**
 * What no eye sees: control characters, the marks that turn reading direction round (photo[RLO]gpj.exe), halves of
 * characters; and what file systems refuse.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Variation_Selector}<>:"|?*\\/]/gu;

/** Names that old devices have under Windows, whatever the extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

const cut = (text: string, max: number) => [...text].slice(0, max).join('');

/**
 * The name under which a file is kept: without folders and dangerous characters, at most 120 characters, and with the
 * extension of what is really stored. A bmp becomes a png, so `扫描件.bmp` becomes `扫描件.png`; a png that was called
 * `a.jpg` becomes `a.png`; `a.jpeg` stays.
 */
export const truthfulName = (name: string, stored: FileType): string => {
  const last = name
    .replace(/^.*[\\/]/s, '')
    .replace(UNSAFE, '')
    .trim();
  const extension = extensionOf(last);
  const known = KNOWN.has(extension);
  const base = cut((known ? last.slice(0, -extension.length - 1) : last).replace(/^[.\s]+|[.\s]+$/g, ''), MAX_CHARS);
  const truthful = known && (SAME[extension] ?? extension) === stored ? last.slice(-extension.length) : stored;
  return `${base === '' || DEVICE.test(base.split('.')[0] ?? '') ? `文件${base}` : base}.${truthful}`;
};
