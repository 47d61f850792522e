import type { Role } from './flow.ts';

/** How a role is called where one chooses in which capacity to act. */
export const CAPACITY_LABEL: Readonly<Record<Role, string>> = {
  applicant: '申报人',
  employer: '用人单位',
  department: '主管部门',
  hrss: '人社部门',
  talentCentre: '人才服务中心',
  convening: '组建单位',
  operator: '运维人员',
  system: '系统',
};
