/** What no file system of a clerk takes in a name, and what would hide how it ends. */
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff<>:"/\\|?*]/g;

/** Characters of a part of a name: three of them and the ending stay below what Windows takes. */
const LONGEST = 40;

/** One part of a file name, made from a text that a person wrote: no path, no ending, never empty. */
export const namePart = (text: string): string => {
  const clean = text
    .normalize('NFC')
    .replace(FORBIDDEN, '')
    .replace(/[\s.]+/g, ' ')
    .trim();
  return [...clean].slice(0, LONGEST).join('').trim() || '未填写';
};
