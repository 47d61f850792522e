import { Tabs } from '../../components/tabs.tsx';
import { useFrame } from '../../frames/use-frame.ts';

const PAGES = [
  { value: 'unit', label: '单位信息', to: '/work/settings' },
  { value: 'delegations', label: '委托授权', to: '/work/settings/delegations' },
  { value: 'phrases', label: '常用意见', to: '/work/settings/phrases' },
] as const;

/** The pages of 管理设置; who audits nothing has the first one only. */
export function SettingsTabs({ current }: { current: (typeof PAGES)[number]['value'] }) {
  if (useFrame().active?.role === 'operator') return null;
  return <Tabs label="管理设置" items={PAGES} current={current} />;
}
