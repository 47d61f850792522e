import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const run = promisify(execFile);
const START = fileURLToPath(new URL('../bin/start.mjs', import.meta.url));

function start(args: string[], env: Record<string, string>) {
  return run(process.execPath, [START, ...args], { env: { ...process.env, ...env } });
}

/** A listener on a free port, closed after the work. */
async function withTakenPort(work: (port: number) => Promise<void>): Promise<void> {
  const stranger = createServer().listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  const address = stranger.address();
  try {
    await work(typeof address === 'object' && address ? address.port : 0);
  } finally {
    stranger.close();
  }
}

describe('npm start says what is wrong before it does anything', () => {
  test('the port of the site is taken', () =>
    withTakenPort(async (port) => {
      const message = expect.stringContaining(`Port ${port}, wanted for the site, is taken`);
      await expect(start([], { PORT: `${port}` })).rejects.toMatchObject({ code: 1, stderr: message });
    }));

  test('the port of the sandbox sign-in is taken', () =>
    withTakenPort(async (port) => {
      const message = expect.stringContaining(`Port ${port}, wanted for the sandbox sign-in, is taken`);
      await expect(start([], { PORT: `${port - 1}` })).rejects.toMatchObject({ code: 1, stderr: message });
    }));

  test('a profile that does not exist', async () => {
    const message = expect.stringContaining('There is no profile atlantis; choose one of anhui, hunan.');
    await expect(start(['--profile', 'atlantis'], {})).rejects.toMatchObject({ code: 1, stderr: message });
  });

  test('a port that is no number', async () => {
    const message = expect.stringContaining('PORT=eighty is no port number.');
    await expect(start([], { PORT: 'eighty' })).rejects.toMatchObject({ code: 1, stderr: message });
  });
});
