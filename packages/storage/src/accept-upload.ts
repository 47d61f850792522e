import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { chunksOf } from './chunks.ts';
import { truthfulName } from './file-name.ts';
import { StoreUnavailable, type ByteSource, type FileStore } from './file-store.ts';
import { normaliseImage } from './normalise-image.ts';
import { checkOfficeFile } from './office-file.ts';
import { checkPdf } from './pdf-file.ts';
import { emptyFile, interrupted, MEGABYTE, tooLarge, UploadRefused, wrongType } from './refusal.ts';
import type { Refusal, UploadSlot } from './refusal.ts';
import { openScratch } from './scratch.ts';
import { extensionOf, FILE_TYPES, formatName, HEAD_BYTES, sniffType, type FileType } from './sniff-type.ts';

export type UploadOptions = {
  /** the name the file has on the user's machine */
  readonly name: string;
  readonly slot: UploadSlot;
  /** a portrait: kept as a jpg of at most 2000 pixels a side */
  readonly image?: 'photo';
  /** size of the file as the browser says (File.size), for fuller messages and to notice a cut-off body */
  readonly declaredBytes?: number;
};

export type AcceptedFile = {
  /** sha-256 of what is stored */
  readonly hash: string;
  /** sha-256 of what was sent; differs from `hash` for pictures, which are re-encoded */
  readonly originalHash: string;
  /** size of what is stored */
  readonly bytes: number;
  readonly type: FileType;
  /** name with the extension of what is stored */
  readonly name: string;
  readonly width?: number;
  readonly height?: number;
};

export type UploadOutcome = { readonly ok: true; readonly file: AcceptedFile } | Refusal;

type Spooled = { readonly path: string; readonly originalHash: string; readonly type: FileType };

/** The type by the first bytes, or the refusal that says what the file is instead. */
const admitType = async (head: Uint8Array, { name, slot, declaredBytes }: UploadOptions): Promise<FileType> => {
  const type = sniffType(head, name);
  // Office containers are judged again when they are complete, so here any of them may pass for another.
  const office = type === 'doc' || type === 'docx' || type === 'xlsx';
  const wanted = office ? slot.types.some((each) => ['doc', 'docx', 'xlsx'].includes(each)) : undefined;
  if (type && (wanted ?? slot.types.includes(type))) return type;
  const format = type ?? (await formatName(head));
  throw wrongType(slot, { format, extension: extensionOf(name), bytes: declaredBytes });
};

/**
 * A connection that is cut while the browser still sends never shows our answer, only "network error". So of a refused
 * file this much more is read and thrown away; who sends yet more is cut off.
 */
const DRAIN_BYTES = 16 * MEGABYTE;

const refusalOf = (work: Promise<FileType>) =>
  work.then(
    (type) => ({ type }),
    (error: unknown) => {
      if (error instanceof UploadRefused) return { refused: error };
      throw error;
    },
  );

/** Writes only while the file may still be accepted: type after the first bytes, then the cap. */
const writeSpool = async (handle: FileHandle, source: ByteSource, options: UploadOptions) => {
  const { slot, declaredBytes } = options;
  const hash = createHash('sha256');
  let head: Uint8Array = new Uint8Array(0);
  let verdict: { type?: FileType; refused?: UploadRefused } = {};
  let received = 0;
  let drained = 0;
  for await (const chunk of uninterrupted(source)) {
    received += chunk.byteLength;
    if (head.byteLength < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.byteLength)]);
    if (!verdict.type && !verdict.refused && head.byteLength >= HEAD_BYTES) {
      verdict = await refusalOf(admitType(head, options));
    }
    if (!verdict.refused && received > slot.maxMB * MEGABYTE) verdict = { refused: tooLarge(slot, declaredBytes) };
    if (verdict.refused) {
      drained += chunk.byteLength;
      if (drained > DRAIN_BYTES) break;
      continue;
    }
    hash.update(chunk);
    await handle.writeFile(chunk);
  }
  if (verdict.refused) throw verdict.refused;
  if (received < (declaredBytes ?? 0)) throw interrupted(received);
  if (received === 0) throw emptyFile();
  return { type: verdict.type ?? (await admitType(head, options)), originalHash: hash.digest('hex') };
};

/** The chunks, with any failure of the sender (closed tab, lost line) turned into a refusal. */
async function* uninterrupted(source: ByteSource): AsyncGenerator<Uint8Array> {
  let received = 0;
  try {
    for await (const chunk of chunksOf(source)) {
      received += chunk.byteLength;
      yield chunk;
    }
  } catch (error) {
    // parts that came before lie in the store: that it is away is no fault of the sender
    if (error instanceof StoreUnavailable) throw error;
    throw interrupted(received);
  }
}

const spool = async (path: string, source: ByteSource, options: UploadOptions): Promise<Spooled> => {
  const handle = await open(path, 'wx');
  try {
    return { path, ...(await writeSpool(handle, source, options)) };
  } finally {
    await handle.close();
  }
};

const keepImage = async (store: FileStore, spooled: Spooled, type: 'jpg' | 'png' | 'bmp', options: UploadOptions) => {
  const target = `${spooled.path}.normalised`;
  const maxBytes = options.slot.maxMB * MEGABYTE;
  const image = await normaliseImage(spooled.path, type, target, { photo: options.image === 'photo', maxBytes });
  const blob = await store.put(createReadStream(target));
  return { ...blob, ...image };
};

const keep = async (store: FileStore, spooled: Spooled, options: UploadOptions) => {
  const { type, path } = spooled;
  if (type === 'jpg' || type === 'png' || type === 'bmp') return keepImage(store, spooled, type, options);
  if (type === 'pdf') {
    await checkPdf(path, options.slot);
    return { type, ...(await store.put(createReadStream(path))) };
  }
  const office = await checkOfficeFile(path, type, options);
  return { type: office, ...(await store.put(createReadStream(path))) };
};

const assertKnownTypes = (slot: UploadSlot) => {
  const known: readonly string[] = FILE_TYPES;
  const unknown = slot.types.filter((type) => !known.includes(type));
  if (unknown.length > 0) throw new TypeError(`slot asks for unknown file types: ${unknown.join(', ')}`);
};

/**
 * Takes one uploaded file: streams it to a temporary file under the slot's cap, looks at what it really is, decodes
 * and re-encodes pictures, and puts it into the store. Nothing is stored on refusal; reading stops soon after the
 * refusal is certain.
 *
 * Sources of the rules: AH-04.09 (types, size), architecture.md "Files". The number of files in a slot is counted by
 * the caller, who knows the others.
 * @returns the stored file, or a refusal whose message is shown to the user as it is
 * @throws only for faults of the machine (disk full, store unreachable)
 */
export const acceptUpload = async (
  store: FileStore,
  source: ByteSource,
  options: UploadOptions,
): Promise<UploadOutcome> => {
  assertKnownTypes(options.slot);
  const folder = await openScratch('upload');
  try {
    const spooled = await spool(join(folder, 'file'), source, options);
    const { originalHash } = spooled;
    const kept = await keep(store, spooled, options);
    return { ok: true, file: { ...kept, originalHash, name: truthfulName(options.name, kept.type) } };
  } catch (error) {
    if (error instanceof UploadRefused) return error.refusal;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
