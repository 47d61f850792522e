import { Readable } from 'node:stream';
import { acceptFile, DomainError, openFile, renameFile, uploadSlot, type Actor, type Core } from '@zhicheng/core';
import type { Bucket } from '@zhicheng/storage';
import type { Web } from './app.ts';
import { answering, fileHeaders, type Ctx } from './answers.ts';
import { mountMadeDocuments } from './made-documents.ts';
import { mountPapers } from './papers.ts';
import { PARTS_PATH, partialUploads } from './partial-uploads.ts';

interface Parts {
  readonly core: Core;
  /** Where uploads in parts lie until they are whole. */
  readonly partsDir: string;
  /** They lie in it instead where files do. */
  readonly bucket?: Bucket;
  actorOf(request: Request): Promise<Actor | null>;
}

/** Headers carry no Chinese, so names come encoded; what is not is taken as it stands. */
function nameIn(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}

/** Raw body, name in a header, slot in the query: nothing to unpack, nothing buffered. */
async function upload(c: Ctx, core: Core, actor: Actor): Promise<Response> {
  const body = c.req.raw.body;
  const asked = uploadSlot.safeParse({
    types: (c.req.query('types') ?? '').split(','),
    maxMB: Number(c.req.query('maxMB')),
  });
  if (!asked.success) throw new DomainError('INVALID', '没有上传。请刷新页面后重试。');
  const declared = Number(c.req.header('content-length'));
  const file = await acceptFile({
    core,
    actor,
    source: body ?? new Blob([]).stream(),
    name: nameIn(c.req.header('x-file-name') ?? 'file'),
    slot: asked.data,
    photo: c.req.query('photo') === '1',
    ...(Number.isFinite(declared) && { declaredBytes: declared }),
  });
  return c.json(file, 201);
}

/** Files and generated documents, for whoever may see them. */
export function mountFiles(app: Web, { core, actorOf, partsDir, bucket }: Parts): void {
  const parts = partialUploads({ core, directory: partsDir, bucket });
  app.post(PARTS_PATH, async (c) => answering(c, await actorOf(c.req.raw), (actor) => parts.begin(c, actor)));
  app.post(`${PARTS_PATH}/:id/done`, async (c) =>
    answering(c, await actorOf(c.req.raw), (actor) => parts.done(c, actor, c.req.param('id'))),
  );
  app.all(`${PARTS_PATH}/:id`, async (c) =>
    answering(c, await actorOf(c.req.raw), (actor) => parts.go(c, actor, c.req.param('id'))),
  );
  app.post('/files', async (c) => answering(c, await actorOf(c.req.raw), (actor) => upload(c, core, actor)));
  app.patch('/files/:id', async (c) =>
    answering(c, await actorOf(c.req.raw), async (actor) => {
      const body: unknown = await c.req.json().catch(() => undefined);
      const name = typeof body === 'object' && body !== null && 'name' in body ? String(body.name) : '';
      return c.json(await renameFile({ core, actor, id: c.req.param('id'), name }));
    }),
  );
  app.get('/files/:id', async (c) => {
    const actor = await actorOf(c.req.raw);
    const send = async (reader: Actor | null): Promise<Response> => {
      const variant = c.req.query('view') === 'thumb' ? ('thumb' as const) : undefined;
      const file = await openFile({ core, actor: reader, id: c.req.param('id'), variant });
      const shown = c.req.query('view') !== undefined && /^(image\/|application\/pdf)/.test(file.contentType);
      const body = Readable.toWeb(file.stream) as ReadableStream<Uint8Array>;
      const length: Record<string, string> = variant ? {} : { 'Content-Length': String(file.bytes) };
      return new Response(body, { headers: { ...fileHeaders(file.name, file.contentType, shown), ...length } });
    };
    // What a published plan attaches is for everybody; anything else asks who is there.
    return answering(c, actor, send, () => send(null));
  });
  mountPapers(app, { core, actorOf });
  mountMadeDocuments(app, { core, actorOf });
}
