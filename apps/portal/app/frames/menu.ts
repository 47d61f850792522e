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

/** Of those who make plans (RF.17); AH-04.02 knows units only. */
const PLANS: MenuItem = { key: 'plans', label: '评审计划', to: '/work/plans' };

/** Of those who keep the audit tree (RF.32). */
const AUDIT_TREE: MenuItem = { key: 'auditTree', label: '审核路径', to: '/work/audit-tree' };

/** Of operations (AH-29.03, AH-38.03). */
const ACCOUNTS: MenuItem = { key: 'accounts', label: '账号管理', to: '/work/accounts' };

const without = (...keys: readonly string[]): readonly MenuItem[] =>
  EMPLOYER_MENU.filter((item) => !keys.includes(item.key));

/** Before 任务中心, or 管理设置 where there is none. */
const adding = (menu: readonly MenuItem[], ...items: readonly MenuItem[]): readonly MenuItem[] => {
  const at = menu.findIndex(({ key }) => key === 'tasks' || key === 'settings');
  return [...menu.slice(0, at), ...items, ...menu.slice(at)];
};

const WORK_MENUS: Record<Role, readonly MenuItem[]> = {
  applicant: [],
  employer: EMPLOYER_MENU,
  department: without('achievementArchive'),
  hrss: adding(without('achievementArchive', 'bindings'), PLANS, AUDIT_TREE),
  talentCentre: without('achievementArchive', 'bindings'),
  convening: adding(without('achievementArchive', 'bindings'), PLANS),
  operator: adding(without('achievementArchive', 'bindings', 'declarations', 'tasks'), PLANS, AUDIT_TREE, ACCOUNTS),
  system: [],
};

/** The side navigation of a capacity: what its holder may open, never more. */
export const workMenu = (role: Role): readonly MenuItem[] => WORK_MENUS[role];

/** Where a capacity starts after signing in or switching. */
export const homeOf = (role: Role): string => (role === 'applicant' ? '/home' : '/work');
