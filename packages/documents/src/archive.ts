import { ZipFile } from 'yazl';

export type ArchivedFile = { readonly name: string; readonly bytes: Uint8Array };

/**
 * Many documents as one ZIP, written while they are made: no more than one of them is in memory. They are stored as
 * they are, for documents are compressed already; above 4 GB or 65,535 files the archive is a ZIP64.
 * @param at the time that every file bears
 */
export async function* archiveOf(files: AsyncIterable<ArchivedFile>, at: Date): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const out = zip.outputStream;
  // What goes wrong in the archive ends the stream that is read below.
  zip.on('error', (error: Error) => zip.outputStream.emit('error', error));
  for await (const { name, bytes } of files) {
    zip.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, { compress: false, mtime: at });
    for (let chunk: unknown = out.read(); chunk !== null; chunk = out.read())
      if (chunk instanceof Uint8Array) yield chunk;
  }
  zip.end();
  for await (const chunk of out) if (chunk instanceof Uint8Array) yield chunk;
}
