import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { S3Settings } from '../s3-settings.ts';

/** A server that speaks S3, with one bucket, and what opens it. */
export type S3ForTest = {
  readonly port: number;
  readonly settings: S3Settings;
  /** The same as the environment of a program. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

/** The only key that the server knows. */
const KEY = 'S3RVER';
const BUCKET = 'zhicheng-files';

export const s3ForTest = async (): Promise<S3ForTest> => {
  const directory = await mkdtemp(join(tmpdir(), 'zhicheng-s3-'));
  const server = new S3rver({
    ...{ address: '127.0.0.1', port: 0, silent: true },
    ...{ directory, configureBuckets: [{ name: BUCKET }] },
  });
  const { port } = await server.run();
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    port,
    settings: {
      ...{ endpoint, region: 'cn-test-1', bucket: BUCKET, pathStyle: true, prefix: '', patienceMs: 10_000 },
      ...{ accessKeyId: KEY, secretAccessKey: KEY },
    },
    env: {
      ...{ S3_ENDPOINT: endpoint, S3_REGION: 'cn-test-1', S3_BUCKET: BUCKET },
      ...{ S3_ACCESS_KEY_ID: KEY, S3_SECRET_ACCESS_KEY: KEY },
    },
    async close() {
      const closed = server.close();
      server.httpServer.closeAllConnections();
      await closed;
      await rm(directory, { recursive: true, force: true });
    },
  };
};
