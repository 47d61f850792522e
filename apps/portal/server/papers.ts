import {
  admissionTicketDocx,
  kindFormDocx,
  materialListDocx,
  noticeCertificateDocx,
  noticeDocx,
  promiseLetterDocx,
  promiseTemplateDocx,
  quotaFormDocx,
  reviewFormDocx,
  rosterDocx,
  type Actor,
  type Core,
} from '@zhicheng/core';
import type { Web } from './app.ts';
import { answering, fileHeaders, type Ctx } from './answers.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

type Printed = { readonly bytes: Uint8Array; readonly name: string };
type Asked = { readonly core: Core; readonly actor: Actor };
/** What a path and its query say about which paper is meant. */
type Which = (name: string) => string;

const OF_DECLARATION: Readonly<Record<string, (asked: Asked & { id: string }) => Promise<Printed>>> = {
  'review-form': reviewFormDocx,
  'kind-form': kindFormDocx,
  'admission-ticket': admissionTicketDocx,
  'promise-letter': promiseLetterDocx,
  'material-list': materialListDocx,
};

/** A whole number from 1; anything else is the first part. */
const partOf = (text: string): number => (/^[1-9]\d{0,2}$/.test(text) ? Number(text) : 1);

const PAPERS: Readonly<Record<string, (asked: Asked, which: Which) => Promise<Printed>>> = {
  '/work/settings/post-quota-form.docx': (asked) => quotaFormDocx(asked),
  '/promise-letter.docx': (asked, which) =>
    promiseTemplateDocx({ ...asked, specialtyId: which('specialty'), titleId: which('title') }),
  '/work/declarations/roster.docx': (asked, which) =>
    rosterDocx({ ...asked, planId: which('plan'), part: partOf(which('part')) }),
  '/work/declarations/notices/:id/notice.docx': (asked, which) => noticeDocx({ ...asked, id: which('id') }),
  '/work/declarations/notices/:id/certificate.docx': (asked, which) =>
    noticeCertificateDocx({ ...asked, id: which('id') }),
  ...Object.fromEntries(
    Object.entries(OF_DECLARATION).map(([name, print]) => [
      `/declarations/:id/${name}.docx`,
      (asked: Asked, which: Which) => print({ ...asked, id: which('id') }),
    ]),
  ),
};

/** Generated documents as DOCX, for whoever may have them; made anew each time, so nothing keeps a copy. */
export function mountPapers(
  app: Web,
  { core, actorOf }: { core: Core; actorOf(request: Request): Promise<Actor | null> },
): void {
  for (const [path, print] of Object.entries(PAPERS))
    app.get(path, async (c: Ctx) =>
      answering(c, await actorOf(c.req.raw), async (actor) => {
        const which: Which = (name) => c.req.param(name) ?? c.req.query(name) ?? '';
        const { bytes, name } = await print({ core, actor }, which);
        const headers = { ...fileHeaders(name, DOCX, false), 'Cache-Control': 'no-store' };
        return new Response(Buffer.from(bytes), { headers });
      }),
    );
}
