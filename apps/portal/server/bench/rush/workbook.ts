import { randomBytes } from 'node:crypto';
import { registry } from '@zhicheng/plugins';
import { toCells } from '@zhicheng/series-kit';
import { entityColumns, templateXlsx } from '@zhicheng/spreadsheets';
import type { Copy } from '../copy.ts';

const ROWS = 1000;

/** A list that is filled from workbooks, somebody who may, and workbooks of new rows for it. */
export interface Importing {
  readonly entity: string;
  readonly owner: { readonly account_id: string; readonly assignment_id: string };
  workbook(): Promise<Buffer>;
}

/** @throws when no series of the province has such a list */
export async function importingIn({ app }: Copy): Promise<Importing> {
  const series = registry.find(({ library }) => library.some(({ importable }) => importable));
  const entity = series?.library.find(({ importable }) => importable);
  if (!series || !entity) throw new Error('no list is filled from workbooks');
  const owner = await app.core
    .db('person as p')
    .join('title_series as t', 't.code', 'p.series_code')
    .join('assignment as a', 'a.account_id', 'p.account_id')
    .where({ 't.plugin_code': series.code, 'a.role': 'applicant' })
    .first('a.account_id', 'a.id as assignment_id');
  if (!owner) throw new Error(`nobody in this province has the list ${entity.code}`);
  const cells = toCells(entity, entity.sample);
  const columns = entityColumns(entity, () => []);
  return {
    ...{ entity: entity.code, owner },
    workbook() {
      // The first column is the key: rows that are there already would not be stored again.
      const lot = randomBytes(4).toString('hex');
      const rows = Array.from({ length: ROWS }, (_, n) => cells.map((cell, at) => (at === 0 ? `${lot}-${n}` : cell)));
      return templateXlsx({ title: entity.label, columns, rows });
    },
  };
}
