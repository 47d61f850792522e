import type { ReactNode } from 'react';

type Props = { title?: string; children?: ReactNode; action?: ReactNode };

/** AH-04.05: 暂无数据, one sentence why, one link what to do. */
export function EmptyState({ title = '暂无数据', children, action }: Props) {
  return (
    <div className="empty">
      <p className="empty__t">{title}</p>
      {children && <p className="muted">{children}</p>}
      {action && <div className="acts">{action}</div>}
    </div>
  );
}
