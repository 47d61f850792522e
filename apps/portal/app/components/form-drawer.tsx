import { Drawer } from '@mantine/core';
import { useNavigate } from '@remix-run/react';
import { useEffect, useState, type ReactNode } from 'react';

type Props = {
  title: string;
  /** The list it was opened from: closing goes there. The drawer is a route of its own. */
  closeTo: string;
  /** Over a table rather than fields. */
  wide?: boolean;
  children: ReactNode;
};

/** Closing is leaving the route: the focus goes back to what opened the drawer, if that is still there. */
function useReturnFocus() {
  const [opener] = useState(() => (typeof document === 'undefined' ? null : document.activeElement));
  useEffect(
    () => () => {
      const back = () => opener instanceof HTMLElement && opener.isConnected && opener.focus({ preventScroll: true });
      setTimeout(back);
    },
    [opener],
  );
}

/** Short forms over the list they belong to, 40rem, tables 64rem; a full page under 768 px. */
export function FormDrawer({ title, closeTo, wide = false, children }: Props) {
  const navigate = useNavigate();
  useReturnFocus();
  return (
    <Drawer
      opened
      onClose={() => navigate(closeTo, { preventScrollReset: true })}
      position="right"
      size={wide ? '64rem' : '40rem'}
      title={title}
      closeButtonProps={{ 'aria-label': '关闭' }}
      classNames={{ content: 'drawer', title: 'drawer__t', body: 'drawer__b', header: 'drawer__h' }}
      transitionProps={{ duration: 0 }}
    >
      {children}
    </Drawer>
  );
}
