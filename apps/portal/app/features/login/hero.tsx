import type { ReactNode } from 'react';

type Props = { title: string; before?: string; lead: ReactNode; art?: string; long?: boolean };

/** Band of the public pages. `art` is the profile's drawing; a province without one shows the band alone. */
export function Hero({ title, before, lead, art, long = false }: Props) {
  return (
    <div className={long ? 'hero hero--long' : 'hero'}>
      {art && <img className="hero__wall" src={art} alt="" width={528} height={140} />}
      <div className="wrap">
        <h1>
          {before && <span className="vh">{before}</span>}
          {title}
        </h1>
        <p>{lead}</p>
      </div>
    </div>
  );
}
