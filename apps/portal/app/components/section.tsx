import { useId, type ReactNode } from 'react';

type Props = { title: ReactNode; id?: string; aside?: ReactNode; hint?: ReactNode; children: ReactNode };

/** A part of a page: 2 px ink line, heading, what belongs to it on the right. Never a box. */
export function Section({ title, id, aside, hint, children }: Props) {
  const own = useId();
  const heading = `${id ?? own}-h`;
  return (
    <section className="sec" id={id} aria-labelledby={heading}>
      <div className="sec__h">
        <h2 id={heading}>{title}</h2>
        {aside}
      </div>
      {hint && <p className="hint sec__hint">{hint}</p>}
      {children}
    </section>
  );
}
