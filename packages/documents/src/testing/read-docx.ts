import JSZip from 'jszip';

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const decode = (text: string) => text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '');

/** Throws unless every tag is closed in order and no character is one that XML forbids. */
export const assertWellFormed = (xml: string): void => {
  const open: string[] = [];
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml)) throw new Error('forbidden character');
  if (/&(?!(lt|gt|quot|apos|amp|#\d+|#x[0-9a-f]+);)/i.test(xml)) throw new Error('bare ampersand');
  for (const [tag, close, name, empty] of xml.matchAll(
    /<(\/?)([\w:.-]+)(?:\s+[\w:.-]+\s*=\s*"[^"<]*")*\s*(\/?)>|<(?!\?)/g,
  )) {
    if (name === undefined) throw new Error(`stray ${tag}`);
    if (close && open.pop() !== name) throw new Error(`unexpected </${name}>`);
    if (!close && !empty) open.push(name);
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(' ')}`);
};

/** What a printed file holds: the parts as text, and the words of a part in order, one line per paragraph. */
export const readDocx = async (bytes: Uint8Array) => {
  const zip = await JSZip.loadAsync(bytes, { checkCRC32: true });
  const names = Object.keys(zip.files).filter((name) => !name.endsWith('/'));
  const parts = new Map<string, string>();
  for (const name of names.filter((each) => /\.(xml|rels)$/.test(each))) {
    const xml = await zip.files[name]?.async('string');
    parts.set(name, xml ?? '');
  }
  const pictures: { name: string; bytes: Uint8Array }[] = [];
  for (const name of names.filter((each) => each.startsWith('word/media/')))
    pictures.push({ name, bytes: (await zip.files[name]?.async('uint8array')) ?? new Uint8Array() });
  const part = (name: string) => parts.get(name) ?? '';
  const words = (xml: string) =>
    xml
      .split('</w:p>')
      .map((paragraph) => [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''))
      .map(decode)
      .join('\n');
  const matching = (pattern: RegExp) => names.filter((name) => pattern.test(name)).map(part);
  return {
    names,
    parts,
    pictures,
    document: part('word/document.xml'),
    styles: part('word/styles.xml'),
    headers: matching(/^word\/header\d+\.xml$/),
    footers: matching(/^word\/footer\d+\.xml$/),
    text: words(part('word/document.xml')),
    words,
  };
};

export const rowsOf = (xml: string): string[] => xml.match(/<w:tr[ >].*?<\/w:tr>/gs) ?? [];
