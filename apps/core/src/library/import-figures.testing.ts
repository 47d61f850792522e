import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@zhicheng/database';
import { createKv } from '@zhicheng/kv';
import { registry } from '@zhicheng/plugins';
import { anhui } from '@zhicheng/profiles';
import { toCells, type Entity } from '@zhicheng/series-kit';
import { templateXlsx } from '@zhicheng/spreadsheets';
import { diskStore } from '@zhicheng/storage';
import type { Core } from '../context.ts';
import { assembleCore } from '../main.ts';
import { MAX_IMPORT_ROWS } from './import-model.ts';
import { importColumns } from './import-template.ts';
import { importing } from './import-world.testing.ts';
import { runImport } from './run-import.ts';
import { worldForTest } from './test-world.ts';

// Run as a program by `npm run figures -- import`: a full import against what exceljs needs only to stream the same
// file, each in a process of its own, and the peak memory of the one that imports.

interface Figure {
  readonly ms: number;
  readonly peakMB: number;
  /** Of the process with its modules loaded, before it does anything. */
  readonly idleMB?: number;
}
const REPETITIONS = 5;
const STREAM = new URL('../../../../packages/spreadsheets/src/stream-alone.testing.ts', import.meta.url).pathname;
const SELF = new URL(import.meta.url).pathname;

const megabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

/** What the worker does, alone in its process. */
async function importAlone([url = '', dir = '', id = '']: readonly string[]): Promise<void> {
  const db = connect({ url });
  const parts = { db, store: diskStore(dir), kv: createKv(), key: '0'.repeat(64), profile: anhui, series: registry };
  const core = assembleCore(parts);
  await db.raw('select 1');
  const idleMB = megabytes();
  const begun = performance.now();
  await runImport({ core, id, attempt: 1 });
  const ms = Math.round(performance.now() - begun);
  const { stored } = await db('library_import').where({ id }).first();
  if (stored !== MAX_IMPORT_ROWS) throw new Error(`${stored} rows were stored`);
  console.log(JSON.stringify({ ms, idleMB, peakMB: megabytes() }));
  await core.kv.close();
  await db.destroy();
}

const child = (program: string, ...args: string[]): Figure =>
  JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', program, ...args], { encoding: 'utf8' })) as Figure;

const median = (figures: readonly Figure[], of: 'ms' | 'peakMB'): number =>
  figures.map((figure) => figure[of]).toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;

async function fullWorkbook(core: Core, entity: Entity): Promise<Buffer> {
  const cells = toCells(entity, entity.sample);
  const rows = Array.from({ length: MAX_IMPORT_ROWS }, (_, n) => cells.map((cell, at) => (at === 0 ? `N${n}` : cell)));
  return templateXlsx({ title: entity.label, columns: await importColumns(core.db, entity), rows });
}

async function measure(): Promise<void> {
  const series = registry.find(({ library }) => library.some(({ importable }) => importable));
  const entity = series?.library.find(({ importable }) => importable);
  if (!series || !entity) throw new Error('no list is imported');
  const dir = mkdtempSync(join(tmpdir(), 'zhicheng-import-'));
  const world = await worldForTest();
  try {
    const core = { ...world.core, store: diskStore(dir) };
    const bytes = await fullWorkbook(core, entity);
    const file = join(dir, 'full.xlsx');
    writeFileSync(file, bytes);
    const [streamed, imported]: [Figure[], Figure[]] = [[], []];
    for (let n = 0; n < REPETITIONS; n += 1) {
      const owner = await world.person(`示例${n}`);
      const member = await core.db('title_series').where({ plugin_code: series.code }).first('code');
      await world.joinSeries(owner, member.code);
      const fileId = await importing({ ...world, core }).upload(owner, bytes);
      const start = { entity: entity.code, fileId, mode: 'good', idempotencyKey: randomUUID() } as const;
      const { id } = await world.as(owner).library.startImport(start);
      streamed.push(child(STREAM, file));
      imported.push(child(SELF, 'alone', world.url, dir, id));
    }
    tell(entity, bytes, streamed, imported);
  } finally {
    await world.drop();
    rmSync(dir, { recursive: true });
  }
}

function tell(entity: Entity, bytes: Buffer, streamed: readonly Figure[], imported: readonly Figure[]): void {
  const [alone, whole] = [median(streamed, 'ms'), median(imported, 'ms')];
  const peak = Math.max(...imported.map(({ peakMB }) => peakMB));
  console.log(
    `Import of ${MAX_IMPORT_ROWS} rows of ${entity.label}, ${(bytes.length / 1024).toFixed(0)} kB, ${REPETITIONS} times`,
  );
  console.log(`exceljs only streams the file: median ${alone} ms (${streamed.map(({ ms }) => ms).join(', ')})`);
  console.log(`read, checked and stored:      median ${whole} ms (${imported.map(({ ms }) => ms).join(', ')})`);
  console.log(`ratio ${(whole / alone).toFixed(2)} (limit 3)`);
  const idle = Math.max(...imported.map(({ idleMB = 0 }) => idleMB));
  console.log(`peak memory of the importing process: ${peak} MB (limit 250), ${idle} MB of it before it begins`);
}

const [role, ...args] = process.argv.slice(2);
await (role === 'alone' ? importAlone(args) : measure());
