import { randomUUID } from 'node:crypto';
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import {
  assertOwnPartialUpload,
  beginPartialUpload,
  DomainError,
  endPartialUpload,
  finishPartialUpload,
  uploadSlot,
  type Actor,
  type Core,
} from '@zhicheng/core';
import { StoreUnavailable, type Bucket } from '@zhicheng/storage';
import type { Context } from 'hono';
import { NO_STORE } from './answers.ts';
import type { WebVariables } from './app.ts';
import { bucketParts } from './partial-uploads-bucket.ts';

type Ctx = Context<{ Variables: WebVariables }>;

export const PARTS_PATH = '/files/parts';

const HOUR = 3_600_000;
/** A file that did not come to its end within a day is given up. */
const KEPT_MS = 24 * HOUR;

type Metadata = Readonly<Record<string, string | null>> | undefined;

/** The same words as in the query of a whole upload; they came from a browser and are checked again. */
const slotOf = (metadata: Metadata) => ({
  types: (metadata?.types ?? '').split(','),
  maxMB: Number(metadata?.maxMB),
});

function knownSlot(metadata: Metadata) {
  const slot = uploadSlot.safeParse(slotOf(metadata));
  if (!slot.success) throw new DomainError('INVALID', '没有上传。请刷新页面后重试。');
  return slot.data;
}

/** No upload of this name is left; that the store cannot be reached says nothing about it. */
function unlessAway(error: unknown): undefined {
  if (error instanceof StoreUnavailable) throw error;
}

/** What the client shows: the sentence of the refusal, as for a whole upload. */
const refusalBody = (error: DomainError): { status_code: number; body: string } => ({
  status_code: error.code === 'NOT_FOUND' ? 404 : 422,
  body: JSON.stringify({ code: error.code, message: error.issues[0]?.message ?? error.message }),
});

/**
 * Uploads in parts (the tus protocol): what has arrived stays, so that a file goes on where the line was lost or the
 * server stopped, with a bucket at any other server too. Each belongs to who began it; the whole file is taken by the
 * same rules as one in one piece.
 * @param directory where the parts lie, unless there is a bucket
 */
export function partialUploads({ core, directory, bucket }: { core: Core; directory: string; bucket?: Bucket }) {
  const actors = new WeakMap<object, Actor>();
  const begun = new WeakMap<object, string>();
  const datastore = bucket
    ? bucketParts(bucket, KEPT_MS)
    : new FileStore({ directory, expirationPeriodInMilliseconds: KEPT_MS });
  const tus = new Server({
    path: PARTS_PATH,
    datastore,
    relativeLocation: true,
    // None: other origins have no business here.
    allowedOrigins: [],
    namingFunction: () => randomUUID(),
    async onUploadCreate(request, { id, size, metadata }) {
      const actor = actors.get(request);
      if (!actor) throw { status_code: 401, body: '' };
      try {
        await beginPartialUpload({ core, actor, id, bytes: size ?? 0, slot: knownSlot(metadata) });
        begun.set(request, id);
      } catch (error) {
        throw error instanceof DomainError ? refusalBody(error) : error;
      }
      return {};
    },
    onResponseError: (_, error) =>
      error instanceof StoreUnavailable ? { status_code: 503, body: JSON.stringify({ message: NO_STORE }) } : undefined,
  });
  const sweep = () => tus.cleanUpExpiredUploads().catch((error: unknown) => console.error('parts:', error));
  setInterval(sweep, HOUR).unref();

  const forget = async (actor: Actor, id: string) => {
    await endPartialUpload({ core, actor, id });
    await datastore.remove(id).catch(() => undefined);
  };
  return {
    /** POST to the path itself. */
    async begin(c: Ctx, actor: Actor): Promise<Response> {
      actors.set(c.req.raw, actor);
      const answer = await tus.handleWeb(c.req.raw);
      const id = begun.get(c.req.raw);
      // What could not be laid down counts against nobody: the browser tries again and again.
      if (!answer.ok && id) await endPartialUpload({ core, actor, id });
      return answer;
    },
    /** HEAD, PATCH, DELETE of one's own; nothing is ever read back. */
    async go(c: Ctx, actor: Actor, id: string): Promise<Response> {
      const { method } = c.req.raw;
      if (!['HEAD', 'PATCH', 'DELETE'].includes(method)) return c.body(null, 405);
      await assertOwnPartialUpload({ core, actor, id });
      const answer = await tus.handleWeb(c.req.raw);
      if (method === 'DELETE' && answer.ok) await endPartialUpload({ core, actor, id });
      return answer;
    },
    /** The last part is here: takes the file, or says why not; asked again, it answers the same. */
    async done(c: Ctx, actor: Actor, id: string): Promise<Response> {
      await assertOwnPartialUpload({ core, actor, id });
      const upload = await datastore.getUpload(id).catch(unlessAway);
      if (upload && upload.offset !== upload.size)
        throw new DomainError('CONFLICT', '没有上传。文件还没有传完，请重试。');
      try {
        const metadata = upload?.metadata;
        const file = await finishPartialUpload({
          core,
          actor,
          id,
          source: () => datastore.read(id),
          name: metadata?.filename ?? 'file',
          // Of a file taken before, nothing is left to check.
          slot: upload ? knownSlot(metadata) : { types: ['pdf'], maxMB: 1 },
          photo: metadata?.photo === '1',
        });
        await datastore.remove(id).catch(() => undefined);
        return c.json(file, 201);
      } catch (error) {
        if (error instanceof DomainError && error.code === 'INVALID') await forget(actor, id);
        throw error;
      }
    },
  };
}
