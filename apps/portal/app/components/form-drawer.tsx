import { Drawer } from '@mantine/core';
import { useNavigate } from '@remix-run/react';
import type { ReactNode } from 'react';

type Props = {
  title: string;
  /** The list it was opened from: closing goes there. The drawer is a route of its own. */
  closeTo: string;
  children: ReactNode;
};

/** Short forms over the list they belong to, 40rem; a full page under 768 px. */
export function FormDrawer({ title, closeTo, children }: Props) {
  const navigate = useNavigate();
  return (
    <Drawer
      opened
      onClose={() => navigate(closeTo, { preventScrollReset: true })}
      position="right"
      size="40rem"
      title={title}
      closeButtonProps={{ 'aria-label': '关闭' }}
      classNames={{ content: 'drawer', title: 'drawer__t', body: 'drawer__b', header: 'drawer__h' }}
      transitionProps={{ duration: 0 }}
    >
      {children}
    </Drawer>
  );
}
