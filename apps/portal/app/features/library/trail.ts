import type { Crumb } from '../../frames/page.tsx';
import { entityOf } from '../../series.ts';

const LAST: readonly (readonly [end: RegExp, label: string])[] = [
  [/\/new$/, '新增'],
  [/\/edit$/, '修改'],
  [/\/import$/, '导入'],
  [/\/imports$/, '导入记录'],
  [/\/imports\/[^/]+$/, '导入结果'],
];

/** The way to a page of the library (AH-04.03), from its address. */
export function libraryTrail(pathname: string, code: string): Crumb[] {
  const list = `/library/${code}`;
  const label = entityOf(code)?.label ?? '业绩';
  const way: Crumb[] = [
    { label: '首页', to: '/home' },
    { label: '个人业绩库', to: '/library' },
  ];
  if (pathname === list) return [...way, { label }];
  if (/\/imports\/./.test(pathname)) way.push({ label, to: list }, { label: '导入记录', to: `${list}/imports` });
  else way.push({ label, to: list });
  const last = LAST.find(([end]) => end.test(pathname))?.[1] ?? '查看';
  return [...way, { label: last }];
}
