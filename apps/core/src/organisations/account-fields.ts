import { choice, coded, files, longText, optional, region, text } from '@zhicheng/series-kit';
import { mobile } from '../identity/person-fields.ts';

/** Why somebody cannot come through the sign-on service (AH-29.03, AH-37.01, AH-38.03). */
export const ACCOUNT_REASONS = [
  '没有统一社会信用代码',
  '与其他单位共用统一社会信用代码',
  '业务主管部门管理员账号',
  '人才服务中心账号',
] as const;

/** 申请内置账号: what the bureau passes on of the unit, with its proof. */
export const accountRequestFields = {
  name: text('单位名称', { max: 100 }),
  reason: choice('申请原因', ACCOUNT_REASONS),
  region: region('属地', { placeholder: '请选择 属地' }),
  unitNature: coded('单位性质', 'unitNature'),
  contact: text('单位联系人', { max: 30 }),
  mobile,
  note: optional(longText('申请说明', { max: 300 })),
  proof: files('证明材料', { types: ['jpg', 'png', 'pdf'], maxMB: 10, maxCount: 5 }),
};

/** 开户 for a body that is on the platform already. */
export const accountFields = {
  username: text('账号', { max: 40 }),
  displayName: text('显示名称', { max: 100 }),
};

/** 开户 together with the body (AH-29.03): a unit without a credit code, or one that shares it. */
export const newUnitAccountFields = {
  name: text('单位名称', { max: 100 }),
  uscc: optional(text('统一社会信用代码', { max: 18 })),
  regionCode: region('属地', { placeholder: '请选择 属地' }),
  unitNature: optional(coded('单位性质', 'unitNature')),
  ...accountFields,
};
