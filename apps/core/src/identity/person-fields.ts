import { checkbox, coded, date, optional, text } from '@zhicheng/series-kit';

const email = text('电子邮箱', { max: 100, pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ });
const address = text('通讯地址', { max: 200 });
export const mobile = text('手机号码', { max: 11, pattern: /^1\d{10}$/ });

/** 完善信息 on the page 个人注册 (AH-02.09..18). */
export const registrationFields = {
  politicalStatus: coded('政治面貌', 'politicalStatus'),
  ethnicity: coded('民族', 'ethnicity'),
  email,
  address,
  workStart: date('工作时间', { placeholder: '请选择开始工作时间' }),
  education: coded('最高学历', 'education'),
  titleName: optional(text('职称名称', { max: 50 })),
  skillLevel: optional(text('技能等级', { max: 50 })),
  degree: optional(coded('获得学位', 'degree')),
  landline: optional(
    text('固定电话', { max: 20, pattern: /^0\d{2,3}-?\d{7,8}(-\d{1,6})?$/, placeholder: '例0551-88888888' }),
  ),
};

/** The drawer 完善信息 of the personal centre (AH-06.09..12): name, ID number, sex and birth date are not among them. */
export const profileFields = {
  ...registrationFields,
  address: optional(address),
  mobile,
  seriesCode: text('所在职称系列', { max: 40, placeholder: '请选择' }),
  administrativePost: optional(text('行政职务', { max: 50 })),
  freelancer: checkbox('是否自由职业者'),
};
