import { Tabs } from '../../components/tabs.tsx';
import { useFrame } from '../../frames/use-frame.ts';

/** Tabs of 个人中心 (AH-06.01); 我的职称 comes with the certificates. */
export function CentreTabs({ current }: { current: 'profile' | 'messages' }) {
  const { unread } = useFrame();
  return (
    <Tabs
      label="个人中心"
      current={current}
      items={[
        { label: '个人信息', value: 'profile', to: '/me' },
        { label: '消息', value: 'messages', to: '/me/messages', ...(unread > 0 && { count: unread }) },
      ]}
    />
  );
}
