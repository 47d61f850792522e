import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export type ArchivedFile = { readonly name: string; readonly bytes: Uint8Array };

/**
 * Many documents as one ZIP, written while they are made: no more than one of them is in memory. They are compressed
 * already; they are packed lightly again, because some readers take sizes that follow a file only if it is packed. Above
 * 4 GB or 65,535 files the archive is a ZIP64.
 * @param at the time that every file bears
 */
export async function* archiveOf(files: AsyncIterable<ArchivedFile>, at: Date): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const out = zip.outputStream.pipe(new PassThrough());
  zip.on('error', (error: Error) => out.destroy(error));
  fill(zip, files, at).then(
    () => zip.end(),
    (error: Error) => out.destroy(error),
  );
  for await (const chunk of out) if (chunk instanceof Uint8Array) yield chunk;
}

/** The next document is asked for when the one before it has been taken. */
const fill = async (zip: ZipFile, files: AsyncIterable<ArchivedFile>, mtime: Date): Promise<void> => {
  for await (const { name, bytes } of files) {
    // The library remembers every file that it was given, but of a stream only the name.
    let source: Readable | undefined = Readable.from([bytes], { objectMode: false });
    const taken = once(source, 'close');
    zip.addReadStreamLazy(name, { compressionLevel: 1, mtime }, (open) => {
      const opened = source;
      source = undefined;
      if (opened) open(null, opened);
    });
    await taken;
  }
};
