import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('./web-processes.testing.ts', import.meta.url));
/** Four processes start, each a second of processor time. */
const PATIENT = { timeout: 100_000 };
const WHOLE = { timeout: 120_000 };
let child: ChildProcess | undefined;

afterEach(() => void child?.kill('SIGTERM'));

function started(env: Readonly<Record<string, string>> = {}) {
  const program = spawn(process.execPath, ['--import', 'tsx', PROGRAM, '2'], {
    ...{ stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...env } },
  });
  child = program;
  const exit = once(program, 'exit');
  const lines: string[] = [];
  createInterface({ input: program.stdout }).on('line', (line) => void lines.push(line));
  const says = (line: RegExp) => expect.poll(() => lines.find((said) => line.test(said)), PATIENT);
  const ask = (path = '/') => askOnce(Number(lines.find((line) => line.startsWith('port'))?.slice(5)), path);
  return { program, exit, lines, says, ask };
}

/**
 * Over a connection of its own, so that the processes take turns. One that was being handed to a process when it was
 * killed is answered by nobody; browsers ask again then.
 */
const askOnce = (port: number, path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(15_000);
    get({ agent: new Agent(), host: '127.0.0.1', port, path, signal }, (response) => {
      response.setEncoding('utf8').once('data', resolve);
    }).once('error', reject);
  });

it(
  'several web processes share one port; one that is killed is replaced, and the other answers meanwhile',
  WHOLE,
  async () => {
    const { program, exit, lines, says, ask } = started();
    await says(/^all listen/).toBeDefined();
    const answers = async () => new Set(await Promise.all(Array.from({ length: 12 }, () => ask())));
    const before = await answers();
    expect([...before].map((answer) => answer.split(' ')[0]).toSorted()).toEqual(['0', '1']);
    const [victim = ''] = before;
    const [number, pid] = victim.split(' ');
    process.kill(Number(pid), 'SIGKILL');
    const others = async () => [...(await answers())].filter((answer) => answer.startsWith(`${number} `));
    await expect
      .poll(async () => (await others().catch(() => [])).some((answer) => answer !== victim), PATIENT)
      .toBe(true);
    program.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect(lines).toContain('closed');
  },
);

it('on SIGTERM what is under way is answered before the program ends', WHOLE, async () => {
  const { program, exit, says, ask } = started();
  await says(/^all listen/).toBeDefined();
  const slow = ask('/slow');
  await says(/^slow has begun/).toBeDefined();
  program.kill('SIGTERM');
  expect(await slow).toMatch(/^[01] \d+$/);
  expect(await exit).toEqual([0, null]);
});

it('a web process that cannot start ends the program, instead of being started for ever', WHOLE, async () => {
  const { exit, lines } = started({ FAILS: '1' });
  expect(await exit).toEqual([1, null]);
  expect(lines).toContain('A web process ended before it answered, with 3.');
});
