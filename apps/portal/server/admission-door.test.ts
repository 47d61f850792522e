import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { serverWithDoor } from './admission-door.ts';
import { createAdmission } from './admission-policy.ts';

const WAVE = 50;

/** Over connections that are open already, so that a volley arrives in one turn of the server's event loop. */
function sender(agent: Agent, port: number) {
  return (method: string, path: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = request({ agent, port, method, path, host: '127.0.0.1' }, (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      });
      sent.once('error', reject);
      sent.end();
    });
}

it('a wave of sign-ins is begun one by one: who comes behind it does not wait for all of it', async () => {
  const begun: string[] = [];
  const server = serverWithDoor(createAdmission({ places: 8 }), ({ url = '' }, response) => {
    begun.push(url);
    response.end();
  }).listen(0);
  const agent = new Agent({ keepAlive: true, maxSockets: WAVE + 1 });
  const send = sender(agent, (server.address() as AddressInfo).port);
  try {
    const ends = (path: string) => [...Array.from({ length: WAVE }, () => send('POST', path)), send('GET', '/plans')];
    await Promise.all(ends('/other'));
    begun.length = 0;
    const answers = await Promise.all(ends('/auth/builtin'));
    expect(answers).toEqual(Array.from({ length: WAVE + 1 }, () => 200));
    expect(begun).toHaveLength(WAVE + 1);
    expect(begun.indexOf('/plans')).toBeLessThan(WAVE / 2);
  } finally {
    agent.destroy();
    server.close();
  }
});
