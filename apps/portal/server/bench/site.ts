import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { endChild, startChild } from '../children.ts';
import type { Player, Province } from './province.ts';

/** A program that answers over HTTP on this machine, in a process of its own. */
export interface Served {
  readonly port: number;
  /** Processor time that it has taken so far, in milliseconds. */
  cpu(): number;
  stop(): Promise<void>;
}

/** Starts a program with a free port in PORT, and waits until `path` is answered. */
export async function serve(program: string, path: string, env: Readonly<Record<string, string>>): Promise<Served> {
  const port = await freePort();
  const child = startChild(program, { ...env, PORT: String(port) });
  const agent = new Agent();
  while ((await send(agent, { port, path }).catch(() => undefined))?.status !== 200) {
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`);
    await pause(100);
  }
  agent.destroy();
  return { port, cpu: () => cpuOf(child.pid ?? 0), stop: () => endChild(child) };
}

/** The site over a province, as `npm start` runs its web process. */
export const serveSite = ({ url, key, app }: Pick<Province, 'url' | 'key' | 'app'>): Promise<Served> =>
  serve('apps/portal/server/main.ts', '/readyz', {
    ...{ NODE_ENV: 'production', DATABASE_URL: url, ZHICHENG_KEY: key },
    ...{ ZHICHENG_ROLE: 'web', ZHICHENG_PROFILE: app.core.profile.code },
    ...{ ZHICHENG_DATA: join(tmpdir(), 'zhicheng-bench', 'site'), OIDC_ISSUER: 'http://localhost:9/' },
  });

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

const TICKS_PER_SECOND = 100;

function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number);
  return ((user + system) * 1000) / TICKS_PER_SECOND;
}

export interface Ask {
  readonly port: number;
  readonly path: string;
  readonly cookie?: string;
  /** JSON to be posted. */
  readonly body?: string;
}

/** One request, until its last byte is there. */
export function send(agent: Agent, { port, path, cookie, body }: Ask): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(cookie && { cookie }),
      ...(body !== undefined && { 'content-type': 'application/json', origin: `http://localhost:${port}` }),
    };
    const asked = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path,
        method: body === undefined ? 'GET' : 'POST',
        headers: { host: `localhost:${port}`, ...headers },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
        );
        response.once('error', reject);
      },
    );
    asked.once('error', reject);
    asked.end(body);
  });
}

/** Signs somebody in without the sign-on service: a session of his own, as a cookie. */
export async function cookieFor(
  { app }: Pick<Province, 'app'>,
  { actor }: Pick<Player, 'actor'>,
): Promise<{ token: string; cookie: string }> {
  const token = randomBytes(20).toString('hex');
  await app.core.db('session').insert({
    id: createHash('sha256').update(token).digest('hex'),
    account_id: actor.accountId,
    assignment_id: actor.assignmentId,
    expires_at: new Date(Date.now() + 8 * 3_600_000),
  });
  return { token, cookie: `zc_session=${token}` };
}

/** Requests per second of so many askers at once, each asking again as soon as it is answered. */
export async function throughput(ask: () => Ask, { askers, ms }: { askers: number; ms: number }): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: askers });
  const until = performance.now() + ms;
  let answered = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: askers }, async () => {
      while (performance.now() < until) {
        const { status, text } = await send(agent, ask());
        if (status !== 200) throw new Error(`answered ${status}: ${text.slice(0, 400)}`);
        answered += 1;
      }
    }),
  );
  agent.destroy();
  return (answered * 1000) / (performance.now() - begun);
}
