import { deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly text?: string | Uint8Array;
  /** What the directory says of its size, where it lies. */
  readonly says?: number;
  readonly encrypted?: boolean;
}

/** A zip of deflated parts, for tests. */
export const zipWith = (parts: readonly ZipPart[]): Buffer => {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text = '', says, encrypted } of parts) {
    const path = Buffer.from(name);
    const bytes = Buffer.from(text as string);
    const packed = deflateRawSync(bytes);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(says ?? bytes.length, 22);
    local.writeUInt16LE(path.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(encrypted ? 1 : 0, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(says ?? bytes.length, 24);
    entry.writeUInt16LE(path.length, 28);
    entry.writeUInt32LE(offset, 42);
    files.push(local, path, packed);
    directory.push(entry, path);
    offset += local.length + path.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listing, end]);
};

const TYPES = { name: '[Content_Types].xml', text: '<Types/>' };

/** A Word document of as many parts as programs want, and these. */
export const docxWith = (...more: readonly ZipPart[]): Buffer =>
  zipWith([TYPES, { name: 'word/document.xml', text: '<w:document/>' }, ...more]);

/** A workbook, likewise. */
export const xlsxWith = (...more: readonly ZipPart[]): Buffer =>
  zipWith([TYPES, { name: 'xl/workbook.xml', text: '<workbook/>' }, ...more]);

/** A part that names what stands elsewhere. */
export const relationTo = (type: string, target: string): ZipPart => ({
  name: 'word/_rels/document.xml.rels',
  text:
    '<Relationships><Relationship Id="a" TargetMode="External" ' +
    `Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`,
});
