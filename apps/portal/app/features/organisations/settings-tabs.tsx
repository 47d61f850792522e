import { Tabs } from '../../components/tabs.tsx';
import { useFrame } from '../../frames/use-frame.ts';

export type SettingsPage = 'unit' | 'postQuotas' | 'delegations' | 'phrases' | 'accountRequests';

type Props = { current: SettingsPage; postQuotas: boolean };

/** Pages of 管理设置 (AH-30.02); 岗位核准信息 for public institutions only (AH-35.01). */
export function SettingsTabs({ current, postQuotas }: Props) {
  const role = useFrame().active?.role;
  const audits = role !== 'operator';
  const items = [
    { label: '单位信息', value: 'unit', to: '/work/settings' },
    ...(postQuotas ? [{ label: '岗位核准信息', value: 'postQuotas', to: '/work/settings/post-quotas' }] : []),
    ...(audits
      ? [
          { label: '委托授权', value: 'delegations', to: '/work/settings/delegations' },
          { label: '常用意见', value: 'phrases', to: '/work/settings/phrases' },
        ]
      : []),
    ...(role === 'hrss' ? [{ label: '申请内置账号', value: 'accountRequests', to: '/work/account-requests' }] : []),
  ];
  return items.length > 1 ? <Tabs label="管理设置" items={items} current={current} /> : null;
}
