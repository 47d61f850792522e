import type { ReactNode } from 'react';

type Props = { status?: ReactNode; children: ReactNode };

/** Fixed to the bottom: what is saved, what is missing, two buttons. */
export function Dock({ status, children }: Props) {
  return (
    <div className="dock">
      {status}
      <div className="acts">{children}</div>
    </div>
  );
}
