import type { MenuItem, PersonMenuKey, UnitMenuKey } from './profile.ts';

/** AH-04.01, in this order. */
export const personMenu: MenuItem<PersonMenuKey>[] = [
  { key: 'home', label: '首页' },
  { key: 'library', label: '个人业绩库' },
  { key: 'declarations', label: '职称申报' },
  { key: 'personalCentre', label: '个人中心' },
];

/** AH-04.02, in this order. */
export const unitMenu: MenuItem<UnitMenuKey>[] = [
  { key: 'home', label: '首页' },
  { key: 'achievementArchive', label: '业绩档案' },
  { key: 'declarations', label: '职称申报' },
  { key: 'bindings', label: '人员注册审核' },
  { key: 'tasks', label: '任务中心' },
  { key: 'settings', label: '管理设置' },
];
