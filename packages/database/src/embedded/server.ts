import { resolve } from 'node:path';
import { nativeFolder } from './binaries.ts';
import { type Cluster, openCluster } from './cluster.ts';
import { adoptOrphan, type Postmaster, type ServerSettings, startPostmaster, urlOf } from './postmaster.ts';
import { chooseRunAs } from './run-as.ts';

export interface ServerOptions {
  dataDir: string;
  port?: number;
  fsync?: boolean;
  settings?: ServerSettings;
  log?: (line: string) => void;
}

export interface Server extends Postmaster {
  cluster: Cluster;
  urlOf(database: string): string;
}

/** Finds the server of a folder running or starts it. The caller holds a claim on the folder. */
export async function openServer(options: ServerOptions): Promise<Server> {
  const log = options.log ?? (() => undefined);
  const runAs = chooseRunAs(nativeFolder(), resolve(options.dataDir));
  const cluster = openCluster(runAs, options.fsync !== false, log);
  const speed: ServerSettings =
    options.fsync === false ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {};
  const postmaster =
    (await adoptOrphan(cluster)) ??
    (await startPostmaster(runAs, cluster, options.port, { ...speed, ...options.settings }));
  log(`postgres ${postmaster.adopted ? 'taken over' : 'started'} on port ${postmaster.port} (${runAs.how})`);
  return { ...postmaster, cluster, urlOf: (database) => urlOf(cluster, postmaster.port, database) };
}
