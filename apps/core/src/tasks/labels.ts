import type { AuditorRole } from '@zhicheng/workflow';
import type { ProcessKind } from './process-kind.ts';

/** 当前节点 (AH-26.03, AH-32.07). */
export const NODE_LABEL: Readonly<Record<AuditorRole, string>> = {
  employer: '单位审核',
  department: '主管部门审核',
  hrss: '人社部门审核',
  talentCentre: '人才服务中心审核',
  convening: '组建单位审核',
};
export const APPLICANT_NODE = '个人申报';

/** 审核状态 of a case that a superior's return put back (SM-DECL.09). */
export const PUT_BACK_LABEL = '上级审核不通过';

/** 审核状态 of a process (AH-32.07). */
const PROCESS_LABEL: Readonly<Record<string, string>> = {
  running: '审核中',
  passed: '审核通过',
  returned: '退回',
  terminated: '终止',
  cancelled: '已撤回',
};

/** 审核中 and 退回, or what this kind of process calls them. */
export const processLabel = ({ labels }: ProcessKind, state: string): string =>
  labels?.[state] ?? PROCESS_LABEL[state] ?? state;
