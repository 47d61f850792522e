import { registry } from '@zhicheng/plugins';
import { specimen } from '@zhicheng/plugin-specimen';
import { coded, region, rows, text } from '@zhicheng/series-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coreForTest, type CoreForTest } from '../testing.ts';
import { checkCoded } from './check-coded.ts';
import { loadCatalog } from './load-catalog.ts';
import { readForm } from './read-form.ts';

let test: CoreForTest;
beforeAll(async () => {
  test = await coreForTest({ series: [...registry, specimen] });
  await loadCatalog({ core: test.core });
});
afterAll(() => test.drop());

const catalog = () => test.as(null).catalog;
const TEACHERS = '22';

describe('the catalogue', () => {
  it('[AH-29.16] regions as a tree: province, 16 cities, 104 counties', async () => {
    const [province, ...rest] = await catalog().regions();
    expect(rest).toEqual([]);
    expect(province).toMatchObject({ code: '340000', name: '安徽省', level: 'province' });
    expect(province?.children).toHaveLength(16);
    expect(province?.children.flatMap(({ children }) => children)).toHaveLength(104);
  });

  it('[AH-02.09] dictionaries in their order; an unknown one is empty', async () => {
    const { politicalStatus, nothing } = await catalog().dictionaries({ names: ['politicalStatus', 'nothing'] });
    expect(politicalStatus?.slice(0, 2)).toEqual([
      { code: '01', name: '中共党员' },
      { code: '02', name: '中共预备党员' },
    ]);
    expect(nothing).toEqual([]);
    expect(await catalog().dictionary({ name: 'degree' })).toHaveLength(4);
  });

  it('[AH-06.10] [GP.91] 27 national series and provincial ones, each with its plugin if there is one', async () => {
    const series = await catalog().series();
    expect(series.filter(({ origin }) => origin === 'national')).toHaveLength(27);
    expect(series[0]).toEqual({
      ...{ code: TEACHERS, name: '中小学教师', origin: 'national', parentCode: null },
      pluginCode: registry[0]?.code,
    });
    expect(series.find(({ code }) => code === 'P01')).toMatchObject({ parentCode: '01', pluginCode: null });
    expect(series.find(({ pluginCode }) => pluginCode === specimen.code)).toMatchObject({
      name: specimen.label,
      origin: 'province',
    });
  });

  it('[EN.22] the titles of a series, top level first', async () => {
    const titles = await catalog().titles({ seriesCode: TEACHERS });
    expect(titles.map(({ name }) => name)).toEqual(['正高级教师', '高级教师', '一级教师', '二级教师', '三级教师']);
    expect(titles[1]).toMatchObject({ level: 'ASSOCIATE_SENIOR', levelName: '副高级' });
    expect((await catalog().titles({ seriesCode: specimen.code })).length).toBe(specimen.levels.length);
  });

  it('[AH-17.05] [MS.08] specialties are found by keyword; branches cannot be chosen', async () => {
    const all = await catalog().specialties({ seriesCode: TEACHERS });
    expect(all.map(({ name }) => name)).not.toContain('中学');
    const found = await catalog().specialties({ seriesCode: TEACHERS, keyword: '语文' });
    expect(found.map(({ name, group }) => `${group} ${name}`)).toEqual(['中学 中学语文', '小学 小学语文']);
    expect(await catalog().specialties({ seriesCode: TEACHERS, keyword: '%' })).toEqual([]);
    const own = await catalog().specialties({ seriesCode: specimen.code });
    expect(own.map(({ name }) => name)).toEqual([...specimen.specialties]);
  });

  it('loading again changes nothing and keeps what administrators did', async () => {
    const count = async () =>
      Promise.all(
        ['region', 'dictionary_item', 'title_series', 'title', 'specialty'].map(
          async (table) => (await test.core.db(table).select('*')).length,
        ),
      );
    const ids = () => test.core.db('specialty').orderBy('code').pluck('id');
    const [before, idsBefore] = [await count(), await ids()];
    await test.core.db('dictionary_item').insert({ dictionary: 'degree', code: '9', name: '新学位', ordinal: 9 });
    await test.core.db('region').where({ code: '341882' }).update({ retired_at: new Date() });
    await loadCatalog({ core: test.core });
    expect(await count()).toEqual(before.map((n, i) => (i === 1 ? n + 1 : n)));
    expect(await ids()).toEqual(idsBefore);
    const regions = JSON.stringify(await catalog().regions());
    expect(regions).not.toContain('341882');
  });
});

describe('codes in answers', () => {
  const fields = {
    name: text('名称'),
    degree: coded('学位', 'degree'),
    place: region('属地'),
    titles: rows('职称', { level: coded('级别', 'titleLevel') }),
  };

  it('names come from the dictionary, whatever the browser sent', async () => {
    const { row, issues } = await checkCoded(test.core.db, fields, {
      name: '示例',
      degree: { code: '4', name: 'forged' },
      place: { code: '340100', name: 'forged' },
      titles: [{ level: { code: 'INTERMEDIATE', name: 'forged' } }],
    });
    expect(issues).toEqual([]);
    expect(row).toEqual({
      name: '示例',
      degree: { code: '4', name: '学士' },
      place: { code: '340100', name: '合肥市' },
      titles: [{ level: { code: 'INTERMEDIATE', name: '中级' } }],
    });
  });

  it('unknown and retired codes are issues at their fields', async () => {
    await test.core.db('dictionary_item').where({ dictionary: 'degree', code: '1' }).update({ retired_at: new Date() });
    const { issues } = await checkCoded(test.core.db, fields, {
      degree: { code: '1', name: '名誉博士' },
      place: { code: '999999', name: '无' },
      titles: [{ level: { code: 'INTERMEDIATE', name: '中级' } }, { level: { code: 'NONE', name: '无' } }],
    });
    expect(issues.map(({ path }) => path)).toEqual(['degree', 'place', 'titles.1.level']);
    expect(issues[0]?.message).toBe('学位不在可选范围内，请重新选择。');
  });

  it('a form may send bare codes; what is missing and what is wrong come together', async () => {
    const good = await readForm(
      test.core.db,
      { degree: fields.degree, place: fields.place },
      { degree: '3', place: '340100' },
    );
    expect(good.row).toEqual({ degree: { code: '3', name: '硕士' }, place: { code: '340100', name: '合肥市' } });
    // Answers to what nobody asked are left out, whatever they are called.
    const strange = JSON.parse('{"constructor":"x","__proto__":"y"}') as Record<string, string>;
    const { row, issues } = await readForm(test.core.db, fields, { ...strange, degree: 'x', titles: [] });
    expect(row).toBeNull();
    expect(issues.map(({ path, code }) => `${path} ${code}`).toSorted()).toEqual([
      'degree unknownCode',
      'name blank',
      'place blank',
      'titles blank',
    ]);
  });
});
