import { randomUUID } from 'node:crypto';
import { runDueJobs } from '@zhicheng/jobs';
import { record } from '@zhicheng/plugin-specimen';
import { columnsOf, toCells } from '@zhicheng/series-kit';
import { readTable, templateXlsx, type TableRead } from '@zhicheng/spreadsheets';
import type { Actor } from '../context.ts';
import { acceptFile } from '../files/accept-file.ts';
import { jobTasks } from '../worker.ts';
import { importColumns } from './import-template.ts';
import type { ImportMode } from './import-model.ts';
import type { World } from './test-world.ts';

export const entity = record.code;

const HEADERS = columnsOf(record).map(({ header }) => header.replace(/^起止日期（(.*)）$|（岁）$|（万元）$/, '$1'));
type Typed = Readonly<Record<string, string>>;

/** The cells of a good row that is not the template's example, some by heading replaced with what somebody may have typed. */
export function cellsOf(typed: Typed = {}): string[] {
  const unknown = Object.keys(typed).filter((header) => !HEADERS.includes(header));
  if (unknown.length > 0) throw new Error(`no column ${unknown.join()}`);
  return toCells(record, { ...record.sample, age: 46 }).map((cell, index) => typed[HEADERS[index] ?? ''] ?? cell);
}

/** What tests of the import do in a world of the library. */
export interface Importing {
  /** The template filled in by hand. */
  workbook(rows: readonly (readonly string[])[]): Promise<Buffer>;
  upload(owner: Actor, bytes: Uint8Array, name?: string): Promise<string>;
  start(owner: Actor, bytes: Uint8Array, mode?: ImportMode): Promise<string>;
  /** The worker does what waits. */
  work(): Promise<void>;
  /** 导入 from the file to its result. */
  imported(owner: Actor, bytes: Uint8Array, mode?: ImportMode): Promise<ImportResult>;
  view(owner: Actor, id: string): Promise<ImportResult>;
  read(base64: string): Promise<TableRead>;
}
type ImportResult = Awaited<ReturnType<ReturnType<World['as']>['library']['importView']>>;

export function importing(world: World): Importing {
  const { core } = world;
  const self: Importing = {
    async workbook(rows) {
      return templateXlsx({ title: record.label, columns: await importColumns(core.db, record), rows });
    },
    async upload(owner, bytes, name = '记录.xlsx') {
      const source = (async function* () {
        yield bytes;
      })();
      return (await acceptFile({ core, actor: owner, source, name, slot: { types: ['xlsx'], maxMB: 10 } })).id;
    },
    async start(owner, bytes, mode = 'good') {
      const fileId = await self.upload(owner, bytes);
      const { id } = await world.as(owner).library.startImport({ entity, fileId, mode, idempotencyKey: randomUUID() });
      return id;
    },
    work: () => runDueJobs({ url: world.url, tasks: jobTasks(core), log: () => undefined }),
    async imported(owner, bytes, mode) {
      const id = await self.start(owner, bytes, mode);
      await self.work();
      return self.view(owner, id);
    },
    view: (owner, id) => world.as(owner).library.importView({ id, size: 100 }),
    async read(base64) {
      return readTable({ bytes: Buffer.from(base64, 'base64'), columns: await importColumns(core.db, record) });
    },
  };
  return self;
}
