import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('./shutdown.testing.ts', import.meta.url));
const PATIENT = { timeout: 20_000 };
let child: ChildProcess | undefined;

afterEach(() => void child?.kill('SIGKILL'));

async function started(drainMs: number) {
  const program = spawn(process.execPath, ['--import', 'tsx', PROGRAM, String(drainMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = program;
  const exit = once(program, 'exit');
  const lines: string[] = [];
  createInterface({ input: program.stdout }).on('line', (line) => void lines.push(line));
  const says = (line: RegExp) => expect.poll(() => lines.find((said) => line.test(said)), PATIENT);
  await says(/^port/).toBeDefined();
  const port = lines.find((line) => line.startsWith('port'))?.slice('port '.length);
  return { program, exit, lines, says, ask: (path: string) => fetch(`http://127.0.0.1:${port}${path}`) };
}

it('from SIGTERM on it is not ready, answers what comes and what is under way; Ctrl-C ends the wait', async () => {
  const { program, exit, lines, says, ask } = await started(300_000);
  expect((await ask('/readyz')).status).toBe(200);
  const slow = ask('/slow');
  await says(/^slow has begun/).toBeDefined();
  program.kill('SIGTERM');
  await expect.poll(async () => (await ask('/readyz')).status, PATIENT).toBe(503);
  const turnedAway = await ask('/readyz');
  expect(await turnedAway.json()).toEqual({ ready: false, reason: 'stopping' });
  expect(turnedAway.headers.get('Connection')).toBe('close');
  expect((await ask('/healthz')).status).toBe(200);
  expect(program.exitCode).toBeNull();
  await ask('/release');
  expect(await (await slow).text()).toBe('whole answer');
  program.kill('SIGINT');
  expect(await exit).toEqual([0, null]);
  expect(lines).toContain('closed');
});

it('without a time to drain it takes no more, and still ends what is under way', async () => {
  const { program, exit, says, ask } = await started(0);
  const slow = ask('/slow');
  await says(/^slow has begun/).toBeDefined();
  const release = await ask('/healthz');
  expect(release.status).toBe(200);
  program.kill('SIGTERM');
  // what is under way holds the process; the 15 s are the patience of shutdown.ts
  const refused = () =>
    ask('/healthz').then(
      () => 'taken',
      () => 'refused',
    );
  await expect.poll(refused, PATIENT).toBe('refused');
  expect(program.exitCode).toBeNull();
  program.kill('SIGKILL');
  await expect(slow).rejects.toThrow();
  expect(await exit).toEqual([null, 'SIGKILL']);
});
