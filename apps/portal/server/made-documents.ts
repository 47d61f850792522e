import { Readable } from 'node:stream';
import { openDocument, type Actor, type Core } from '@zhicheng/core';
import type { Context } from 'hono';
import { answering, fileHeaders } from './answers.ts';
import type { Web, WebVariables } from './app.ts';

type Ctx = Context<{ Variables: WebVariables }>;

const TYPES = {
  reviewForms: 'application/zip',
  book: 'application/pdf',
  list: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Documents that were made in the background, for who asked for them; streamed, and kept by no browser. */
export function mountMadeDocuments(
  app: Web,
  { core, actorOf }: { core: Core; actorOf(request: Request): Promise<Actor | null> },
): void {
  app.get('/documents/:id', async (c: Ctx) =>
    answering(c, await actorOf(c.req.raw), async (actor) => {
      const made = await openDocument({ core, actor, id: c.req.param('id') ?? '' });
      const headers = {
        ...fileHeaders(made.name, TYPES[made.kind], false),
        'Cache-Control': 'no-store',
        'Content-Length': String(made.bytes),
      };
      return new Response(Readable.toWeb(made.stream) as ReadableStream<Uint8Array>, { headers });
    }),
  );
}
