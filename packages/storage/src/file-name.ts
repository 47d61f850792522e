import { extensionOf, type FileType } from './sniff-type.ts';

const KNOWN = new Set(['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'pdf', 'bmp', 'dib', 'doc', 'docx', 'xlsx']);
const SAME: Partial<Record<string, FileType>> = { jpeg: 'jpg' };
const MAX_CHARS = 120;

/** Control characters, the marks that turn reading direction round (photo[RLO]gpj.exe), and what file systems refuse. */
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff<>:"|?*\\/]/g;

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
  return `${base || '文件'}.${truthful}`;
};
