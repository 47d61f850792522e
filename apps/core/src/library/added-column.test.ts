import { recordWithWard, specimenWithWard } from '@zhicheng/plugin-specimen/added-column';
import { readTable } from '@zhicheng/spreadsheets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../context.ts';
import { importColumns } from './import-template.ts';
import { worldForTest, type Unit, type World } from './test-world.ts';

let world: World;
let owner: Actor;
let unit: Unit;

beforeAll(async () => {
  world = await worldForTest(undefined, specimenWithWard);
  unit = await world.unit('示例医院');
  owner = await world.person('示例一');
  await world.bind(owner, unit);
  await world.joinSeries(owner, 'specimen');
});
afterAll(() => world.drop());

const entity = recordWithWard.code;
const library = () => world.as(owner).library;
const raw = (number: string, more: object = {}) => ({ ...recordWithWard.sample, number, ...more });

describe('adding a column to an entity changes one file', () => {
  it('it is stored, found by and shown to the unit, without a migration', async () => {
    await world.save(owner, raw('R-1', { ward: '一病区' }), entity);
    await world.saveAndSubmit(owner, raw('R-2', { ward: '三病区' }), entity);
    const found = await library().list({ entity, keyword: '三病区' });
    expect(found.rows.map(({ data }) => [data.number, data.ward])).toEqual([['R-2', '三病区']]);
    const atUnit = await world.as(unit.admins[0]).library.unitList({ entity, keyword: '三病区' });
    expect(atUnit.rows.map(({ data }) => data.ward)).toEqual(['三病区']);
    await expect(world.save(owner, raw('R-3', { ward: '字'.repeat(21) }), entity)).rejects.toMatchObject({
      cause: { code: 'INVALID', issues: [{ path: 'ward' }] },
    });
  });

  it('the template that people download asks for it', async () => {
    const { base64 } = await library().importTemplate({ entity });
    const columns = await importColumns(world.core.db, recordWithWard);
    const readAs = (header: string) =>
      readTable({
        bytes: Buffer.from(base64, 'base64'),
        columns: columns.map((column) => (column.header === '病区' ? { ...column, header, required: true } : column)),
      });
    expect(await readAs('病区')).toMatchObject({ ok: true });
    expect(await readAs('病房')).toMatchObject({ ok: false });
  });

  it('an entry from the time before it is listed with nothing in it', async () => {
    const old = await world.save(owner, raw('R-4'), entity);
    await world.core
      .db('library_entry_revision')
      .where({ entry_id: old.id })
      .update({
        data: world.core.db.raw(`data - 'ward'`),
      });
    const { rows } = await library().list({ entity, keyword: 'R-4' });
    expect(rows.map(({ data }) => data.ward ?? null)).toEqual([null]);
  });
});
