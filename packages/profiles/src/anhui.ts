import { anhuiRegions } from './anhui-regions.ts';
import { personMenu, unitMenu } from './menus.ts';
import type { Profile } from './profile.ts';

const platformName = '安徽省专业技术人员综合管理服务平台';

export const anhui: Profile = {
  code: 'anhui',
  province: { code: '340000', name: '安徽省', shortName: '安徽' },
  platformName,
  loginTitle: `${platformName}--职称申报`,
  entrances: {
    person: { title: '个人登录', button: '前往安徽政务网' },
    unit: { title: '单位登录', button: '前往政务网' },
    builtin: { title: '内置单位登录', button: '登录' },
  },
  sso: {
    siteName: '安徽政务服务网',
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
  organiser: '安徽省人力资源和社会保障厅',
  publishingDepartment: '安徽省人力资源和社会保障厅',
  centralUnitLabel: '中央驻皖单位',
  regions: anhuiRegions,
  menus: { person: personMenu, unit: unitMenu },
  policies: {
    unitRegistrationNeedsAudit: false,
    quotaNeedsAudit: false,
    acceptingBodies: false,
    returnMode: 'DIRECT',
    noticeDays: 5,
  },
};
