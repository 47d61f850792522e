import type { Caller } from '@zhicheng/core';
import type { Crumb } from '../../frames/page.tsx';

export type BuiltInAccount = Awaited<ReturnType<Caller['accounts']['list']>>['rows'][number];

export const ACCOUNTS = '/work/accounts';
export const BODIES = `${ACCOUNTS}/bodies`;

/** The way to a page of 账号管理; without a name, to its list. */
export const accountsTrail = (page?: string): Crumb[] => [
  { label: '首页', to: '/work' },
  { label: '账号管理', ...(page && { to: ACCOUNTS }) },
  ...(page ? [{ label: page }] : []),
];
