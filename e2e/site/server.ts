import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Stage } from '@zhicheng/demo';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PATIENCE_MS = 60_000;

export interface Server {
  readonly url: string;
  /** What it has written so far; only where it was started with `apart`. */
  said(): string;
  /** As the machine fails: no chance to finish anything. */
  kill(): Promise<void>;
  /** As an operator stops it. */
  stop(): Promise<void>;
}

type Options = Omit<Stage, 'stop' | 'copyUrl'> & {
  readonly port: number;
  /** Another site's sandbox, and no jobs of its own; otherwise the server starts a sandbox on the next port. */
  readonly sandboxUrl?: string;
  /** Further settings; where it has no site, /readyz is asked at the port of its metrics. What it writes is kept. */
  readonly apart?: Readonly<Record<string, string>>;
};

/** The site as `npm start` runs it, over a database that is there already. Throws when it does not get ready. */
export async function startServer(options: Options): Promise<Server> {
  const { databaseUrl, key, dataDir, profile, port, sandboxUrl, apart } = options;
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, ['--import', 'tsx', 'apps/portal/server/main.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      ZHICHENG_KEY: key,
      ZHICHENG_DATA: dataDir,
      ZHICHENG_PROFILE: profile,
      ...(sandboxUrl && { OIDC_ISSUER: sandboxUrl, ZHICHENG_ROLE: 'web' }),
      ...apart,
    },
    stdio: apart ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => void lines.push(String(chunk)));
  const said = () => lines.join('');
  const { ZHICHENG_METRICS_PORT: status } = apart ?? {};
  await ready(status ? `http://127.0.0.1:${status}` : url, child).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${said()}`);
  });
  return { url, said, kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') };
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode} before it was ready`);
    if (await answers(`${url}/readyz`)) return;
    await delay(100);
  }
  await end(child, 'SIGKILL');
  throw new Error(`${url} is not ready after ${PATIENCE_MS / 1000} s`);
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  return gone;
}

/** A port such that it and the next one are free. */
export async function freePair(): Promise<number> {
  for (;;) {
    const port = await listenOnce(0);
    if (port !== undefined && port < 65_535 && (await listenOnce(port + 1)) !== undefined) return port;
  }
}

/** The port listened on for a moment; undefined when it is taken. */
function listenOnce(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(wanted, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
