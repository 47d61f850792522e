import type { Profile } from '@zhicheng/profiles';
import { checkbox, coded, date, files, integer, optional, region, text } from '@zhicheng/series-kit';
import { mobile } from '../identity/person-fields.ts';

/** The province's word for a centrally administered unit. */
type Words = Pick<Profile, 'centralUnitLabel'>;

const phone = (label: string) => text(label, { max: 20, pattern: /^[\d-]{7,20}$/ });
const short = (label: string) => optional(text(label, { max: 100 }));

/** 单位注册 (AH-29.10..17). Name, credit code and legal representative come from the sign-on service. */
export const unitRegistrationFields = (profile: Words) => ({
  legalPhone: optional(phone('法定代表人电话')),
  address: optional(text('单位通讯地址', { max: 200 })),
  contact: text('单位联系人', { max: 30 }),
  mobile,
  unitNature: coded('单位性质', 'unitNature'),
  email: text('电子邮箱', { max: 100, pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ }),
  region: region('属地', { placeholder: '请选择 属地' }),
  central: checkbox(profile.centralUnitLabel),
});

/** The same where the bureau audits it: with what proves who the unit is (SM-UREG.02, HN-52.01). */
export const auditedRegistrationFields = (profile: Words) => ({
  ...unitRegistrationFields(profile),
  certificates: files('营业执照或法人证书', {
    types: ['jpg', 'png', 'pdf'],
    maxMB: 10,
    maxCount: 5,
  }),
});

/** 完善单位信息 (AH-30.03, AH-30.05, AH-30.06). */
export const unitFields = (profile: Words) => ({
  ...unitRegistrationFields(profile),
  fax: optional(phone('传真号码')),
  industryCode: short('行业代码'),
  unitStatus: short('单位状态'),
  economicType: short('经济类型'),
  taxNumber: short('税号'),
  licenceKind: short('工商登记执照种类'),
  licenceNumber: short('工商登记执照号码'),
  licenceDate: optional(date('工商登记发照日期')),
  licenceYears: optional(integer('工商登记有效期限', { max: 999, unit: '年' })),
  approvalNumber: short('批准文号'),
  approvalDate: optional(date('批准日期')),
  approvedBy: short('批准成立单位'),
});
