import { inflateSync } from 'node:zlib';

/** Bytes that the hidden objects of one file may unfold to. Scanners write a few hundred kilobytes. */
const MOST_HIDDEN = 64 * 1024 * 1024;

const named = (dictionary: string) =>
  dictionary.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/**
 * Whether a reader may open this PDF without unfolding a bomb: objects packed into streams are unfolded when the file is
 * read, whatever their size, so they are measured here under a bound. A stream of a type that cannot be told counts as
 * one of them; other streams are copied as they are.
 */
export const isHarmless = (bytes: Uint8Array): boolean => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left = MOST_HIDDEN;
  for (let at = text.indexOf('stream'); at >= 0; at = text.indexOf('stream', at + 6)) {
    if (text.subarray(at - 3, at).toString('latin1') === 'end') continue;
    const from = text.lastIndexOf('obj', at);
    if (from < 0 || at - from > 20_000) continue;
    const dictionary = named(text.subarray(from, at).toString('latin1'));
    const indirect = /\/Type\s+\d+\s+\d+\s+R/.test(dictionary);
    if (!indirect && !/\/(ObjStm|XRef)\b/.test(dictionary)) continue;
    if (indirect || !/\/FlateDecode/.test(dictionary) || /\/Filter\s*\[[^\]]*\/[^\]]*\//.test(dictionary)) return false;
    const end = text.indexOf('endstream', at);
    const begin = at + (text[at + 6] === 13 ? 8 : 7);
    try {
      left -= inflateSync(text.subarray(begin, end < 0 ? undefined : end), { maxOutputLength: left }).byteLength;
    } catch (error) {
      if (error instanceof RangeError) return false;
      // Damaged: the reader will say so itself.
    }
    if (left <= 0) return false;
  }
  return true;
};
