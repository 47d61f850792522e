import type { Picture } from './picture.ts';
import { qrPicture } from './qr-code.ts';

/** Sixty-four characters in a row cannot be compared by eye; groups of eight can. */
export const grouped = (hash: string): string => hash.match(/.{1,8}/gu)?.join(' ') ?? '';

/** The code says in words what stands beside it, so that any telephone can compare paper and system. */
export const stampCode = ({ recordNo, hash }: { readonly recordNo?: string; readonly hash?: string }): Picture =>
  qrPicture([recordNo && `申报编号：${recordNo}`, hash && `校验码：${hash}`].filter(Boolean).join('\n'));
