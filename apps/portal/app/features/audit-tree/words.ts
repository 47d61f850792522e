import { ACCEPTING, CONFIGURATION_KEYS, configurationOf, type ConfigurationKey } from '@zhicheng/core/forms';
import { LEVEL_CODES, LEVEL_LABELS } from '@zhicheng/series-kit';
import type { Role } from '@zhicheng/workflow';

export const configurationKeyOf = (text: string | null): ConfigurationKey =>
  CONFIGURATION_KEYS.find((key) => key === text) ?? 'all';

/** What an import page is about: a configuration, or the accepting bodies. */
export const importKeyOf = (text: string | null): ConfigurationKey | typeof ACCEPTING =>
  text === ACCEPTING ? ACCEPTING : configurationKeyOf(text);

/** Operators alone keep the talent centres' nodes (AH-38.03). */
export const configurationTabs = (role: Role | undefined) =>
  CONFIGURATION_KEYS.filter((key) => role === 'operator' || configurationOf(key).to === undefined).map((key) => ({
    value: key === 'all' ? '' : key,
    label: configurationOf(key).label.replace(/配置$/, ''),
  }));

export const LEVELS = LEVEL_CODES.map((code) => ({ code, name: LEVEL_LABELS[code] }));

/** In the order of the list; null: all. */
export const namesOf = (codes: readonly string[] | null, all: readonly { code: string; name: string }[]): string =>
  codes === null
    ? '全部'
    : [
        ...all.filter(({ code }) => codes.includes(code)).map(({ name }) => name),
        ...codes.filter((code) => !all.some((item) => item.code === code)),
      ].join('、');

export const HOME = '/work/audit-tree';
export const ACCEPTING_HOME = `${HOME}/accepting`;
export const ACCEPTING_LABEL = '受理机构';
export const trailTo = (...labels: readonly string[]) => [
  { label: '首页', to: '/work' },
  ...(labels.length > 0 ? [{ label: '审核路径', to: HOME }] : [{ label: '审核路径' }]),
  ...labels.map((label) => ({ label })),
];

/** The way to a page of the accepting bodies; without a name, to their list. */
export const acceptingTrail = (page?: string) => [
  { label: '首页', to: '/work' },
  { label: '审核路径', to: HOME },
  ...(page ? [{ label: ACCEPTING_LABEL, to: ACCEPTING_HOME }, { label: page }] : [{ label: ACCEPTING_LABEL }]),
];
