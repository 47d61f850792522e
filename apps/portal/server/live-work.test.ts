import type { Actor, CoreApp } from '@zhicheng/core';
import { Hono } from 'hono';
import { afterEach, expect, it } from 'vitest';
import { watchWork, type LiveWork } from './live-work.ts';

const actorOf = (organisationId: string | null): Actor => ({
  ...{ accountId: 'account', assignmentId: 'assignment', name: '示例', organisationId },
  role: organisationId === null ? 'applicant' : 'employer',
});

const opened: LiveWork[] = [];
afterEach(async () => {
  for (const live of opened.splice(0)) await live.end();
});

/** A site over a table of words; `change` is what another process did and told. */
async function site() {
  const words: Record<string, string> = {};
  const asked: number[] = [];
  let heard = (): void => undefined;
  const stir = {
    tell: () => heard(),
    hear: async (listener: () => void) => {
      heard = listener;
      return async () => undefined;
    },
  };
  const openWork: CoreApp['openWork'] = async (desks) => {
    asked.push(desks.length);
    return new Map(desks.map(({ organisationId }) => [`${organisationId} employer`, words[organisationId] ?? '']));
  };
  const live = await watchWork({ core: { stir }, openWork });
  opened.push(live);
  const web = new Hono<{ Variables: { requestId: string; nonce: string; page: boolean } }>();
  web.get('/live/:id', (c) => live.open(c, actorOf(c.req.param('id'))));
  web.get('/live', (c) => live.open(c, actorOf(null)));
  return {
    ...{ live, web, asked },
    change(organisationId: string, word: string) {
      words[organisationId] = word;
      stir.tell();
    },
  };
}

/** Everything that came over the line so far. */
function reading(answer: Response) {
  const read = { text: '', ended: false };
  const reader = answer.body?.getReader();
  void (async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      read.text += new TextDecoder().decode(part.value);
    read.ended = true;
  })();
  return { read, cancel: () => reader?.cancel() };
}
const told = (text: string): number => text.split('event: work').length - 1;
const PATIENT = { timeout: 5_000 };

it('tells those to whose desk something came, and nobody else; all of them are asked about in one question', async () => {
  const { web, change, asked } = await site();
  const answer = await web.request('/live/school');
  expect(answer.headers.get('Content-Type')).toContain('text/event-stream');
  const [one, two] = [reading(answer), reading(await web.request('/live/school'))];
  const other = reading(await web.request('/live/bureau'));
  await expect.poll(() => asked.at(-1), PATIENT).toBe(2);
  change('school', 'one');
  await expect.poll(() => [told(one.read.text), told(two.read.text)], PATIENT).toEqual([1, 1]);
  change('bureau', 'one');
  await expect.poll(() => told(other.read.text), PATIENT).toBe(1);
  expect([told(one.read.text), told(two.read.text)]).toEqual([1, 1]);
});

it('looks once for much that is told, and not at all where nobody has a page open', async () => {
  const { web, change, asked } = await site();
  for (let n = 0; n < 20; n += 1) change('school', `before ${n}`);
  expect(asked).toEqual([]);
  const { read, cancel } = reading(await web.request('/live/school'));
  await expect.poll(() => asked.length, PATIENT).toBe(1);
  for (let n = 0; n < 20; n += 1) change('school', `after ${n}`);
  await expect.poll(() => told(read.text), PATIENT).toBe(1);
  expect(asked).toEqual([1, 1]);
  await cancel();
  change('school', 'nobody listens');
  expect(asked).toEqual([1, 1]);
});

it('ends its lines when the process stops, and sends away who comes then', async () => {
  const { web, live } = await site();
  const { read } = reading(await web.request('/live/school'));
  await expect.poll(() => read.text, PATIENT).toContain('retry: ');
  await live.end();
  await expect.poll(() => read.ended, PATIENT).toBe(true);
  expect((await web.request('/live/school')).status).toBe(503);
});

it('has nothing for who works for nobody', async () => {
  const { web } = await site();
  expect((await web.request('/live')).status).toBe(204);
});
