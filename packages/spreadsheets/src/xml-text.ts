const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function character(all: string, name: string): string {
  const named = NAMED[name];
  if (named !== undefined) return named;
  const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : name.startsWith('#') ? Number(name.slice(1)) : NaN;
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
}

/** Text as the file means it: entities, and the escapes that spreadsheets have for characters XML forbids. */
export function unescaped(text: string): string {
  const plain = text.includes('&') ? text.replace(/&(#?\w+);/g, character) : text;
  return plain.includes('_x')
    ? plain.replace(/_x([0-9A-Fa-f]{4})_/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : plain;
}

const TEXT = /<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<\/(?:\w+:)?t>/g;
/** How a word is pronounced, beside the word itself. */
const PHONETIC = /<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g;

/** The words of a string item, all its runs together. */
export function wordsIn(xml: string): string {
  const spoken = xml.includes('rPh') ? xml.replace(PHONETIC, '') : xml;
  let words = '';
  for (const [, run = ''] of spoken.matchAll(TEXT)) words += run;
  return unescaped(words);
}

/** One attribute of the tag that `xml` begins with. */
export function attribute(xml: string, name: string): string | undefined {
  const tag = xml.slice(0, xml.indexOf('>') + 1 || xml.length);
  const value = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return value ? unescaped(value[1] ?? value[2] ?? '') : undefined;
}

/** The tags of this name, whatever prefix the program gave them. */
export const tagsOf = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])[^>]*>`, 'g'))].map(([tag]) => tag);
