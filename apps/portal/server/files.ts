import { Readable } from 'node:stream';
import {
  acceptFile,
  admissionTicketDocx,
  DomainError,
  errorBody,
  kindFormDocx,
  openFile,
  renameFile,
  quotaFormDocx,
  reviewFormDocx,
  uploadSlot,
  type Actor,
  type Core,
  type ErrorCode,
} from '@zhicheng/core';
import type { Context } from 'hono';
import type { Web, WebVariables } from './app.ts';
import { PARTS_PATH, partialUploads } from './partial-uploads.ts';

interface Parts {
  readonly core: Core;
  /** Where uploads in parts lie until they are whole. */
  readonly partsDir: string;
  actorOf(request: Request): Promise<Actor | null>;
}
type Ctx = Context<{ Variables: WebVariables }>;

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const STATUS: Record<ErrorCode, 403 | 404 | 409 | 422> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  CONFLICT: 409,
  INVALID: 422,
  REFUSED: 422,
};

/** Never run, never sniffed. A sandbox would keep the browser's own pdf reader away, which runs nothing either. */
const SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'";
const READER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";

/** Headers of anything a person sent. Shown in the page only where asked for: pictures and pdf. */
function fileHeaders(name: string, contentType: string, shown: boolean): Record<string, string> {
  return {
    'Content-Type': contentType,
    'Content-Disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
    'Content-Security-Policy': shown && contentType === 'application/pdf' ? READER : SANDBOX,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, max-age=300',
  };
}

/** `open`: what is tried for somebody who is not signed in, before he is sent to sign in. */
async function answering(
  c: Ctx,
  actor: Actor | null,
  run: (actor: Actor) => Promise<Response>,
  open?: () => Promise<Response>,
): Promise<Response> {
  const requestId = c.get('requestId');
  if (!actor) {
    const opened = await open?.().catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
    });
    if (opened) return opened;
    return c.json({ code: 'UNAUTHENTICATED', message: '登录已过期，请重新登录后再试。', issues: [], requestId }, 401);
  }
  try {
    return await run(actor);
  } catch (error) {
    const body = errorBody(error, requestId);
    if (error instanceof DomainError)
      return c.json({ ...body, message: error.issues[0]?.message ?? body.message }, STATUS[error.code]);
    console.error(`[${requestId}]`, error);
    return c.json(body, 500);
  }
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
export function mountFiles(app: Web, { core, actorOf, partsDir }: Parts): void {
  const parts = partialUploads({ core, directory: partsDir });
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
  app.get('/work/settings/post-quota-form.docx', async (c) =>
    answering(c, await actorOf(c.req.raw), async (actor) => {
      const { bytes, name } = await quotaFormDocx({ core, actor });
      return new Response(Buffer.from(bytes), { headers: fileHeaders(name, DOCX, false) });
    }),
  );
  const documents = {
    'review-form': reviewFormDocx,
    'kind-form': kindFormDocx,
    'admission-ticket': admissionTicketDocx,
  };
  for (const [document, print] of Object.entries(documents))
    app.get(`/declarations/:id/${document}.docx`, async (c) =>
      answering(c, await actorOf(c.req.raw), async (actor) => {
        const { bytes, name } = await print({ core, actor, id: c.req.param('id') });
        const headers = { ...fileHeaders(name, DOCX, false), 'Cache-Control': 'no-store' };
        return new Response(Buffer.from(bytes), { headers });
      }),
    );
}
