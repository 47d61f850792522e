import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { send } from '../site.ts';
import type { Importing } from './workbook.ts';

/** What runs all the while: two exports and an import, ordered through the site and carried out by the worker. */
export interface Background {
  /** How many were finished, and what was in the way last. */
  done(): { exports: number; imports: number; trouble: string };
  stop(): Promise<void>;
}

interface Who {
  readonly port: number;
  /** Administrator of a large unit. */
  readonly hospital: string;
  /** Whoever imports. */
  readonly owner: string;
  readonly importing: Importing;
}

const POLL_MS = 500;

/** Orders the next one as soon as the last is finished. A refusal (shed, too many) is asked again later. */
export function startBackground({ port, hospital, owner, importing }: Who): Background {
  const agent = new Agent({ keepAlive: true });
  const finished = { exports: 0, imports: 0, trouble: '' };
  let over = false;
  const ask = async (cookie: string, path: string, input?: object): Promise<Readonly<Record<string, unknown>>> => {
    const body = input && JSON.stringify({ json: input });
    const { status, text } = await send(agent, { port, cookie, path: `/api/trpc/${path}`, ...(body && { body }) });
    if (status !== 200) throw new Error(`${path} answered ${status}: ${text.slice(0, 200)}`);
    return JSON.parse(text).result.data.json;
  };
  const query = (procedure: string, input: object) =>
    `${procedure}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
  const again = async (once: () => Promise<void>) => {
    while (!over)
      await once().catch((error: unknown) => {
        finished.trouble = String(error);
        return pause(POLL_MS);
      });
  };
  /** undefined: not answered, which says nothing of what is under way. */
  const looked = (cookie: string, path: string) => ask(cookie, path).catch(() => undefined);
  const exported = async (asked: object) => {
    const { id } = await ask(hospital, 'documentOrders.orderList', { asked, idempotencyKey: randomUUID() });
    const get = query('documentOrders.get', { id: id ?? '' });
    const ended = (state: unknown) => state !== undefined && state !== 'making';
    while (!over && !ended((await looked(hospital, get))?.state)) await pause(POLL_MS);
    finished.exports += 1;
  };
  const imported = async () => {
    const { id: fileId } = await uploaded();
    const input = { entity: importing.entity, fileId, mode: 'good', idempotencyKey: randomUUID() };
    const { id } = await ask(owner, 'library.startImport', input);
    const view = query('library.importView', { id: id ?? '' });
    while (!over && !(await looked(owner, view))?.finishedAt) await pause(POLL_MS);
    finished.imports += 1;
  };
  const uploaded = async (): Promise<{ id: string }> => {
    const response = await fetch(`http://localhost:${port}/files?types=xlsx&maxMB=10`, {
      ...{ method: 'POST', body: new Uint8Array(await importing.workbook()) },
      headers: { cookie: owner, origin: `http://localhost:${port}`, 'x-file-name': 'rows.xlsx' },
    });
    if (!response.ok) throw new Error(`the workbook was answered ${response.status}`);
    return response.json();
  };
  const running = Promise.all([
    again(() => exported({ list: 'people', state: 'all' })),
    again(() => exported({ list: 'tasks', tab: 'todo' })),
    again(imported),
  ]);
  return {
    done: () => ({ ...finished }),
    async stop() {
      over = true;
      await running;
      agent.destroy();
    },
  };
}
