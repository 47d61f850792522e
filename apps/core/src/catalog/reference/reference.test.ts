import { describe, expect, it } from 'vitest';
import { dictionaryEntries, unitNaturesWithPostApproval } from './dictionaries.ts';
import { titleSeries } from './series.ts';
import { specialties } from './specialties.ts';
import { titleLevels, titles } from './titles.ts';
import type { DictionaryKey } from './types.ts';

const entriesOf = (key: DictionaryKey) => dictionaryEntries.filter((entry) => entry.dictionary === key);
const namesOf = (key: DictionaryKey) => entriesOf(key).map((entry) => entry.name);
const titlesOf = (series: string) => titles.filter((title) => title.series === series);

describe('dictionaries', () => {
  it('has no code and no name twice, and counts from 1', () => {
    for (const key of new Set(dictionaryEntries.map((entry) => entry.dictionary))) {
      const entries = entriesOf(key);
      expect(new Set(entries.map((entry) => entry.code)).size).toBe(entries.length);
      expect(new Set(entries.map((entry) => entry.name)).size).toBe(entries.length);
      expect(entries.map((entry) => entry.ordinal)).toEqual(entries.map((_, index) => index + 1));
      expect(entries.filter((entry) => !/^\S{1,40}$/.test(entry.code))).toEqual([]);
    }
  });

  it('[AH-02.10] 56 ethnic groups and two more', () => {
    const codes = entriesOf('ethnicity').map((entry) => entry.code);
    expect(codes).toHaveLength(58);
    expect(codes.slice(0, 56)).toEqual(Array.from({ length: 56 }, (_, index) => String(index + 1).padStart(2, '0')));
    expect(namesOf('ethnicity')[0]).toBe('汉族');
  });

  it('[AH-02.09] [AH-02.14] [AH-02.17] the values that the guides show', () => {
    expect(namesOf('politicalStatus')).toEqual(expect.arrayContaining(['共青团员', '群众', '中共党员']));
    expect(namesOf('education')).toContain('大学本科毕业');
    expect(namesOf('degree')).toContain('学士');
    expect(namesOf('idType')).toEqual(expect.arrayContaining(['居民身份证', '军官证']));
  });

  it('[AH-29.14] 单位性质, two of them with posts to be approved', () => {
    expect(namesOf('unitNature')).toEqual(expect.arrayContaining(['事业单位', '事业单位（中直）']));
    const known = entriesOf('unitNature').filter((entry) => unitNaturesWithPostApproval.includes(entry.code));
    expect(known.map((entry) => entry.name)).toEqual(['事业单位', '事业单位（中直）']);
  });

  it('[GP.85] plan types, publication levels, indexing', () => {
    expect(namesOf('planType')).toEqual(['常规', '专项']);
    expect(namesOf('publicationLevel')).toEqual(['核心期刊', '一般期刊', '国际期刊', '会议论文', '内部资料']);
    expect(namesOf('indexing')).toEqual(['SCI', 'EI', 'SSCI', 'CSSCI', 'CSCD', '北大核心', '无']);
  });
});

describe('title series', () => {
  it('holds 27 national series numbered without a gap', () => {
    const national = titleSeries.filter((series) => series.origin === 'national');
    expect(national.map((series) => Number(series.code)).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 27 }, (_, index) => index + 1),
    );
    expect(national.every((series) => series.parent === null)).toBe(true);
  });

  it('[AH-06.10] order of the drop-down', () => {
    expect(titleSeries.slice(0, 8).map((series) => series.name)).toEqual([
      '中小学教师',
      '中等职业学校教师',
      '技工院校教师',
      '卫生技术人员',
      '工程技术人员',
      '高等学校教师',
      '党校（行政学院）系统教师',
      '哲学社会科学研究人员',
    ]);
    expect(titleSeries.map((series) => series.ordinal)).toEqual(titleSeries.map((_, index) => index + 1));
  });

  it('[GP.91] provincial series stand below a national one', () => {
    const provincial = titleSeries.filter((series) => series.origin === 'province');
    expect(provincial.map((series) => series.name)).toEqual(['党校（行政学院）系统教师']);
    const national = titleSeries.filter((series) => series.origin === 'national').map((series) => series.code);
    expect(provincial.every((series) => series.parent !== null && national.includes(series.parent))).toBe(true);
  });
});

describe('titles', () => {
  it('every series has titles from 正高级 to 初级, each with a code of its own', () => {
    for (const series of titleSeries) {
      const levels = new Set(titlesOf(series.code).map((title) => title.level));
      expect(titleLevels.slice(0, 4).filter((level) => !levels.has(level))).toEqual([]);
    }
    expect(new Set(titles.map((title) => title.code)).size).toBe(titles.length);
    expect(titles.filter((title) => !titleSeries.some((series) => series.code === title.series))).toEqual([]);
  });

  it('names no title twice in a series and keeps no question mark', () => {
    const keys = titles.map((title) => `${title.series} ${title.name}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(titles.filter((title) => title.name.includes('?') || title.name === '-')).toEqual([]);
    expect(titles.find((title) => title.name === '主任法医师')?.unverified).toBe(true);
    expect(titles.find((title) => title.name === '高级教师')?.unverified).toBeUndefined();
  });

  it('school teachers: five titles, all by review', () => {
    expect(titlesOf('22').map(({ name, level, acquisitionMode }) => [name, level, acquisitionMode])).toEqual([
      ['正高级教师', 'FULL_SENIOR', 'REVIEW'],
      ['高级教师', 'ASSOCIATE_SENIOR', 'REVIEW'],
      ['一级教师', 'INTERMEDIATE', 'REVIEW'],
      ['二级教师', 'JUNIOR_ASSISTANT', 'REVIEW'],
      ['三级教师', 'JUNIOR_TECHNICIAN', 'REVIEW'],
    ]);
  });

  it('national codes where the source gives them, none invented', () => {
    const codeOf = (series: string, name: string) =>
      titlesOf(series).find((title) => title.name === name)?.ministryTitleCode;
    expect(codeOf('01', '教授')).toBe('0101');
    expect([codeOf('04', '主任医师'), codeOf('04', '医士'), codeOf('04', '主任技师')]).toEqual([
      '0401',
      '0405',
      '0431',
    ]);
    expect([codeOf('05', '正高级工程师'), codeOf('05', '技术员')]).toEqual(['0501', '0505']);
    expect(titles.filter((title) => title.ministryTitleCode !== undefined)).toHaveLength(1 + 20 + 5);
    expect(titlesOf('06')).toHaveLength(14);
    expect(titlesOf('07')).toHaveLength(8);
  });

  it('exam in place of review below the senior levels of the exam series', () => {
    const modeOf = (name: string) => titles.find((title) => title.name === name)?.acquisitionMode;
    expect([modeOf('会计师'), modeOf('高级会计师'), modeOf('正高级会计师')]).toEqual([
      'EXAM',
      'EXAM_AND_REVIEW',
      'REVIEW',
    ]);
    const modes = new Set<string>(entriesOf('acquisitionMode').map((entry) => entry.code));
    expect(titles.filter((title) => !modes.has(title.acquisitionMode))).toEqual([]);
  });
});

describe('specialties of school teachers', () => {
  it('[AH-17] stage and subject, a code each', () => {
    const ofTeachers = specialties.filter((specialty) => specialty.series === '22');
    const names = ofTeachers.map((specialty) => specialty.name);
    expect(names).toEqual(expect.arrayContaining(['中学语文', '小学语文', '小学道德与法治', '幼儿园幼儿教育']));
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(specialties.map((specialty) => specialty.code)).size).toBe(specialties.length);
    expect(ofTeachers.every((specialty) => /^22[123]\d\d$/.test(specialty.code))).toBe(true);
    expect(names).not.toContain('小学物理');
  });
});

describe('values of the guides', () => {
  const titleNames = (series: string) => titlesOf(seriesOf(series)).map((title) => title.name);
  const seriesOf = (name: string) => titleSeries.find((series) => series.name === name)?.code ?? '';

  it('[AH-40.01] series', () => {
    for (const name of [
      ...['中小学教师', '中等职业学校教师', '技工院校教师', '卫生技术人员', '工程技术人员', '高等学校教师'],
      ...['党校（行政学院）系统教师', '哲学社会科学研究人员'],
    ])
      expect(titleNames(name), name).not.toEqual([]);
    const kindergarten = specialties.filter(({ series, name }) => series === '22' && name.startsWith('幼儿园'));
    expect(kindergarten.length).toBeGreaterThan(0);
  });

  it('[AH-40.02] specialties and titles, each in its series', () => {
    const specialtiesOf = (name: string) =>
      specialties.filter(({ series }) => series === seriesOf(name)).map((specialty) => specialty.name);
    expect(specialtiesOf('中小学教师')).toContain('中学语文');
    expect(specialtiesOf('中等职业学校教师')).toContain('营养与保健');
    expect(specialtiesOf('卫生技术人员')).toEqual(expect.arrayContaining(['计划生育', '重症医学']));
    expect(titleNames('中小学教师')).toEqual(expect.arrayContaining(['高级教师', '一级教师']));
    expect(titleNames('技工院校教师')).toContain('高级实习指导教师');
    expect(titleNames('卫生技术人员')).toEqual(expect.arrayContaining(['副主任护师', '副主任医师']));
  });

  it('[AH-40.06] unit natures', () =>
    expect(namesOf('unitNature')).toEqual(expect.arrayContaining(['事业单位', '事业单位（中直）'])));
});
