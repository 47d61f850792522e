import { columnsOf, REGION_DICTIONARY, toCells, type Entity } from '@zhicheng/series-kit';
import { correctionsXlsx, entityColumns, templateXlsx, type SheetColumn } from '@zhicheng/spreadsheets';
import type { Database } from '@zhicheng/database';
import { dictionaries, regionTree, type RegionDto } from '../catalog/queries.ts';
import type { Actor, Core } from '../context.ts';
import { notFound } from '../errors.ts';
import { importableEntity, MAX_IMPORT_ROWS, type WrongRow } from './import-model.ts';
import { seesEntity } from './menu-queries.ts';

const flat = (regions: readonly RegionDto[]): RegionDto[] =>
  regions.flatMap((region) => [region, ...flat(region.children)]);

/** Columns of an entity's workbook, with the choices that its dictionaries offer today. */
export async function importColumns(db: Database, entity: Entity): Promise<SheetColumn[]> {
  const names = columnsOf(entity).flatMap(({ dictionary }) => dictionary ?? []);
  const found: Record<string, readonly { code: string; name: string }[]> = await dictionaries({ db, names });
  if (names.includes(REGION_DICTIONARY)) found[REGION_DICTIONARY] = flat(await regionTree({ db }));
  return entityColumns(entity, (name) => (found[name] ?? []).map(({ code, name: label }) => `${code} ${label}`));
}

/** The row in the template that shows how it is meant; passed over where it comes back unchanged. */
export const exampleOf = (entity: Entity): string[] => toCells(entity, entity.sample);

const NOTES = [
  `一次最多 ${MAX_IMPORT_ROWS} 行。表头下面第一行是示例，导入时自动跳过，可以删去。`,
  '导入的记录为“编辑中”，请核对后提交单位审核。',
];

const bookOf = async (db: Database, entity: Entity) => ({
  title: entity.label,
  columns: await importColumns(db, entity),
  notes: NOTES,
  maxRows: MAX_IMPORT_ROWS,
});

/** 模板下载 (AH-14.04). NOT_FOUND for lists that are not imported, or not of the person's series. */
export async function entryTemplate({
  core,
  actor,
  entity: code,
}: {
  core: Core;
  actor: Actor;
  entity: string;
}): Promise<{ name: string; bytes: Buffer }> {
  const entity = importableEntity(core, code);
  if (!(await seesEntity(core, core.db, actor.accountId, entity))) throw notFound('导入');
  const bytes = await templateXlsx({ ...(await bookOf(core.db, entity)), example: exampleOf(entity) });
  return { name: `${entity.label}模板`, bytes };
}

/** The rows of an import that were not taken, with the reasons: to be mended and imported as it is. */
export const correctionsOf = async (db: Database, entity: Entity, wrong: readonly WrongRow[]): Promise<Buffer> =>
  correctionsXlsx({ ...(await bookOf(db, entity)), wrong });
