import {
  columnsOf,
  listColumns,
  listing,
  openDossier,
  parseRow,
  rawFromCells,
  readEntry,
  searchText,
  show,
  toCells,
  unitListColumns,
} from '@zhicheng/series-kit';
import { dossierOf, offline, storedSample } from '@zhicheng/series-kit/testing';
import { describe, expect, it } from 'vitest';
import { recordWithWard as changed, specimenWithWard } from './added-column.ts';
import { record } from './library.ts';
import { records } from './sections.ts';

// The form and the list as pages: apps/portal; saving, searching, the template as a file: apps/core. Each has a test of
// this name.
describe('adding a column to an entity changes one file', () => {
  const row = { ...changed.sample, ward: '三病区' };
  const parsed = parseRow(changed, row, offline);

  it('the form asks it, the parser knows it', () => {
    expect(parsed).toMatchObject({ ok: true, row: { ward: '三病区' } });
    expect(parseRow(changed, { ...row, ward: '字'.repeat(21) }, offline)).toMatchObject({
      issues: [{ field: 'ward', message: '病区不能超过20字' }],
    });
    expect(parseRow(record, row, offline)).not.toMatchObject({ row: { ward: '三病区' } });
  });
  it('the list of the person and that of the unit show it', () => {
    for (const columns of [listColumns(changed), unitListColumns(changed)])
      expect(columns).toContainEqual({ kind: 'field', field: 'ward', heading: '病区' });
    expect(JSON.stringify(listColumns(record))).not.toContain('病区');
  });
  it('the Excel template has it, and a row comes back through it', () => {
    expect(columnsOf(changed).at(-1)).toEqual({ field: 'ward', header: '病区', required: false, note: '不超过20字' });
    expect(rawFromCells(changed, toCells(changed, row))).toMatchObject({ ward: '三病区' });
  });
  it('the review form prints it, in a block of the series and in one that a plan adds', () => {
    const added = { kind: 'pick', code: 'more-records', label: '更多记录', entity: record.code } as const;
    const data = dossierOf(specimenWithWard, {
      entries: { r9: storedSample(changed, { ward: '三病区' }) },
      template: { add: [added] },
    });
    const dossier = openDossier(specimenWithWard, { ...data, picks: { 'more-records': [{ entry: 'r9' }] } });
    const section = { ...records, code: added.code, entity: changed };
    const own = listing(section, dossier.picks(section));
    const cells = [own, ...specimenWithWard.reviewForm(dossier)].flatMap((block) =>
      block.type === 'table' && block.head.includes('病区') ? [block.rows[0]?.[block.head.indexOf('病区')]] : [],
    );
    expect(cells).toEqual(['三病区', '三病区']);
  });
  it('search finds by it', () => expect(parsed.ok && searchText(changed.fields, parsed.row)).toContain('三病区'));
  it('rows stored before it still read, with nothing in it', () => {
    const { ward } = readEntry(changed, storedSample(record));
    const { fields } = changed;
    expect(fields.ward && show(fields.ward, ward)).toBe('');
  });
});
