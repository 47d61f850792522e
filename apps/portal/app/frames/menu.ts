import type { Role } from '../context.ts';

export type MenuItem = { readonly key: string; readonly label: string; readonly to: string };

/** AH-04.01, in this order. */
export const APPLICANT_MENU: readonly MenuItem[] = [
  { key: 'home', label: '首页', to: '/me' },
  { key: 'library', label: '个人业绩库', to: '/library' },
  { key: 'declarations', label: '职称申报', to: '/declarations' },
  { key: 'profile', label: '个人中心', to: '/profile' },
];

/** AH-04.02, in this order. */
const EMPLOYER_MENU: readonly MenuItem[] = [
  { key: 'home', label: '首页', to: '/work' },
  { key: 'archive', label: '业绩档案', to: '/work/archive' },
  { key: 'declarations', label: '职称申报', to: '/work/declarations' },
  { key: 'registrations', label: '人员注册审核', to: '/work/registrations' },
  { key: 'tasks', label: '任务中心', to: '/work/tasks' },
  { key: 'settings', label: '管理设置', to: '/work/settings' },
];

const without = (...keys: readonly string[]): readonly MenuItem[] =>
  EMPLOYER_MENU.filter((item) => !keys.includes(item.key));

const WORK_MENUS: Record<Role, readonly MenuItem[]> = {
  applicant: [],
  employer: EMPLOYER_MENU,
  competentDepartment: without('archive', 'registrations'),
  hrssBureau: without('archive', 'registrations'),
  conveningUnit: without('archive', 'registrations'),
  administrator: without('archive', 'registrations'),
  judge: [],
};

/** The side navigation of a capacity: what its holder may open, never more. */
export const workMenu = (role: Role): readonly MenuItem[] => WORK_MENUS[role];

/** Where a capacity starts after signing in or switching. */
export const homeOf = (role: Role): string => (role === 'applicant' ? '/me' : '/work');
