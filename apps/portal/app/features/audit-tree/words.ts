import { CONFIGURATION_KEYS, configurationOf, type ConfigurationKey } from '@zhicheng/core/forms';
import { LEVEL_CODES, LEVEL_LABELS } from '@zhicheng/series-kit';
import type { Role } from '@zhicheng/workflow';

export const configurationKeyOf = (text: string | null): ConfigurationKey =>
  CONFIGURATION_KEYS.find((key) => key === text) ?? 'all';

/** Operators alone keep the talent centres' nodes (AH-38.03). */
export const configurationTabs = (role: Role | undefined) =>
  CONFIGURATION_KEYS.filter((key) => role === 'operator' || configurationOf(key).to === undefined).map((key) => ({
    value: key === 'all' ? '' : key,
    label: configurationOf(key).label.replace(/配置$/, ''),
  }));

export const LEVELS = LEVEL_CODES.map((code) => ({ code, name: LEVEL_LABELS[code] }));

export const namesOf = (codes: readonly string[] | null, all: readonly { code: string; name: string }[]): string =>
  codes === null ? '全部' : codes.map((code) => all.find((item) => item.code === code)?.name ?? code).join('、');

export const HOME = '/work/audit-tree';
export const trailTo = (...labels: readonly string[]) => [
  { label: '首页', to: '/work' },
  ...(labels.length > 0 ? [{ label: '审核路径', to: HOME }] : [{ label: '审核路径' }]),
  ...labels.map((label) => ({ label })),
];
