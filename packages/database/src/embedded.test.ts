import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { processIdentity } from './embedded/process.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts';
import { connect } from './index.ts';

const run = promisify(execFile);
const folders: string[] = [];
const servers: EmbeddedPostgres[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhicheng-pg-'));
  folders.push(folder);
  return folder;
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, fsync: false });
  servers.push(server);
  return server;
}

/** A supervisor in a process of its own that starts the server and then dies by SIGKILL. */
async function startAndDie(dataDir: string, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const source = `import { startEmbeddedPostgres } from ${JSON.stringify(fileURLToPath(new URL('./embedded.ts', import.meta.url)))};
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, fsync: false });
    process.kill(process.pid, 'SIGKILL');`;
  const file = join(dataDir, 'start-and-die.mts');
  writeFileSync(file, source);
  await expect(run(process.execPath, ['--import', 'tsx', file], { env })).rejects.toMatchObject({ signal: 'SIGKILL' });
}

async function noteCount(server: EmbeddedPostgres): Promise<number> {
  const db = connect({ url: server.url });
  try {
    await db.raw('create table if not exists note (id int)');
    await db('note').insert({ id: 1 });
    return (await db('note')).length;
  } finally {
    await db.destroy();
  }
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('embedded Postgres', () => {
  test('a server that is killed is started again where it was, and a pool goes on', async () => {
    const server = await startEmbeddedPostgres({ dataDir: newFolder(), log: () => undefined });
    servers.push(server);
    const db = connect({ url: server.url });
    try {
      await db.raw('create table note (id int)');
      const { pid } = server;
      process.kill(pid, 'SIGKILL');
      await expect
        .poll(
          () =>
            db('note').then(
              (rows) => rows.length,
              () => 'gone',
            ),
          { timeout: 20_000 },
        )
        .toBe(0);
      await expect.poll(() => server.pid).not.toBe(pid);
    } finally {
      await db.destroy();
    }
  });

  test('starts on an empty folder, keeps data and port over a restart', async () => {
    const dataDir = newFolder();
    const first = await start(dataDir);
    expect(await noteCount(first)).toBe(1);
    await first.stop();
    expect(processIdentity(first.pid)).toBeUndefined();
    const second = await start(dataDir);
    expect(second).toMatchObject({ adopted: false, port: first.port });
    expect(await noteCount(second)).toBe(2);
  });

  test('takes over the server that a killed supervisor left', async () => {
    const dataDir = newFolder();
    await startAndDie(dataDir);
    const pid = Number.parseInt(readFileSync(join(dataDir, 'cluster/postmaster.pid'), 'utf8'), 10);
    const server = await start(dataDir);
    expect(server).toMatchObject({ adopted: true, pid });
    expect(await noteCount(server)).toBe(1);
  });

  test('starts after supervisor and server were both killed', async () => {
    const dataDir = newFolder();
    await startAndDie(dataDir);
    process.kill(Number.parseInt(readFileSync(join(dataDir, 'cluster/postmaster.pid'), 'utf8'), 10), 'SIGKILL');
    const server = await start(dataDir);
    expect(server.adopted).toBe(false);
    expect(await noteCount(server)).toBe(1);
  });

  test('a pid file whose number went to another program does not hinder it', async () => {
    const dataDir = newFolder();
    await (await start(dataDir)).stop();
    const stranger = spawn('sleep', ['60']);
    await once(stranger, 'spawn');
    writeFileSync(join(dataDir, 'cluster/postmaster.pid'), `${stranger.pid}\n${dataDir}\n0\n1\n\n\n\n`);
    expect((await start(dataDir)).adopted).toBe(false);
    expect(stranger.kill()).toBe(true);
  });

  test('starts where there is no program to make a user namespace with', async () => {
    const dataDir = newFolder();
    await startAndDie(dataDir, { ...process.env, PATH: dirname(process.execPath) });
    const server = await start(dataDir);
    expect(server.adopted).toBe(true);
    expect(await noteCount(server)).toBe(1);
  });

  test('picks another port when the one of last time is taken', async () => {
    const dataDir = newFolder();
    const first = await start(dataDir);
    await first.stop();
    const stranger = createServer().listen(first.port, '127.0.0.1');
    await once(stranger, 'listening');
    const second = await start(dataDir);
    stranger.close();
    expect(second.port).not.toBe(first.port);
    expect(await noteCount(second)).toBe(1);
  });

  test('a second supervisor of the same folder is refused and the first is not disturbed', async () => {
    const dataDir = newFolder();
    const first = await start(dataDir);
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/in use by process/);
    expect(await noteCount(first)).toBe(1);
  });

  test('nobody gets in without the password', async () => {
    const server = await start(newFolder());
    const db = connect({ url: server.url.replace(/:[^:@]+@/, ':guessed@') });
    await expect(db.raw('select 1')).rejects.toThrow(/password/);
    await db.destroy();
  });
});
