import { describe, expect, it } from 'vitest';
import { anhui, hrssBureauName, hunan, profileOf, regionPath } from './index.ts';

const countOf = (profile: typeof anhui, level: string) => profile.regions.filter((r) => r.level === level).length;
const namesUnder = (parent: string) => anhui.regions.filter((r) => r.parent === parent).map((r) => r.name);

describe('profiles', () => {
  it('finds both and refuses any other code', () => {
    expect(profileOf('anhui')).toBe(anhui);
    expect(profileOf('hunan')).toBe(hunan);
    expect(() => profileOf('Anhui')).toThrow('Unknown profile "Anhui", known: anhui, hunan');
    expect(() => profileOf('')).toThrow('Unknown profile');
  });

  it('[AH-01.02] platform name and title of the login page', () => {
    expect(anhui.platformName).toBe('安徽省专业技术人员综合管理服务平台');
    expect(anhui.loginTitle).toBe('安徽省专业技术人员综合管理服务平台--职称申报');
  });

  it('[AH-01.04..06] three entrances with their buttons', () => {
    const { person, unit, builtin } = anhui.entrances;
    expect([person.title, unit.title, builtin.title]).toEqual(['个人登录', '单位登录', '内置单位登录']);
    expect([person.button, unit.button]).toEqual(['前往安徽政务网', '前往政务网']);
  });

  it('[AH-01.03] [AH-01.07..08] [AH-01.10] browsers, hotlines, enquiry hours, sign-on service', () => {
    expect(anhui.support.hotlines).toHaveLength(2);
    expect(anhui.support.enquiryHours).toBe('周一至周五 9:00至12:00，14:00至17:30');
    expect(anhui.support.recommendedBrowsers).toContain('谷歌浏览器');
    expect(anhui.sso).toMatchObject({ siteName: '安徽政务服务网', heading: '统一认证中心' });
    expect([anhui.sso.personBox, anhui.sso.unitBox]).toEqual(['个人用户', '法人用户']);
  });

  it('[AH-04.01..02] menus in order', () => {
    expect(anhui.menus.person.map((item) => item.label)).toEqual(['首页', '个人业绩库', '职称申报', '个人中心']);
    const unit = ['首页', '业绩档案', '职称申报', '人员注册审核', '任务中心', '管理设置'];
    expect(anhui.menus.unit.map((item) => item.label)).toEqual(unit);
  });

  it('policies differ as the two guides say', () => {
    expect(anhui.policies).toEqual({
      unitRegistrationNeedsAudit: false,
      quotaNeedsAudit: false,
      acceptingBodies: false,
      returnMode: 'DIRECT',
      noticeDays: 5,
    });
    expect(hunan.policies).toEqual({
      unitRegistrationNeedsAudit: true,
      quotaNeedsAudit: true,
      acceptingBodies: true,
      returnMode: 'STEPWISE',
      noticeDays: 5,
    });
  });

  it('names no other province', () => {
    expect(JSON.stringify(hunan)).not.toMatch(/安徽|驻皖/);
    expect(JSON.stringify(anhui)).not.toMatch(/湖南|驻湘/);
  });
});

describe('regions', () => {
  it('[AH-29.16] Anhui has 16 cities and 104 counties, Hunan 14 and 122', () => {
    expect([countOf(anhui, 'province'), countOf(anhui, 'city'), countOf(anhui, 'county')]).toEqual([1, 16, 104]);
    expect([countOf(hunan, 'province'), countOf(hunan, 'city'), countOf(hunan, 'county')]).toEqual([1, 14, 122]);
  });

  it('[AH-29.16] cities in the order of the tree, some counties at its ends', () => {
    const cities = ['合肥市', '芜湖市', '蚌埠市', '淮南市', '马鞍山市', '淮北市', '铜陵市'];
    expect(namesUnder('340000').slice(0, 7)).toEqual(cities);
    expect(namesUnder('340200')).toEqual(['镜湖区', '鸠江区', '弋江区', '湾沚区', '繁昌区', '南陵县', '无为市']);
    expect(namesUnder('341800').at(-1)).toBe('广德市');
  });

  it.each([anhui, hunan])('holds no statistical zone and no stray code: $code', (profile) => {
    const codes = profile.regions.map((region) => region.code);
    expect(codes.filter((code) => /7[1-9]$/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
    for (const region of profile.regions) {
      expect(region.code.startsWith(profile.province.code.slice(0, 2))).toBe(true);
      if (region.level === 'county') expect(region.parent).toBe(`${region.code.slice(0, 4)}00`);
      if (region.level === 'city') expect(region.parent).toBe(profile.province.code);
    }
  });

  it('[AH-29.18] gives the way down to a region, nothing for an unknown code', () => {
    expect(regionPath(anhui.regions, '340123').map((r) => r.name)).toEqual(['安徽省', '合肥市', '肥西县']);
    expect(regionPath(anhui.regions, '340100').map((r) => r.name)).toEqual(['安徽省', '合肥市']);
    expect(regionPath(anhui.regions, '430100')).toEqual([]);
  });

  it('[AH-30.04] names the bureau of a region', () => {
    expect(hrssBureauName(anhui.regions, '340100')).toBe('合肥市人力资源和社会保障局');
    expect(hrssBureauName(anhui.regions, '340000')).toBe('安徽省人力资源和社会保障厅');
    expect(() => hrssBureauName(anhui.regions, '999999')).toThrow('Unknown region');
  });
});
