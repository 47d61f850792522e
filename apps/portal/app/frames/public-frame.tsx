import type { ReactNode } from 'react';
import { Link } from '../components/link.tsx';
import { Band } from './band.tsx';
import { Footer } from './footer.tsx';
import { homeOf } from './menu.ts';
import { Shell } from './shell.tsx';
import { useFrame } from './use-frame.ts';

type Props = { hero?: ReactNode; children: ReactNode };

/** Band only: entrances, help, notices, error pages. A person who is signed in finds the way back. */
export function PublicFrame({ hero, children }: Props) {
  const { active } = useFrame();
  return (
    <Shell>
      <Band home="/" own={active && <Link to={homeOf(active.role)}>我的首页</Link>} />
      {hero}
      <main id="main" className="wrap page" tabIndex={-1}>
        {children}
      </main>
      <Footer />
    </Shell>
  );
}
