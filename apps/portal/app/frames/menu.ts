import type { Role } from '@zhicheng/workflow';

export type MenuItem = { readonly key: string; readonly label: string; readonly to: string };

/** AH-04.01, in this order. */
export const APPLICANT_MENU: readonly MenuItem[] = [
  { key: 'home', label: '首页', to: '/home' },
  { key: 'library', label: '个人业绩库', to: '/library' },
  { key: 'declarations', label: '职称申报', to: '/declarations' },
  { key: 'personalCentre', label: '个人中心', to: '/me' },
];

/** Pages that belong to an entry without standing under its address: plans are public, and part of 职称申报. */
const BELONGING: readonly (readonly [address: string, key: string])[] = [
  ...APPLICANT_MENU.map(({ to, key }) => [to, key] as const),
  ['/plans', 'declarations'],
];

/** Key of the applicant's menu entry that a page belongs to. */
export const currentItem = (path: string): string | undefined =>
  BELONGING.find(([address]) => path === address || path.startsWith(`${address}/`))?.[1];

/** AH-04.02, in this order. */
const EMPLOYER_MENU: readonly MenuItem[] = [
  { key: 'home', label: '首页', to: '/work' },
  { key: 'achievementArchive', label: '业绩档案', to: '/work/archive' },
  { key: 'declarations', label: '职称申报', to: '/work/declarations' },
  { key: 'bindings', label: '人员注册审核', to: '/work/people' },
  { key: 'tasks', label: '任务中心', to: '/work/tasks' },
  { key: 'settings', label: '管理设置', to: '/work/settings' },
];

const without = (...keys: readonly string[]): readonly MenuItem[] =>
  EMPLOYER_MENU.filter((item) => !keys.includes(item.key));

const WORK_MENUS: Record<Role, readonly MenuItem[]> = {
  applicant: [],
  employer: EMPLOYER_MENU,
  department: without('achievementArchive'),
  hrss: without('achievementArchive', 'bindings'),
  talentCentre: without('achievementArchive', 'bindings'),
  convening: without('achievementArchive', 'bindings'),
  operator: without('achievementArchive', 'bindings', 'declarations', 'tasks'),
  system: [],
};

/** The side navigation of a capacity: what its holder may open, never more. */
export const workMenu = (role: Role): readonly MenuItem[] => WORK_MENUS[role];

/** Where a capacity starts after signing in or switching. */
export const homeOf = (role: Role): string => (role === 'applicant' ? '/home' : '/work');
