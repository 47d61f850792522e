import { hunanRegions } from './hunan-regions.ts';
import { personMenu, unitMenu } from './menus.ts';
import type { Profile } from './profile.ts';

// The guides call the portal by this name (HN-01.01) and give the platform behind it none of its own.
const platformName = '湖南人社公共服务网上服务大厅';

export const hunan: Profile = {
  code: 'hunan',
  province: { code: '430000', name: '湖南省', shortName: '湖南' },
  platformName,
  loginTitle: `${platformName}--职称申报`,
  entrances: {
    person: { title: '个人登录', button: '前往个人网厅' },
    unit: { title: '单位登录', button: '前往单位网厅' },
    builtin: { title: '内置单位登录', button: '登录' },
  },
  sso: {
    siteName: platformName,
    heading: '统一认证中心',
    personBox: '个人用户',
    unitBox: '法人用户',
    helpline: '12345',
  },
  support: {
    hotlines: ['0000-0000 0001', '0000-0000 0002'],
    enquiryHours: '周一至周五 9:00至12:00，14:00至17:30',
    recommendedBrowsers: '谷歌浏览器或 360 安全浏览器极速模式',
  },
  organiser: '湖南省人力资源和社会保障厅',
  publishingDepartment: '湖南省人力资源和社会保障厅',
  centralUnitLabel: '中央驻湘单位',
  regions: hunanRegions,
  menus: { person: personMenu, unit: unitMenu },
  policies: {
    unitRegistrationNeedsAudit: true,
    quotaNeedsAudit: true,
    acceptingBodies: true,
    returnMode: 'STEPWISE',
    noticeDays: 5,
  },
};
