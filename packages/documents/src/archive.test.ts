import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { archiveOf, type ArchivedFile } from './archive.ts';

const AT = new Date('2026-11-22T00:00:00Z');
async function* some(count: number, taken: number[] = []): AsyncGenerator<ArchivedFile> {
  for (let at = 0; at < count; at++) {
    taken.push(at);
    yield { name: `示例单位-示例${at}-𠮷.docx`, bytes: Buffer.from(`document ${at}`.repeat(500)) };
  }
}
const collect = async (archive: AsyncIterable<Uint8Array>) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive) chunks.push(chunk);
  return Buffer.concat(chunks);
};

describe('many documents as one ZIP', () => {
  it('holds every document under its Chinese name, whole', async () => {
    const zip = await JSZip.loadAsync(await collect(archiveOf(some(50), AT)), { checkCRC32: true });
    expect(Object.keys(zip.files)).toHaveLength(50);
    expect(await zip.file('示例单位-示例49-𠮷.docx')?.async('string')).toBe('document 49'.repeat(500));
  });

  it('is written while the documents are made', async () => {
    const taken: number[] = [];
    for await (const chunk of archiveOf(some(50, taken), AT)) {
      expect(chunk.byteLength).toBeGreaterThan(0);
      break;
    }
    expect(taken.length).toBeLessThan(10);
  });

  it('without documents it is an empty archive; a document that cannot be made ends it with its error', async () => {
    expect(Object.keys((await JSZip.loadAsync(await collect(archiveOf(some(0), AT)))).files)).toEqual([]);
    const broken = async function* (): AsyncGenerator<ArchivedFile> {
      yield* some(2);
      // Everything so far has been read when it happens.
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      throw new Error('no third');
    };
    await expect(collect(archiveOf(broken(), AT))).rejects.toThrow('no third');
  });
});
