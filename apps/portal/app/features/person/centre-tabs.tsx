import { Tabs } from '../../components/tabs.tsx';
import { useFrame } from '../../frames/use-frame.ts';

/** Tabs of 个人中心 (AH-06.01), and the messages. */
export function CentreTabs({ current }: { current: 'profile' | 'titles' | 'messages' }) {
  const { unread } = useFrame();
  return (
    <Tabs
      label="个人中心"
      current={current}
      items={[
        { label: '个人信息', value: 'profile', to: '/me' },
        { label: '我的职称', value: 'titles', to: '/me/titles' },
        { label: '消息', value: 'messages', to: '/me/messages', ...(unread > 0 && { count: unread }) },
      ]}
    />
  );
}
