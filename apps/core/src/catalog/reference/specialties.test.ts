import { registry } from '@zhicheng/plugins';
import { describe, expect, it } from 'vitest';
import { titleSeries } from './series.ts';
import { specialties } from './specialties.ts';
import { technicalSpecialties } from './technical-specialties.ts';

const LISTED = ['中小学教师', '工程技术人员'];

describe('specialties of the series whose whole list is known', () => {
  it.each(LISTED)('catalogue and plugin of %s name the same ones, so that each hangs on a branch', (label) => {
    const { code } = titleSeries.find(({ name }) => name === label) ?? {};
    const listed = specialties.filter(({ series }) => series === code).map(({ name }) => name);
    const plugin = registry.find((series) => series.label === label);
    expect([...(plugin?.specialties ?? [])].sort()).toEqual([...listed].sort());
  });

  it('codes of the technical ones: series, branch, place; none twice', () => {
    const codes = technicalSpecialties.map(({ code }) => code);
    expect(codes[0]).toBe('050101');
    expect(codes.filter((code) => !/^05\d{4}$/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
    const names = technicalSpecialties.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['建筑施工', '测绘', '轨道交通', '知识产权', '区块链']));
  });
});
