import type { AuditorRole } from '@zhicheng/workflow';

/** 取得方式 that end at an accepting body instead of a committee: 初定 and 认定 (HN-30). */
export const ACCEPTING_MODES = ['INITIAL_DETERMINATION', 'RECOGNITION'] as const;

export const isAccepting = (mode: string): boolean => ACCEPTING_MODES.some((one) => one === mode);

export const ACCEPTING_TITLE = '职称初定/认定受理机构管理';

/** What an import of bodies calls itself among the configurations of the tree. */
export const ACCEPTING = 'accepting';

export const CERTIFICATE_NAME_MAX = 100;
export const NOTICE_MAX = 5000;

/** What is said of an accepting body. */
export interface AcceptingBodyInput {
  readonly organisationId: string;
  /** 受理节点类型 */
  readonly node: AuditorRole;
  /** null: all. */
  readonly levels: readonly string[] | null;
  readonly modes: readonly string[];
  /** 打在职称证书上的机构名称 (HN-30.04) */
  readonly certificateName: string;
}
