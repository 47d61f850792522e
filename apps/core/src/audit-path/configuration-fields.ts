import { LEVEL_CODES, type LevelCode } from '@zhicheng/series-kit';
import type { AuditorRole } from '@zhicheng/workflow';

/** 节点类型 (HN-30.03, HN-31.02): what a body is in the tree. 经办机构 are three capacities. */
export const NODE_TYPES: Readonly<Record<AuditorRole, string>> = {
  employer: '单位',
  department: '经办机构（主管部门）',
  hrss: '经办机构（人社部门）',
  talentCentre: '经办机构（人才服务中心）',
  convening: '评委会',
};

/** A view of the one tree: the edges that hold for these levels and ways of acquisition; null: for any. */
export interface Configuration {
  readonly label: string;
  readonly levels: readonly LevelCode[] | null;
  readonly modes: readonly string[] | null;
  /** Only edges into nodes of this type, kept by operators alone (AH-38.03). */
  readonly to?: AuditorRole;
}

const COMMITTEE = ['REVIEW', 'EXAM_AND_REVIEW'] as const;

/** HN-31..HN-35 as filters, the whole tree before them, the talent centres after them. */
export const CONFIGURATIONS = {
  all: { label: '全部审核路径', levels: null, modes: null },
  initial: { label: '职称初定审核路径配置', levels: null, modes: ['INITIAL_DETERMINATION'] },
  recognition: { label: '职称认定审核路径配置', levels: null, modes: ['RECOGNITION'] },
  junior: { label: '初评会审核路径配置', levels: LEVEL_CODES.slice(3), modes: COMMITTEE },
  intermediate: { label: '中评会审核路径配置', levels: ['INTERMEDIATE'], modes: COMMITTEE },
  senior: { label: '高评会审核路径配置', levels: LEVEL_CODES.slice(0, 2), modes: COMMITTEE },
  talent: { label: '人才服务中心节点', levels: null, modes: null, to: 'talentCentre' },
} as const satisfies Readonly<Record<string, Configuration>>;

export type ConfigurationKey = keyof typeof CONFIGURATIONS;
export const CONFIGURATION_KEYS = Object.keys(CONFIGURATIONS) as [ConfigurationKey, ...ConfigurationKey[]];
export const configurationOf = (key: ConfigurationKey): Configuration => CONFIGURATIONS[key];
