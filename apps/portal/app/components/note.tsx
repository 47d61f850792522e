import type { ReactNode } from 'react';

type Props = { face?: 'info' | 'back' | 'error'; title?: ReactNode; children?: ReactNode; live?: boolean };

const CLASSES = { info: 'note', back: 'note note--back', error: 'note note--error' } as const;

/** Thick rule at the left: something to know (info), to do (back), or wrong now (error). */
export function Note({ face = 'info', title, children, live = false }: Props) {
  return (
    <div className={CLASSES[face]} role={live ? 'status' : undefined}>
      {title && <h2 className="note__t">{title}</h2>}
      {children}
    </div>
  );
}
