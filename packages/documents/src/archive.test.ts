import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { archiveOf, type ArchivedFile } from './archive.ts';
import { directoryLine, endOfDirectory } from './zip-format.ts';

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
    const last = zip.file('示例单位-示例49-𠮷.docx');
    expect(await last?.async('string')).toBe('document 49'.repeat(500));
    // Clocks in China stood at eight.
    expect(last?.date.toISOString()).toBe('2026-11-22T08:00:00.000Z');
  });

  it('stores what is compressed already', async () => {
    const bytes = Buffer.from('document'.repeat(500));
    const archive = await collect(archiveOf(Readable.from([{ name: '示例.docx', bytes }]), AT));
    expect(archive.includes(bytes)).toBe(true);
  });

  it.each(['../示例.docx', '示例/../../示例.docx', '/示例.docx', 'C:示例.docx', '示例\\示例.docx'])(
    'refuses a name that leaves the folder: %s',
    async (name) => {
      const files = Readable.from([{ name, bytes: Buffer.alloc(1) }]);
      await expect(collect(archiveOf(files, AT))).rejects.toThrow('not a name within an archive');
    },
  );

  it('with more files than the old format counts it is a ZIP64', async () => {
    const many = async function* (): AsyncGenerator<ArchivedFile> {
      for (let at = 0; at < 65_536; at++) yield { name: `${at}`, bytes: Buffer.from(`${at}`) };
    };
    const zip = await JSZip.loadAsync(await collect(archiveOf(many(), AT)));
    expect(Object.keys(zip.files)).toHaveLength(65_536);
    expect(await zip.file('65535')?.async('string')).toBe('65535');
  });

  it('keeps of each document its line in the directory and nothing else', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const kept = () => {
      collectGarbage();
      return process.memoryUsage().arrayBuffers;
    };
    const before = kept();
    let [made, more] = [0, 0];
    const many = async function* (): AsyncGenerator<ArchivedFile> {
      for (; made < 5000; made++) {
        // Small buffers share memory, three of these fill a piece of it.
        for (let each = 0; each < 3; each++) Buffer.from('示'.repeat(1000));
        yield { name: `示例单位-示例${made}.docx`, bytes: Buffer.from(`${made}`) };
      }
      more = kept() - before;
    };
    for await (const chunk of archiveOf(many(), AT)) expect(chunk.byteLength).toBeGreaterThan(0);
    expect(made).toBe(5000);
    // Other tests of the process leave a few megabytes; a piece kept for each document would be 40 of them.
    expect(more).toBeLessThan(15_000_000);
  });

  it('says with eight bytes where a file beyond 4 GB, and where the directory behind it, begins', () => {
    const entry = { name: Buffer.from('x'), method: 0, packed: 1, size: 1, crc: 0, time: 0 } as const;
    const [near, far] = [2 ** 32 - 2, 2 ** 32 - 1];
    expect(directoryLine(entry, near).readUInt32LE(42)).toBe(near);
    const line = directoryLine(entry, far);
    expect([line.readUInt16LE(6), line.readUInt16LE(30), line.readUInt32LE(42)]).toEqual([45, 12, 2 ** 32 - 1]);
    expect([line.readUInt16LE(47), line.readUInt16LE(49), line.readBigUInt64LE(51)]).toEqual([1, 8, BigInt(far)]);
    expect(endOfDirectory({ count: 1, bytes: 59, offset: near })).toHaveLength(22);
    const end = endOfDirectory({ count: 1, bytes: 59, offset: far });
    expect([end.readBigUInt64LE(48), end.readBigUInt64LE(64)]).toEqual([BigInt(far), BigInt(far + 59)]);
    expect(end.readUInt32LE(76 + 16)).toBe(2 ** 32 - 1);
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
